"""Reading memoranda: who may read one is written here, once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.queries import people_in_role, people_of
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.models import Version
from seko.drafts.memoranda.enums import PUBLIC, SignedState, Status
from seko.drafts.memoranda.models import Measure, Memorandum, Party, SignedFile
from seko.foundation.core.languages import in_form
from seko.foundation.design.states import State, state
from seko.foundation.text.folding import fold

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

# In these roles people act for a party: those of civil society, and those of the institutions that sign.
FOR_A_PARTY = (Role.REPRESENTATIVE, Role.COORDINATOR, Role.MINISTRY, Role.OFFICER)
STATES = {
    Status.PREPARED: "unhandled",
    Status.OFFERED: "awaiting",
    Status.IN_FORCE: "done",
    Status.ENDED: "withdrawn",
    Status.REPLACED: "superseded",
}
OVER = gettext_lazy("Term over")
UNKNOWN = gettext_lazy("End not known")
READ_ALL = (Role.MINISTRY, Role.AUDITOR)


def visible_to(actor: Actor, now: datetime) -> QuerySet[Memorandum]:
    """Return the memoranda that the actor may read: all for the ministry's coordination and auditors; from the offer
    on those to which the actor's organisation is a party; from coming into force on everybody.
    """
    rows = Memorandum.objects.all()
    if actor.has_role(*READ_ALL):
        return rows
    condition = Q(status__in=PUBLIC)
    if actor.has_role(*FOR_A_PARTY):
        mine = Party.objects.filter(memorandum=OuterRef("pk"), organisation_id=actor.organisation_id)
        condition |= Q(Exists(mine), status=Status.OFFERED)
    return rows.filter(condition)


def signed_files_visible_to(actor: Actor, now: datetime) -> QuerySet[SignedFile]:
    """Return the signed files that the actor may read: in force the public reads those that were checked; before, and
    of those that were not taken, the ministry, auditors and the parties' people.
    """
    rows = SignedFile.objects.filter(memorandum__in=visible_to(actor, now))
    if actor.has_role(*READ_ALL):
        return rows
    condition = Q(memorandum__status__in=PUBLIC, state=SignedState.CHECKED)
    if actor.has_role(*FOR_A_PARTY):
        mine = Party.objects.filter(memorandum=OuterRef("memorandum"), organisation_id=actor.organisation_id)
        condition |= Q(Exists(mine))
    return rows.filter(condition)


def own_parties(actor: Actor, memorandum: Memorandum) -> QuerySet[Party]:
    """Return the parties for which the actor acts."""
    rows = Party.objects.filter(memorandum=memorandum)
    return rows.filter(organisation_id=actor.organisation_id) if actor.has_role(*FOR_A_PARTY) else rows.none()


def people_of_parties(memorandum: Memorandum, today: date) -> set[UUID]:
    """Return the people who act for the parties that have not left."""
    rows = Party.objects.filter(memorandum=memorandum, organisation__isnull=False, left_on__isnull=True)
    found = people_of(rows.values_list("organisation_id", flat=True), today, *FOR_A_PARTY)
    return {person for people in found.values() for person in people}


def coordination(today: date) -> set[UUID]:
    """Return the people of the ministry's coordination."""
    return people_in_role(Role.MINISTRY, today)


def is_over(memorandum: Memorandum, today: date) -> bool:
    """Return whether the term of one in force has run out: told by the clock, never stored."""
    return memorandum.status == Status.IN_FORCE and memorandum.until is not None and memorandum.until < today


def state_of(memorandum: Memorandum, today: date) -> tuple[State, Words]:
    """Return the state with its word; that a term is over is told by the clock."""
    if is_over(memorandum, today):
        return state("withdrawn"), OVER
    if memorandum.source and memorandum.status == Status.IN_FORCE and memorandum.until is None:
        return state("noted"), UNKNOWN
    status = Status(memorandum.status)
    return state(STATES[status]), status.label


def of_parties(organisations: Iterable[UUID], actor: Actor, now: datetime) -> QuerySet[Party]:
    """Return where the organisations are a party of memoranda that the actor may read, the newest first, one row for
    each memorandum.
    """
    rows = Party.objects.filter(organisation__in=organisations, memorandum__in=visible_to(actor, now))
    first = Party.objects.filter(organisation__in=organisations, memorandum=OuterRef("memorandum")).order_by("order")
    rows = rows.filter(pk=Subquery(first.values("pk")[:1])).select_related("memorandum")
    return rows.order_by(F("memorandum__signed_on").desc(nulls_first=True), "memorandum__code")


def replacing(memorandum: Memorandum) -> QuerySet[Memorandum]:
    """Return the memoranda that can replace this one."""
    return Memorandum.objects.filter(status=Status.IN_FORCE).exclude(pk=memorandum.pk).order_by("code")


def texts() -> QuerySet[Version]:
    """Return the versions of documents that can be the text of a memorandum: published ones, whose words are fixed."""
    rows = Version.objects.filter(status=VersionStatus.PUBLISHED).select_related("document")
    return rows.order_by("document__title", "-number")


def organisations_called(names: Iterable[str]) -> dict[str, Organisation]:
    """Return the organisations of the register that are called exactly so (whatever the script and the case) or have
    such a short name in addresses: by the folded name, and by the short one. One whose name several bear is left out.
    """
    typed = {name for name in names if name}
    keys = {fold(name) for name in typed}
    found: dict[str, Organisation] = {}
    several = set()
    for row in Organisation.objects.filter(Q(name_key__in=keys) | Q(slug__in=typed)):
        if row.name_key in found:
            several.add(row.name_key)
        found[row.name_key] = found[row.slug] = row
    return {key: row for key, row in found.items() if key not in several}


def measures() -> list[tuple[str, str]]:
    """Return (code, name in the page's language form) of every way to measure an obligation."""
    return [(row.code, in_form(row, "name")) for row in Measure.objects.all()]
