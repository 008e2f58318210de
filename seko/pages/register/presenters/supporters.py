"""Who funds and supports the mechanism: now, and before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.mechanism.enums import SupportKind
from seko.actors.mechanism.models import Supporter
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken


@dataclass(frozen=True, slots=True)
class Supporting:
    """A funder or supporter; `edit_url` for who keeps the list."""

    name: str
    kind: str
    what: str
    when: str
    source: str
    edit_url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Those of now, or of before."""

    title: str
    rows: tuple[Supporting, ...]


def supporters_of(today: date, *, may_keep: bool) -> tuple[Group, ...]:
    """Return the groups that are not empty, in one query."""
    present: list[Supporting] = []
    past: list[Supporting] = []
    for row in Supporter.objects.order_by("-starts_on", "pk"):
        shown = Supporting(
            in_form(row, "name"),
            str(SupportKind(row.kind).label),
            in_form(row, "what"),
            spoken.period(row.starts_on, row.ends_on),
            row.source,
            reverse("supporter-edit", args=[row.pk]) if may_keep else "",
        )
        is_past = row.ends_on is not None and row.ends_on < today
        (past if is_past else present).append(shown)
    groups = (Group(_("Now"), tuple(present)), Group(_("Before"), tuple(past)))
    return tuple(each for each in groups if each.rows)
