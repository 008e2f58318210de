"""What the fields of organisations, mandates and invitations hold of people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.actors.organisations.actions.mandates import end_all
from seko.actors.organisations.conditions import places_of
from seko.actors.organisations.models import Invitation, JoiningRequest, Mandate
from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold, on_erasure

MANDATES = Processing(
    code="mandates",
    title=_("Mandates and invitations"),
    purpose=_("To know for whom a person may act, and to prove later that the person could"),
    basis=PUBLIC_TASK,
    circle=_("The own organisation, the coordination of its SEKO, the ministry, administrators; masked for auditors"),
    keeping=_("Mandates for good, without the name once a person is erased; invitations 30 days after they expire"),
)

declare("organisations.Mandate", MANDATES, Sensitivity.IDENTIFIER, "person")
impersonal("organisations.Mandate", "scope")
declare("organisations.Invitation", MANDATES, Sensitivity.WORK, "email", "name", "invited_by")
declare("organisations.Invitation", MANDATES, Sensitivity.SECRET, "token_digest")
impersonal("organisations.Invitation", "language", "scope")
declare("organisations.JoiningRequest", MANDATES, Sensitivity.PERSONAL, "person", "words")
declare("organisations.UsedLink", MANDATES, Sensitivity.SECRET, "digest")
impersonal("organisations.FieldOfWork", "code", "name_sr", "name_en")
impersonal(
    "organisations.Organisation",
    *("slug", "name", "name_key", "name_skeleton", "name_en", "short_name", "town", "registry_number", "tax_number"),
    *(
        "name_alike",
        "order_sr",
        "order_latn",
        "order_en",
        "town_key",
        "profile",
        "profile_en",
        "website",
        "public_email",
    ),
)
impersonal("organisations.FormerName", "name", "name_key", "name_en", "short_name", "basis")
impersonal("organisations.Succession", "basis")
impersonal("organisations.NameWord", "word")


def _scopes(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return the SEKO of each mandate that is for one alone; none may be asked for a mandate for all the work."""
    return [_scope(row) if row["scope"] else "" for row in rows]


def _scope(row: dict[str, Any]) -> str:
    names = {place.seko_code: place.seko_name for place in places_of.ask(row["organisation_id"], row["starts_on"])}
    return str(names.get(row["scope"], row["scope"]))


hold(
    _("For whom you act"),
    "organisations.Mandate",
    "person",
    {
        "organisation__name": _("Organisation"),
        "role": _("Role"),
        "scope": _("Scope"),
        "is_deputy": _("Deputy"),
        "starts_on": _("From"),
        "ends_on": _("To"),
    },
    order=20,
    said={"scope": _scopes},
    beside=("organisation_id",),
)
hold(
    _("Invitations you took up"),
    "organisations.Invitation",
    "mandate__person",
    {
        "organisation__name": _("Organisation"),
        "email": _("E-mail address"),
        "name": _("Name and surname"),
        "created_at": _("When"),
    },
)

hold(
    _("Organisations you asked to act for"),
    "organisations.JoiningRequest",
    "person",
    {"organisation__name": _("Organisation"), "words": _("Words"), "created_at": _("When"), "status": _("State")},
)


@on_erasure
def forget_mandates(person: UUID, now: datetime) -> None:
    """End the person's mandates, without naming the person to anybody; delete invitations that were sent to the address
    or taken up.
    """
    address = Person.objects.filter(pk=person).values("email")
    Invitation.objects.filter(Q(mandate__person=person) | Q(email__in=address)).delete()
    JoiningRequest.objects.filter(person=person).delete()
    end_all(Mandate.objects.filter(person=person), by=None, now=now, tells=False)
