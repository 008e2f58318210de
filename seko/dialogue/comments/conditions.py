"""What comments ask of upper apps: before sending and withdrawing, and who else may read one."""

from __future__ import annotations

from dataclasses import dataclass

from seko.actors.mechanism.models import Seko
from seko.dialogue.consultations.models import Consultation
from seko.foundation.workflow.conditions import Condition, Consequence, Readers


@dataclass(frozen=True, slots=True)
class SendingPlace:
    """Where a comment is about to go: the consultation, and the SEKO through which (None: directly)."""

    consultation: Consultation
    seko: Seko | None


sendable = Condition("comment may be sent")
withdrawable = Condition("comment may be withdrawn")
sent = Consequence("comment sent")
withdrawn = Consequence("comment withdrawn")
readers = Readers("comment")
