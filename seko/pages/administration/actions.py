"""Taking away a lost second factor: one administrator proposes, another confirms."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.actions import reset_second_factor
from seko.actors.accounts.models import Person, stored_email
from seko.actors.accounts.queries import people_with_second_factor
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.foundation.core.errors import Invalid, refuse_unless
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed
from seko.pages.administration.permissions import may_reset_second_factor

DEED = "second-factor-reset"


def _carry_out(person: Person, proposed: ProposedDeed, *, by: Actor, now: datetime) -> None:
    reset_second_factor(person, by=by, now=now)


second.register(
    second.SecondPersonDeed(
        name=DEED,
        subject="person",
        find=lambda identifier: Person.objects.get(pk=identifier),
        may=may_reset_second_factor,
        carry_out=_carry_out,
        scope_of=lambda person: "",
        circle=lambda actor: bool(actor.has_role(Role.ADMINISTRATOR)),
    )
)


def propose_reset(email: str, *, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to take away the second factor of the person with that address. Raises `Invalid`, `Refused`."""
    refuse_unless(may_reset_second_factor(by, None, now))
    person = people_with_second_factor().filter(email=stored_email(email)).first()
    if person is None:
        raise Invalid({"email": _("Nobody with a second factor is entered under this address.")})
    return second.propose(DEED, person, reason=reason, by=by, now=now)
