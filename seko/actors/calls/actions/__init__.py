"""Everything that changes calls, applications and what is decided on them."""

from seko.actors.calls.actions.applying import save_application, send_application, withdraw_application
from seko.actors.calls.actions.issuing import cancel_call, change_call, end_call, issue_call, open_call
from seko.actors.calls.actions.judging import (
    decide_application,
    declare_impartiality,
    propose_decision,
    score_application,
    take_back_proposal,
    take_stance,
)
from seko.actors.calls.actions.objecting import decide_objection, lodge_objection
from seko.actors.calls.actions.publishing import finalise_call, propose_publication
from seko.actors.calls.actions.registering import register_admitted

__all__ = [
    "cancel_call",
    "change_call",
    "decide_application",
    "decide_objection",
    "declare_impartiality",
    "end_call",
    "finalise_call",
    "issue_call",
    "lodge_objection",
    "open_call",
    "propose_decision",
    "propose_publication",
    "register_admitted",
    "save_application",
    "score_application",
    "send_application",
    "take_back_proposal",
    "take_stance",
    "withdraw_application",
]
