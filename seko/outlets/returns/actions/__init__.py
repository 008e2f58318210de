"""From a returned file to unsent comments: received, read in the child, looked at, then kept whole or thrown away."""

from seko.outlets.returns.actions.deciding import CANDIDATE, WHOLE_PLACE, Decision, decide, place_the_rest
from seko.outlets.returns.actions.keeping import KEEP_JOB, ask_keeping, keep
from seko.outlets.returns.actions.leaving import discard, forget, forget_returned
from seko.outlets.returns.actions.sending import SEND_JOB, ask_sending, send_kept
from seko.outlets.returns.actions.taking import COMMENTED, READ_JOB, returned_by, settle_reading, take_file
from seko.outlets.returns.reading import read_file

__all__ = [
    "CANDIDATE",
    "COMMENTED",
    "KEEP_JOB",
    "READ_JOB",
    "SEND_JOB",
    "WHOLE_PLACE",
    "Decision",
    "ask_keeping",
    "ask_sending",
    "decide",
    "discard",
    "forget",
    "forget_returned",
    "keep",
    "place_the_rest",
    "read_file",
    "returned_by",
    "send_kept",
    "settle_reading",
    "take_file",
]
