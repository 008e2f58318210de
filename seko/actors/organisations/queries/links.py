"""Signed links that let a person act once, without a password, for one organisation in one matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing

from seko.actors.accounts.models import Person
from seko.actors.accounts.queries import has_second_factor, people_with_second_factor
from seko.actors.organisations.enums import STATE_ROLES, Role
from seko.actors.organisations.models import Mandate, UsedLink
from seko.actors.organisations.queries.people import is_of_the_state
from seko.foundation.core.dates import local_date
from seko.foundation.core.periods import in_force
from seko.foundation.journal.chain import digest

SALT = "organisations.link"
LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class SignedLink:
    """What a link says: who, under which mandate, in which matter, until when; `token` stands in the address."""

    person: Person
    mandate: Mandate
    matter: str
    expires_at: datetime
    token: str


def sign(mandate: Mandate, matter: str, *, until: datetime, now: datetime) -> str:
    """Return the token of a link for the mandate's person: valid until `until`, 14 days at most.

    It names the state of the sign-in too: another address or password, or all sessions ended, and it is void.
    """
    expires = min(until, now + LASTS)
    named = [str(mandate.pk), matter, int(expires.timestamp()), _state(mandate.person)]
    return signing.dumps(named, salt=SALT)


def read_link(token: str, matter: str, now: datetime) -> SignedLink | None:
    """Return what a link says, or None where it is damaged, old, used, of another matter, or its person may not use
    one (any more): a link never stands for a second factor, and opens neither the side of the state nor a coordination.
    """
    try:
        identifier, said, until, state = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    expires = datetime.fromtimestamp(until, UTC)
    if said != matter or expires < now or UsedLink.objects.filter(digest=digest(token)).exists():
        return None
    rows = Mandate.objects.filter(in_force(local_date(now)), pk=identifier, role=Role.REPRESENTATIVE)
    mandate = rows.select_related("person", "organisation").first()
    if mandate is None or _state(mandate.person) != state or not may_have(mandate.person, now):
        return None
    return SignedLink(mandate.person, mandate, matter, expires, token)


def may_have(person: Any, now: datetime) -> bool:
    """Return whether the person is let in by such a link: an open account, a confirmed address, no role of the state's
    side, no second factor.
    """
    is_open = person.is_active and person.email_confirmed_at is not None
    return is_open and not is_of_the_state(person, local_date(now)) and not has_second_factor(person)


def who_may_have(mandates: Any, now: datetime) -> list[Mandate]:
    """Return of those mandates the ones of representatives whose people may be sent a link, the first of each person,
    in one query.
    """
    of_state = Mandate.objects.filter(in_force(local_date(now)), role__in=STATE_ROLES).values("person_id")
    rows = (
        mandates.filter(role=Role.REPRESENTATIVE, person__is_active=True, person__email_confirmed_at__isnull=False)
        .exclude(person_id__in=of_state)
        .exclude(person_id__in=people_with_second_factor().values("pk"))
        .select_related("person")
        .order_by("person_id", "scope", "pk")
    )
    found: dict[Any, Mandate] = {}
    for mandate in rows:
        found.setdefault(mandate.person_id, mandate)
    return list(found.values())


def _state(person: Person) -> str:
    return digest([person.email, person.get_session_auth_hash()])[:24]
