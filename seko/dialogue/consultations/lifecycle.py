"""The legal steps of a consultation; `docs/` draws its diagram from here."""

from __future__ import annotations

from seko.dialogue.consultations import conditions, notices, permissions
from seko.dialogue.consultations.enums import Status
from seko.foundation.workflow.lifecycle import Lifecycle, Transition

CONSULTATION = Lifecycle(
    "consultation",
    (
        Transition(
            (Status.PREPARED,),
            "open",
            Status.OPENED,
            permissions.may_open,
            "consultation-opened",
            notify=notices.opened,
        ),
        Transition(
            (Status.OPENED,),
            "conclude",
            Status.CONCLUDED,
            permissions.may_coordinate,
            "consultation-concluded",
            condition=conditions.concludable,
            notify=notices.concluded,
        ),
        Transition(
            (Status.OPENED,),
            "conclude-with-exception",
            Status.EXCEPTION,
            permissions.may_except,
            "consultation-concluded-with-exception",
            notify=notices.excepted,
        ),
        Transition(
            (Status.CONCLUDED, Status.EXCEPTION),
            "report",
            Status.REPORTED,
            permissions.may_coordinate,
            "consultation-reported",
            notify=notices.reported,
        ),
        Transition(
            (Status.PREPARED, Status.OPENED),
            "cancel",
            Status.CANCELLED,
            permissions.may_cancel,
            "consultation-cancelled",
            notify=notices.cancelled,
        ),
    ),
    scope_of=lambda consultation: consultation.pk,
)
