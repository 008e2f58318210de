"""The legal steps of a request to be erased."""

from __future__ import annotations

from seko.actors.own_data import permissions
from seko.actors.own_data.enums import WAITING, ErasureStatus
from seko.foundation.workflow.lifecycle import Lifecycle, Transition

ERASURE = Lifecycle(
    "erasure",
    (
        Transition(WAITING, "withdraw", ErasureStatus.WITHDRAWN, permissions.may_withdraw_erasure, "erasure-withdrawn"),
        Transition(
            (ErasureStatus.ASKED,),
            "approve",
            ErasureStatus.APPROVED,
            permissions.may_decide_erasure,
            "erasure-approved",
        ),
        Transition(WAITING, "refuse", ErasureStatus.REFUSED, permissions.may_decide_erasure, "erasure-refused"),
        Transition(
            (ErasureStatus.APPROVED,),
            "carry-out",
            ErasureStatus.CARRIED_OUT,
            permissions.may_carry_out_erasure,
            "erasure-carried-out",
        ),
    ),
)
