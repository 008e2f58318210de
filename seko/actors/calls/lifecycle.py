"""The legal steps of calls and of applications."""

from __future__ import annotations

from seko.actors.calls import notices, permissions
from seko.actors.calls.enums import ApplicationStatus as A
from seko.actors.calls.enums import CallStatus as C
from seko.foundation.workflow.lifecycle import Lifecycle, Transition

CALL = Lifecycle(
    "call",
    (
        Transition((C.DRAFTED,), "open", C.OPENED, permissions.may_issue, "call-opened", notify=notices.opened),
        Transition((C.OPENED,), "publish", C.RANKED, permissions.may_publish, "call-decided", notify=notices.published),
        Transition((C.RANKED,), "judge-anew", C.OPENED, permissions.may_judge, "call-judged-anew"),
        Transition((C.RANKED,), "finalise", C.FINAL, permissions.may_finalise, "call-final", notify=notices.finalised),
        Transition((C.OPENED,), "end", C.FINAL, permissions.may_end, "call-ended"),
        Transition(
            (C.DRAFTED, C.OPENED),
            "cancel",
            C.CANCELLED,
            permissions.may_issue,
            "call-cancelled",
            notify=notices.cancelled,
        ),
    ),
    scope_of=lambda call: call.pk,
)

APPLICATION = Lifecycle(
    "application",
    (
        Transition((A.UNSENT,), "send", A.SENT, permissions.may_withdraw, "application-sent", notify=notices.sent),
        Transition(
            (A.SENT, A.PROPOSED),
            "withdraw",
            A.WITHDRAWN,
            permissions.may_withdraw,
            "application-withdrawn",
            notify=notices.withdrawn,
        ),
        Transition(
            (A.SENT,), "propose", A.PROPOSED, permissions.may_propose, "application-proposed", notify=notices.proposed
        ),
        Transition((A.PROPOSED,), "take-back", A.SENT, permissions.may_propose, "application-proposal-taken-back"),
        Transition(
            (A.PROPOSED,), "admit", A.ADMITTED, permissions.may_decide, "application-admitted", notify=notices.decided
        ),
        Transition(
            (A.PROPOSED,), "refuse", A.REFUSED, permissions.may_decide, "application-refused", notify=notices.decided
        ),
        Transition(
            (A.SENT,),
            "rank-first",
            A.ADMITTED,
            lambda actor, row, now: permissions.may_publish(actor, row.call, now),
            "application-admitted",
            notify=notices.decided,
        ),
        Transition(
            (A.SENT,),
            "rank-lower",
            A.REFUSED,
            lambda actor, row, now: permissions.may_publish(actor, row.call, now),
            "application-refused",
            notify=notices.decided,
        ),
        Transition(
            (A.REFUSED,), "object", A.OBJECTED, permissions.may_object, "objection-lodged", notify=notices.objected
        ),
        Transition(
            (A.OBJECTED,),
            "grant",
            A.ADMITTED,
            permissions.may_decide_objection,
            "objection-granted",
            notify=notices.objection_decided,
        ),
        Transition(
            (A.OBJECTED,),
            "dismiss",
            A.REFUSED_FINALLY,
            permissions.may_decide_objection,
            "objection-dismissed",
            notify=notices.objection_decided,
        ),
        Transition(
            (A.ADMITTED, A.REFUSED, A.OBJECTED, A.REFUSED_FINALLY),
            "judge-anew",
            A.SENT,
            lambda actor, row, now: permissions.may_judge(actor, row.call, now),
            "application-judged-anew",
        ),
        Transition((A.REFUSED,), "settle", A.REFUSED_FINALLY, permissions.may_withdraw, "application-settled"),
        Transition(
            (A.ADMITTED,),
            "register",
            A.REGISTERED,
            permissions.may_register,
            "application-registered",
            notify=notices.registered,
        ),
        Transition(
            (A.ADMITTED,),
            "take-office",
            A.REGISTERED,
            lambda actor, row, now: permissions.may_decide_on(actor, row.call, now),
            "application-registered",
        ),
    ),
    scope_of=lambda application: application.call_id,
)
