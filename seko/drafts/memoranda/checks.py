"""What is looked at when a command starts: whether the folder of trusted issuers can be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from seko.drafts.memoranda.pdf.trust import ENDINGS, certificates_in


@register()
def trusted_issuers_can_be_read(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Warn of a folder that is not there, and of each file in it that holds no certificate."""
    if not settings.TRUST_ROOTS:
        return []
    folder = Path(settings.TRUST_ROOTS)
    if not folder.is_dir():
        return [Warning(f"SEKO_TRUST_ROOTS names no folder: {folder}. No issuer is trusted.", id="memoranda.W001")]
    return [
        Warning(f"{path.name} in SEKO_TRUST_ROOTS holds no certificate; it is left out.", id="memoranda.W002")
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in ENDINGS and not certificates_in(path.read_bytes())
    ]
