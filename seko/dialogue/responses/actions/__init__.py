"""Everything that changes answers: assigning, writing, approving, correcting, replying."""

from seko.dialogue.responses.actions.approving import approve, approve_set, return_for_rework
from seko.dialogue.responses.actions.assigning import assign, unassign
from seko.dialogue.responses.actions.correcting import lapse_corrections, propose_correction
from seko.dialogue.responses.actions.passing_on import give_back_points, pass_on_open_points, pass_on_to_survivor
from seko.dialogue.responses.actions.personal import free_assignments, hand_to
from seko.dialogue.responses.actions.replying import reply
from seko.dialogue.responses.actions.translating import translate_answer
from seko.dialogue.responses.actions.writing import propose, propose_many_alike, save_draft

__all__ = [
    "approve",
    "approve_set",
    "assign",
    "free_assignments",
    "give_back_points",
    "hand_to",
    "lapse_corrections",
    "pass_on_open_points",
    "pass_on_to_survivor",
    "propose",
    "propose_correction",
    "propose_many_alike",
    "reply",
    "return_for_rework",
    "save_draft",
    "translate_answer",
    "unassign",
]
