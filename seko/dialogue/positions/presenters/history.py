"""What happened to a consolidated comment: sources taken in, wordings, what partners said and proposed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.queries import number_of
from seko.dialogue.positions.enums import ProposalKind, ProposalStatus, Relation, Stance
from seko.dialogue.positions.models import Agreement, Point
from seko.dialogue.positions.presenters.points import agrees, objects
from seko.dialogue.positions.presenters.texts import author_of, moment_of
from seko.foundation.design.parts import ChainLink
from seko.foundation.journal.models import Entry
from seko.foundation.journal.queries import entries_of

Moment = tuple[datetime, ChainLink]


def history_of(point: Point) -> tuple[ChainLink, ...]:
    """Return everything that happened to it, oldest first; wordings by the journal, which keeps no words."""
    entries = list(entries_of("point", point.pk).filter(kind="point-reworded"))
    moments = [*_sources(point), *_wordings(entries), *_agreements(point), *_proposals(point)]
    return tuple(link for _at, link in sorted(moments, key=lambda moment: moment[0]))


def last_wording(point: Point) -> tuple[str, str]:
    """Return who saved the present wording and when, as far as the journal knows."""
    entry = entries_of("point", point.pk).filter(kind="point-reworded").last()
    if entry is None:
        return "", ""
    return _names([entry]).get(entry.organisation, ""), moment_of(entry.at)


def _sources(point: Point) -> Iterable[Moment]:
    words = {
        Relation.CARRIED: _("Taken over"),
        Relation.MERGED: _("Merged"),
        Relation.REWORDED: _("Reworded"),
    }
    for source in point.sources.select_related("comment__consultation", "comment__organisation"):
        url = reverse("comment", args=[number_of(source.comment)])
        heading = f"{words[Relation(source.relation)]}: {number_of(source.comment)}"
        link = ChainLink(heading, icon="check", who=author_of(source.comment), when=moment_of(source.at), url=url)
        yield source.at, link


def _wordings(entries: list[Entry]) -> Iterable[Moment]:
    names = _names(entries)
    for entry in entries:
        who = names.get(entry.organisation, "")
        yield entry.at, ChainLink(_("New wording"), icon="arrows", who=who, when=moment_of(entry.at))


def _names(entries: Iterable[Entry]) -> dict[str, str]:
    identifiers = {entry.organisation for entry in entries if entry.organisation}
    return {str(row.pk): row.name for row in Organisation.objects.filter(pk__in=identifiers)} if identifiers else {}


def _agreements(point: Point) -> Iterable[Moment]:
    rows: Iterable[Agreement] = point.agreements.select_related("organisation")
    for row in rows:
        shown = agrees() if row.stance == Stance.AGREES else objects()
        heading = str(shown.word)
        if row.revision != point.revision:
            heading = _("%(word)s (with an earlier wording)") % {"word": heading}
        name = row.organisation.shown_name
        yield row.at, ChainLink(heading, shown, who=name, when=moment_of(row.at), words=row.words)


def _proposals(point: Point) -> Iterable[Moment]:
    for row in point.proposals.select_related("organisation"):
        deed, status = ProposalKind(row.kind).label, ProposalStatus(row.status).label
        words = "\n".join(filter(None, (row.wording, row.words, row.answer)))
        heading = _("Proposal: %(deed)s. %(status)s") % {"deed": deed, "status": status}
        link = ChainLink(heading, icon="plus", who=row.organisation.shown_name, when=moment_of(row.at), words=words)
        yield row.at, link
