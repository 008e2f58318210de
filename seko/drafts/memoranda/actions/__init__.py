"""Everything that changes memoranda."""

from seko.drafts.memoranda.actions.lasting import (
    leave_memorandum,
    propose_end,
    renew_memorandum,
    warn_of_terms,
)
from seko.drafts.memoranda.actions.preparing import (
    LineOfObligation,
    LineOfParty,
    change_memorandum,
    offer_memorandum,
    prepare_memorandum,
    record_historical,
    take_back_memorandum,
)
from seko.drafts.memoranda.actions.signing import (
    Signed,
    check_file,
    note_signing,
    propose_in_force,
    receive_signed,
    settle_check,
)

__all__ = [
    "LineOfObligation",
    "LineOfParty",
    "Signed",
    "change_memorandum",
    "check_file",
    "leave_memorandum",
    "note_signing",
    "offer_memorandum",
    "prepare_memorandum",
    "propose_end",
    "propose_in_force",
    "receive_signed",
    "record_historical",
    "renew_memorandum",
    "settle_check",
    "take_back_memorandum",
    "warn_of_terms",
]
