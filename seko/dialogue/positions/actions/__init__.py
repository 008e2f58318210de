"""Everything that changes positions: deciding, proposing, submitting, dissenting, and what follows from sending."""

from seko.dialogue.positions.actions.consolidating import (
    carry,
    merge,
    reword,
    set_aside,
    undo,
    withdraw_point,
)
from seko.dialogue.positions.actions.dissenting import dissent
from seko.dialogue.positions.actions.following import follow_sent, follow_withdrawn
from seko.dialogue.positions.actions.opening import ensure_position
from seko.dialogue.positions.actions.partners import agree, decline_proposal, propose_as_partner, take_proposal
from seko.dialogue.positions.actions.submitting import submit_position, take_back
from seko.dialogue.positions.actions.telling import tell_fates

__all__ = [
    "agree",
    "carry",
    "decline_proposal",
    "dissent",
    "ensure_position",
    "follow_sent",
    "follow_withdrawn",
    "merge",
    "propose_as_partner",
    "reword",
    "set_aside",
    "submit_position",
    "take_back",
    "take_proposal",
    "tell_fates",
    "undo",
    "withdraw_point",
]
