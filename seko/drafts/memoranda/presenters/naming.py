"""How a memorandum is called, where it stands, and the way to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seko.drafts.memoranda.enums import Status
from seko.drafts.memoranda.models import Memorandum
from seko.drafts.memoranda.queries import is_over
from seko.foundation.core.languages import in_form
from seko.foundation.design.parts import Crumb
from seko.foundation.design.states import State, state

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

STATES = {
    Status.PREPARED: "unhandled",
    Status.OFFERED: "awaiting",
    Status.IN_FORCE: "done",
    Status.ENDED: "withdrawn",
    Status.REPLACED: "superseded",
}
OVER = gettext_lazy("Term over")
UNKNOWN = gettext_lazy("End not known")


def title_of(memorandum: Memorandum) -> str:
    """Return the title in the page's language form."""
    return in_form(memorandum, "title")


def crumbs(memorandum: Memorandum | None = None, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a memorandum's page, or beyond it."""
    hub = Crumb(_("Who is who"), reverse("who-is-who"))
    found = (hub, Crumb(_("Memoranda"), reverse("memoranda") if memorandum or more else ""))
    if memorandum is None:
        return (*found, *more)
    url = reverse("memorandum", args=[memorandum.code]) if more else ""
    return (*found, Crumb(title_of(memorandum), url), *more)


def state_of(memorandum: Memorandum, today: date) -> tuple[State, Words]:
    """Return the state with its word; that a term is over is told by the clock."""
    if is_over(memorandum, today):
        return state("withdrawn"), OVER
    if memorandum.source and memorandum.status == Status.IN_FORCE and memorandum.until is None:
        return state("noted"), UNKNOWN
    status = Status(memorandum.status)
    return state(STATES[status]), status.label
