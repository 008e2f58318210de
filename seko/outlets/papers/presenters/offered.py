"""The files of a consultation that a person may take away, each with one line on what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.permissions import may_write
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import takes_comments, title_of
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.parts import Crumb, Link
from seko.outlets.papers import permissions
from seko.outlets.papers.drafts import AT_ONCE
from seko.outlets.papers.queries import comments_in

WORD, EXCEL = "Word (DOCX)", "Excel (XLSX)"
BOTH = (("docx", WORD), ("xlsx", EXCEL))


@dataclass(frozen=True, slots=True)
class Offered:
    """One file: what it is, what it is for, its links; `make_url` is where one asks for one that takes long to make,
    `back_url` where it is brought back with comments.
    """

    name: str
    title: str
    about: str
    links: tuple[Link, ...] = ()
    make_url: str = ""
    back_url: str = ""


def crumbs(consultation: Consultation, *more: Crumb) -> tuple[Crumb, ...]:
    """Return where the page of these files stands."""
    own = Crumb(_("In Word and Excel"), reverse("papers", args=[consultation.code]) if more else "")
    return (
        Crumb(_("Consultations"), reverse("consultations")),
        Crumb(title_of(consultation), reverse("consultation", args=[consultation.code])),
        own,
        *more,
    )


def offered(consultation: Consultation, actor: Actor, now: datetime) -> tuple[Offered, ...]:
    """Return what the actor may take away now, in the order of the work."""
    return tuple(_offered(consultation, actor, now))


def _offered(consultation: Consultation, actor: Actor, now: datetime) -> Iterator[Offered]:
    count = comments_in(consultation, actor, now).count()
    has_draft = bool(permissions.may_take_draft(actor, consultation, now))
    is_open = has_draft and takes_comments(consultation, now)
    code = consultation.code
    back = reverse("comments-return", args=[code]) if is_open and may_write(actor, consultation, now) else ""
    if has_draft:
        about = _("Comment on it with Word's own comments, without a connection; hidden marks keep each part's place.")
        links = (Link(WORD, reverse("paper-draft-file", args=[code])),)
        yield Offered("draft", _("The draft for commenting"), about, links, back_url=back)
    if is_open:
        about = _("One row for each comment; for whoever prefers a table to comments in the margin.")
        yield Offered("form", _("Form for comments"), about, _both("paper-form-file", code), back_url=back)
    if has_draft and count:
        yield _commented(code, count)
    if count:
        about = _counted(count) + " " + _("With the place, the original text and the answer of each.")
        yield Offered("table", _("Table of comments and answers"), about, _both("paper-table-file", code))
    if permissions.may_bring_answers(actor, None, now):
        about = _("For an institution that does not sign in: take its table, bring it back filled in, with its letter.")
        links = (Link(_("Open"), reverse("answer-tables", args=[code])),)
        yield Offered("answers", _("Tables for answers"), about, links)


def _commented(code: str, count: int) -> Offered:
    about = _("Each comment stands at its words, the answer under it; agreed wording as tracked changes.")
    title = _("The draft with comments and answers")
    if count > AT_ONCE:
        return Offered("comments", title, about, make_url=reverse("paper-comments-make", args=[code]))
    return Offered("comments", title, about, (Link(WORD, reverse("paper-comments-file", args=[code])),))


def _counted(count: int) -> str:
    words = ngettext("%(count)s comment.", "%(count)s comments.", count)
    return words % {"count": spoken.count(count, current())}


def _both(name: str, code: str) -> tuple[Link, ...]:
    return tuple(Link(title, reverse(name, args=[code, format])) for format, title in BOTH)
