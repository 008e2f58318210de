"""What sending and withdrawing ask of upper apps, and tell them."""

from __future__ import annotations

from dataclasses import dataclass

from seko.actors.mechanism.models import Seko
from seko.dialogue.consultations.models import Consultation
from seko.foundation.workflow.conditions import Condition, Consequence


@dataclass(frozen=True, slots=True)
class SendingPlace:
    """Where a comment is about to go: the consultation, and the SEKO through which (None: directly)."""

    consultation: Consultation
    seko: Seko | None


sendable = Condition("comment may be sent")
withdrawable = Condition("comment may be withdrawn")
sent = Consequence("comment sent")
withdrawn = Consequence("comment withdrawn")
