"""Doing things at the same moment: real threads, each with a connection of its own."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from seko.foundation.core.errors import SekoError


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Run the deeds together, at the time that is pinned here; return for each what it returned or the error of ours
    it raised.
    """
    barrier, outcomes = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int, deed: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            outcomes[place] = deed()
        except SekoError as error:
            outcomes[place] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(run, place, deed))
        for place, deed in enumerate(deeds)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def failed(outcomes: list[Any]) -> list[str]:
    """Return the names of the errors among the outcomes; every deed has one."""
    assert None not in outcomes
    return [type(outcome).__name__ for outcome in outcomes if isinstance(outcome, SekoError)]
