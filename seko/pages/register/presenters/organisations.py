"""What the directory and an organisation's page show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.contacts.models import ContactPoint
from seko.actors.contacts.queries import contact_points
from seko.actors.mechanism.enums import Standing, SuspensionKind
from seko.actors.mechanism.models import Membership, Suspension
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind, SuccessionKind
from seko.actors.organisations.models import FormerName, Organisation, Succession
from seko.actors.organisations.queries import successions_of, with_aliases_of
from seko.dialogue.comments.queries import knows_author, standing, visible_to
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken
from seko.pages.register.addresses import address


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the mechanism: what, where, from when to when; a place of the past has ended."""

    role: str
    area: str
    url: str
    period: str = ""
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the directory; `former` is the name before today's."""

    name: str
    url: str
    former: str
    kind: str
    town: str
    places: tuple[Place, ...]
    ended: str


def entries(rows: Iterable[Organisation], places: Mapping[UUID, Sequence[Membership]]) -> tuple[Entry, ...]:
    """Return the rows of a page of the directory; former names and places were read for all of them."""
    found = []
    for row in rows:
        former = next(iter(row.former_names.all()), None)
        found.append(
            Entry(
                row.shown_name,
                reverse("organisation", args=[row.slug]),
                former.shown_name if former else "",
                str(OrganisationKind(row.kind).label),
                row.town,
                tuple(_place(each) for each in places.get(row.pk, ())),
                spoken.day(row.ended_on),
            )
        )
    return tuple(found)


def _place(row: Membership, *, period: str = "", is_past: bool = False) -> Place:
    role = str(Standing(row.role).label)
    return Place(role, in_form(row.seko.sector, "name"), address("area", row.seko.code), period, is_past)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in time: the words, when they held, by which act they ended."""

    name: str
    period: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """Another body that took over from this one or from which this one took over."""

    label: str
    name: str
    url: str
    day: str
    basis: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Participation frozen or refused, with the organisation's own statement."""

    what: str
    where: str
    period: str
    statement: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact point of a body of the state."""

    name: str
    function: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Profile:
    """An organisation's page; `also` are the names of entries merged into it."""

    name: str
    former: str
    kind: str
    names: tuple[Named, ...]
    also: tuple[str, ...]
    relations: tuple[Relation, ...]
    places: tuple[Place, ...]
    asides: tuple[Aside, ...]
    fields: tuple[str, ...]
    profile: str
    founded: str
    ended: str
    comments: int
    answers: int
    contacts: tuple[Contact, ...]


def profile_of(organisation: Organisation, actor: Actor, now: datetime) -> Profile:
    """Return all that is public about an organisation, and how many of its comments the reader may read."""
    former = list(organisation.former_names.all())
    bodies = with_aliases_of(organisation)
    comments = standing(visible_to(actor, now)).filter(knows_author(actor), organisation__in=bodies).count()
    answers = Response.objects.filter(institution__in=bodies, status=ResponseStatus.PUBLISHED).count()
    taken, given = successions_of(organisation)
    return Profile(
        name=organisation.shown_name,
        former=_formerly(former, taken),
        kind=str(OrganisationKind(organisation.kind).label),
        names=_names(organisation, former),
        also=tuple(sorted(each.shown_name for each in organisation.aliases.order_by())),
        relations=(*map(_taken, taken), *map(_given, given)),
        places=_places(organisation),
        asides=tuple(map(_aside, organisation.suspensions.select_related("seko__sector"))),
        fields=tuple(in_form(each, "name") for each in organisation.fields_of_work.all()),
        profile=_words(organisation),
        founded=spoken.day(organisation.founded_on),
        ended=spoken.day(organisation.ended_on),
        comments=comments,
        answers=answers,
        contacts=tuple(map(_contact, contact_points(local_date(now)).filter(organisation__in=bodies))),
    )


def _contact(row: ContactPoint) -> Contact:
    return Contact(row.person.name, row.function, row.email, row.phone)


def _formerly(former: Sequence[FormerName], taken: Sequence[Succession]) -> str:
    """Return the name before today's, or that of the body whose whole work was taken over."""
    if former:
        return former[-1].shown_name
    whole = [row.predecessor.shown_name for row in taken if row.kind == SuccessionKind.WHOLE]
    return whole[-1] if whole else ""


def _words(organisation: Organisation) -> str:
    is_english = organisation.profile_en and organisation.shown_name == organisation.name_en
    return organisation.profile_en if is_english else organisation.profile


def _names(organisation: Organisation, former: Sequence[FormerName]) -> tuple[Named, ...]:
    """Return every name the newest first; nothing where it was always called so."""
    if not former:
        return ()
    since = date.fromordinal(former[-1].ends_on.toordinal() + 1)
    names = [Named(organisation.shown_name, spoken.period(since, None), former[-1].basis)]
    bases = [""] + [each.basis for each in former[:-1]]
    names += [
        Named(each.shown_name, spoken.period(each.starts_on, each.ends_on), basis)
        for each, basis in reversed(list(zip(former, bases, strict=True)))
    ]
    return tuple(names)


def _taken(row: Succession) -> Relation:
    is_whole = row.kind == SuccessionKind.WHOLE
    label = _("Took over the work of") if is_whole else _("Took over a part of the work of")
    return _relation(label, row.predecessor, row)


def _given(row: Succession) -> Relation:
    is_whole = row.kind == SuccessionKind.WHOLE
    label = _("Its work was taken over by") if is_whole else _("A part of its work was taken over by")
    return _relation(label, row.successor, row)


def _relation(label: str, other: Organisation, row: Succession) -> Relation:
    url = reverse("organisation", args=[other.slug])
    return Relation(label, other.shown_name, url, spoken.day(row.happened_on), row.basis)


def _places(organisation: Organisation) -> tuple[Place, ...]:
    """Return every place it has and had, those in force first."""
    rows = organisation.memberships.select_related("seko__sector").order_by("seko__order", "-starts_on")
    lasting = [_place(row, period=spoken.period(row.starts_on, row.ends_on)) for row in rows if row.ends_on is None]
    past = [
        _place(row, period=spoken.period(row.starts_on, row.ends_on), is_past=True)
        for row in rows
        if row.ends_on is not None and not (row.ended_at and row.ends_on == row.starts_on)
    ]
    return (*lasting, *past)


def _aside(row: Suspension) -> Aside:
    where = in_form(row.seko.sector, "name") if row.seko else _("in the whole mechanism")
    what = str(SuspensionKind(row.kind).label)
    return Aside(what, where, spoken.period(row.starts_on, row.ends_on), row.statement)


@dataclass(frozen=True, slots=True)
class AreaBar:
    """An area with the number of its organisations; `width` is a length of the drawing."""

    name: str
    url: str
    count: int
    width: str


def area_bars(counts: Sequence[tuple[str, str, int]]) -> tuple[AreaBar, ...]:
    """Return the bars of (code, name, number of organisations): each as long as its share of the longest."""
    longest = max((count for _code, _name, count in counts), default=0) or 1
    return tuple(
        AreaBar(name, address("area", code), count, f"{100 * count / longest:.1f}%") for code, name, count in counts
    )
