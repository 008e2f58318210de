"""The app's entry in the registry."""

from datetime import datetime
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in

from seko.foundation.core.decisions import ALLOWED, Decision, refused


class ConsultationsConfig(AppConfig):
    name = "seko.dialogue.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Register what documents ask of consultations, and that signing in makes a full session."""
        from seko.dialogue.consultations import (  # noqa: F401 - deeds that need two, and how they are described
            actions,
            presenters,
        )
        from seko.dialogue.consultations.requests import unlimit
        from seko.drafts.documents import conditions

        user_logged_in.connect(unlimit, dispatch_uid="consultations.unlimit")
        conditions.hideable.register(_nothing_runs)
        conditions.postponable.register(_nobody_is_asked)
        conditions.translation_changed.register(_draw_anew)


def _draw_anew(*, version: Any, by: Any, now: datetime) -> None:
    from seko.dialogue.consultations.actions.stamping import touch_document

    touch_document(version.document_id)


def _nothing_runs(version: Any, now: datetime) -> Decision:
    from django.utils.translation import gettext_lazy as _

    from seko.dialogue.consultations.enums import Status
    from seko.dialogue.consultations.models import Consultation

    if Consultation.objects.filter(version=version, status=Status.OPENED).exists():
        return refused(_("A consultation on this draft is running."))
    return ALLOWED


def _nobody_is_asked(version: Any, now: datetime) -> Decision:
    from django.utils.translation import gettext_lazy as _

    from seko.dialogue.consultations.enums import Status
    from seko.dialogue.consultations.models import Consultation

    if Consultation.objects.filter(version=version, status=Status.OPENED).exists():
        return refused(_("A consultation on this draft is opened; its readers cannot be made to wait."))
    return ALLOWED
