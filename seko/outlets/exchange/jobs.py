"""The timed job of imports."""

from __future__ import annotations

from datetime import datetime, time

from seko.foundation.jobs.timed import daily
from seko.outlets.exchange import actions


@daily(at=time(3, 50))
def forget_imports(now: datetime) -> None:
    """Delete settled imports after 30 days."""
    actions.forget_imports(now)
