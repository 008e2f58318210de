"""Reading organisations."""

from __future__ import annotations

from django.db.models import QuerySet

from seko.actors.organisations.models import Organisation


def organisations() -> QuerySet[Organisation]:
    """Return every organisation: its public profile may be read by anybody."""
    return Organisation.objects.all()
