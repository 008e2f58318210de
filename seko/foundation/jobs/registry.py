"""Handlers of background work, known by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

Call = Callable[..., "dict[str, Any] | None"]


@dataclass(frozen=True, slots=True)
class Handler:
    """A function that does one kind of work, with the words its progress page needs."""

    name: str
    call: Call
    title: Words
    phases: Mapping[str, Words] = field(default_factory=dict)


_handlers: dict[str, Handler] = {}


def job(name: str, *, title: Words = "", phases: Mapping[str, Words] | None = None) -> Callable[[Call], Call]:
    """Register the decorated function as the handler of `name` (put it in the app's `jobs.py`).

    It is called as `handler(progress, **kwargs)` and may return a dict for the job's `result`; its key `url` (a path of
    this site) is where the person goes on. `title` and the words of each phase code are shown on the progress page.

    A worker can be killed at any moment and the job is then tried again, at most twice. So a handler writes each of
    its effects in **one** transaction, and can be repeated: either the effect is idempotent, or it is written inside
    `with progress.finishing() as result:`, which marks the job done in the same transaction.
    """

    def register(call: Call) -> Call:
        known = _handlers.get(name)
        if known is not None and known.call is not call:
            raise ValueError(f"two handlers are called '{name}'")
        _handlers[name] = Handler(name, call, title, phases or {})
        return call

    return register


def find(name: str) -> Handler | None:
    """Return the handler of that name, or None where this release of the code does not know it."""
    return _handlers.get(name)
