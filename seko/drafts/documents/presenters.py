"""What the pages of documents and versions show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.drafts.documents import conditions, permissions
from seko.drafts.documents.enums import Circle, Revisions, VersionStatus
from seko.drafts.documents.lifecycle import VERSION
from seko.drafts.documents.models import Document, Release, Version
from seko.drafts.documents.queries import translations_of
from seko.foundation.core.decisions import Decision
from seko.foundation.core.languages import ENGLISH, as_written, current, in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import Crumb, Link, Row
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


def title_of(document: Document) -> str:
    """Return the title in the page's language: the English one where it is given, else as written."""
    return as_written(document, "title")


def name_of_kind(code: str) -> str:
    """Return the name of a kind of document; the code where the catalogue does not know it."""
    kinds: dict[str, str] = dict(conditions.kinds.ask())
    return kinds.get(code, code)


def called(translation: Version) -> str:
    """Return "Working translation into English"."""
    return (
        _("Working translation into English")
        if translation.language == ENGLISH
        else _("Working translation into Serbian")
    )


def other_texts(authentic: Version, *, works: bool) -> tuple[Link, ...]:
    """Return the ways to the translations of a version; with `works` to those being prepared too."""
    return tuple(Link(called(each), each.get_absolute_url()) for each in translations_of(authentic, works=works))


def draft_name(number: int) -> str:
    """Return "Draft 2"."""
    return _("Draft %(number)s") % {"number": number}


def document_rows(documents: Iterable[Document]) -> tuple[Row, ...]:
    """Return documents as rows; each carries `readable`, the versions the reader may read (prefetched)."""
    kinds = dict(conditions.kinds.ask())
    rows = []
    for document in documents:
        versions: list[Version] = list(document.readable)  # type: ignore[attr-defined]
        last = versions[-1] if versions else None
        institution = spoken.plain_words(document.institution.shown_name, current())
        about = f"{kinds.get(document.kind, document.kind)} · {institution}"
        state = f"{draft_name(last.number)}: {VersionStatus(last.status).label}" if last else _("No draft yet")
        when = spoken.day(last.published_at or last.created_at) if last else ""
        rows.append(Row(title_of(document), reverse("document", args=[document.code]), about, when, state))
    return tuple(rows)


def version_rows(document: Document, versions: Iterable[Version]) -> tuple[Row, ...]:
    """Return the versions of a document as rows, the newest first."""
    return tuple(
        Row(
            draft_name(version.number),
            reverse("version", args=[document.code, version.number]),
            ngettext("%(count)s part of the text", "%(count)s parts of the text", version.passage_count)
            % {"count": spoken.count(version.passage_count, current())},
            spoken.day(version.published_at or version.created_at),
            VersionStatus(version.status).label,
        )
        for version in sorted(versions, key=lambda each: -each.number)
    )


def crumbs(document: Document, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a document's page, or beyond it."""
    url = reverse("document", args=[document.code]) if more else ""
    return (Crumb(_("Documents"), reverse("documents")), Crumb(title_of(document), url), *more)


def crumbs_of_list() -> tuple[Crumb, ...]:
    """Return the way to the list of documents."""
    return (Crumb(_("Documents"), reverse("documents")),)


@dataclass(frozen=True, slots=True)
class Deeds:
    """What can be done with a version now, each with its reason where it cannot."""

    propose: Decision
    take_back: Decision
    publish: Decision
    release: Decision
    hide: Decision
    waiting: ProposedDeed | None


def deeds(version: Version, actor: Actor, now: datetime) -> Deeds:
    """Return the deeds of a version for the actor."""
    return Deeds(
        VERSION.may(version, "propose", actor, now),
        VERSION.may(version, "take-back", actor, now),
        VERSION.may(version, "publish", actor, now),
        permissions.may_release(actor, version, now),
        VERSION.may(version, "hide", actor, now),
        second.waiting("hide-version", version.pk) if actor.is_ministry else None,
    )


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """Who may read, and from when."""

    circle: str
    seko: str
    since: str
    is_ahead: bool


def releases(version: Version, now: datetime) -> tuple[ReleaseLine, ...]:
    """Return who may read the version, the widest circle first."""
    order = [circle.value for circle in Circle]
    rows: list[Release] = sorted(
        version.releases.select_related("seko"), key=lambda each: (-order.index(each.circle), each.pk)
    )
    return tuple(
        ReleaseLine(
            str(Circle(each.circle).label),
            in_form(each.seko, "name") if each.seko else "",
            spoken.day_time(each.starts_at, genitive=True),
            each.starts_at > now,
        )
        for each in rows
    )


def moment(when: datetime) -> str:
    """Return a day with its time: 29. јануар 2018. у 14:05."""
    return spoken.day_time(when)


def version_facts(version: Version) -> tuple[tuple[str, str], ...]:
    """Return what is known of a version, as pairs; names of persons only to those who work on it (the view decides)."""
    pairs = [
        (_("State"), str(VersionStatus(version.status).label)),
        (_("Language"), _("English") if version.language == "en" else _("Serbian")),
        (_("Parts of the text"), spoken.count(version.passage_count, current())),
        (_("Characters"), spoken.count(version.letter_count, current())),
    ]
    if version.revisions != Revisions.NONE:
        pairs.append((_("Tracked changes"), str(Revisions(version.revisions).label)))
    if version.published_at:
        pairs.append((_("Published"), moment(version.published_at)))
    return tuple(pairs)


def working_facts(version: Version) -> tuple[tuple[str, str], ...]:
    """Return what only those who work on a version see: who uploaded, proposed and published it."""
    said: list[tuple[str, str]] = []
    for label, person, when in (
        (_("Uploaded"), version.created_by, version.created_at),
        (_("Proposed"), version.proposed_by, version.proposed_at),
        (_("Published by"), version.published_by, version.published_at),
    ):
        if when is not None:
            said.append((label, format_html("{}, {}", _name(person), moment(when))))
    said.append((_("Original file"), format_html('<span translate="no">{}</span>', version.original.name)))
    return tuple(said)


def _name(person: Person | None) -> str:
    return spoken.words(person.name, current()) if person else _("somebody who is no longer here")


def describe_hiding(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe proposals to hide a version, in one query."""
    rows = Version.everything.filter(pk__in=[each.subject_id for each in proposals]).select_related("document")
    known = {str(row.pk): row for row in rows}
    return {
        each.pk: second.Described(
            _hiding(known[each.subject_id]),
            title_of(known[each.subject_id].document),
            known[each.subject_id].get_absolute_url(),
        )
        for each in proposals
        if each.subject_id in known
    }


def _hiding(version: Version) -> str:
    if version.authentic_id is not None:
        return _("Hide a translation of draft %(number)s") % {"number": version.number}
    return _("Hide draft %(number)s") % {"number": version.number}


second.register_words("hide-version", describe_hiding)
