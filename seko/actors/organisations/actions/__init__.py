"""Everything that changes organisations and mandates."""

from seko.actors.organisations.actions.bodies import register_organisations
from seko.actors.organisations.actions.mandates import grant_mandates

__all__ = ["grant_mandates", "register_organisations"]
