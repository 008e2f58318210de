"""What is looked at when a command starts: whether the child that reads files can be cut off from the network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning, register

from seko.drafts.documents.model import sandbox
from seko.drafts.documents.model.refusals import ParserFailed


@lru_cache(maxsize=1)
def granted() -> sandbox.Sandbox | None:
    """Return what the system grants the child, asked once a process; None where no child can be started."""
    try:
        return sandbox.probe()
    except (ParserFailed, OSError):
        return None


@register()
def files_are_read_apart(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Warn where the system grants the child no empty network, as reliability.md says in its first lines."""
    found = granted()
    if found is None:
        return [Error("Uploaded files cannot be read: no child process could be started.", id="documents.E001")]
    if not found.network_closed:
        hint = "Allow user namespaces (sysctl user.max_user_namespaces), or run the worker where it may unshare."
        return [
            Warning(
                "The system grants no empty network: the child that reads uploaded files could reach the network. "
                "Its memory and time are limited all the same.",
                hint=hint,
                id="documents.W001",
            )
        ]
    return []
