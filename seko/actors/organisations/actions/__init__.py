"""Everything that changes organisations and mandates."""

from seko.actors.organisations.actions.bodies import (
    LikelyDuplicates,
    change_facts,
    change_profile,
    end_organisation,
    register_organisation,
    register_organisations,
)
from seko.actors.organisations.actions.keys import refresh_name_keys
from seko.actors.organisations.actions.mandates import grant_mandates
from seko.actors.organisations.actions.merging import propose_merging
from seko.actors.organisations.actions.names import correct_name, rename_organisation
from seko.actors.organisations.actions.succeeding import propose_succession

__all__ = [
    "LikelyDuplicates",
    "change_facts",
    "change_profile",
    "correct_name",
    "end_organisation",
    "grant_mandates",
    "propose_merging",
    "propose_succession",
    "refresh_name_keys",
    "register_organisation",
    "register_organisations",
    "rename_organisation",
]
