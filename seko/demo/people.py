"""People of the demonstration who show how people come and act: one with two mandates, one invited, one who asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from seko.actors.accounts.models import Person
from seko.actors.organisations import actions
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.permissions import Offer
from seko.demo.cast import Cast
from seko.demo.roles import FIRST_SEKO, offered
from seko.foundation.core.dates import local_date

INVITED = ("Јелена Илић", "jelena.ilic@primer.example")
ASKS = ("Никола Тодоровић", "nikola.todorovic@primer.example")


def load_people(cast: Cast, now: datetime) -> None:
    """Give the first member whom one can become a second mandate; invite somebody to its organisation, where another
    person asks for a mandate.
    """
    shown = Mandate.objects.select_related("organisation").get(pk=offered()[0].choices[0].mandate)
    first = cast.voice(shown.organisation.slug)
    rows = cast.register.sekos[FIRST_SEKO].memberships.filter(role="member").select_related("organisation")
    other = rows.exclude(organisation=shown.organisation).order_by("organisation__slug").first()
    assert other is not None  # noqa: S101 - a network has many members
    second = cast.voice(other.organisation.slug)
    assert first.organisation and second.organisation and first.person  # noqa: S101 - everybody has a voice
    earlier = now - timedelta(days=3)
    mandate = Mandate(
        person=first.person,
        organisation=second.organisation,
        role=Role.REPRESENTATIVE,
        is_deputy=True,
        starts_on=local_date(earlier),
    )
    actions.grant_mandates([mandate], by=second, now=earlier)
    name, email = INVITED
    actions.invite(
        Offer(first.organisation, Role.REPRESENTATIVE),
        name=name,
        email=email,
        language="sr",
        is_deputy=False,
        until=None,
        by=first,
        now=earlier,
    )
    name, email = ASKS
    person = Person.objects.create_person(email, name, email_confirmed_at=earlier)
    words = "Волонтирам у организацији од прошле године и пратим теме заштите животне средине."
    actions.ask_to_join(first.organisation, words=words, by=Actor(person), now=earlier)
