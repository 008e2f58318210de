"""What the fields of contact points hold of people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from seko.actors.contacts.models import ContactPoint
from seko.foundation.core.dates import local_date
from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare
from seko.foundation.privacy.holdings import hold, on_erasure

CONTACTS = Processing(
    code="contact-points",
    title=_("Contact points for cooperation with CSOs"),
    purpose=_("That civil society knows whom to turn to in a body of the state"),
    basis=PUBLIC_TASK,
    circle=_("The public"),
    keeping=_("While the person is a contact point; then the period stays without address and phone"),
)

declare("contacts.ContactPoint", CONTACTS, Sensitivity.WORK, "person", "deputy", "function", "email", "phone")

hold(
    _("Where you are a contact point"),
    "contacts.ContactPoint",
    "person",
    {
        "organisation__name": _("Organisation"),
        "function": _("Function"),
        "email": _("E-mail address"),
        "phone": _("Work phone"),
        "starts_on": _("From"),
        "ends_on": _("To"),
    },
)
hold(
    _("Where you are the deputy of a contact point"),
    "contacts.ContactPoint",
    "deputy",
    {"organisation__name": _("Organisation"), "starts_on": _("From"), "ends_on": _("To")},
)


@on_erasure
def forget_contact_points(person: UUID, now: datetime) -> None:
    """End the person's entries without address and phone; take the person off as a deputy."""
    today = local_date(now)
    ContactPoint.objects.filter(deputy=person).update(deputy=None)
    for row in ContactPoint.objects.filter(person=person):
        row.email, row.phone, row.function = "", "", ""
        if row.ends_on is None:
            row.ends_on, row.ended_at = max(today, row.starts_on), now
        row.save()
