"""The way to an organisation's page and beyond it, as crumbs."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.models import Organisation
from seko.foundation.design.parts import Crumb


def way_to(organisation: Organisation | None, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to the organisation's page (of the directory where none is given) and on from there."""
    way = (Crumb(_("Who is who"), reverse("who-is-who")), Crumb(_("Organisations"), reverse("organisations")))
    own = (Crumb(organisation.shown_name, reverse("organisation", args=[organisation.slug])),) if organisation else ()
    return (*way, *own, *more)


def people_of(organisation: Organisation) -> Crumb:
    """Return the crumb of the page of its people."""
    return Crumb(_("People"), reverse("people", args=[organisation.slug]))
