"""How a memorandum is called, and the way to it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.drafts.memoranda.models import Memorandum
from seko.foundation.core.languages import in_form
from seko.foundation.design.parts import Crumb


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
