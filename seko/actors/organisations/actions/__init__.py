"""Everything that changes organisations and mandates."""

from seko.actors.organisations.actions.accounts import close_account, end_all_sessions, propose_closing
from seko.actors.organisations.actions.bodies import (
    LikelyDuplicates,
    change_facts,
    change_profile,
    end_organisation,
    register_organisation,
    register_organisations,
)
from seko.actors.organisations.actions.invitations import (
    ask_for_another,
    forget_invitations,
    invite,
    refuse_to_take_up,
    revoke_invitation,
    take_up,
)
from seko.actors.organisations.actions.joining import ask_to_join, decline_joining, grant_joining, take_back_joining
from seko.actors.organisations.actions.keys import refresh_name_keys
from seko.actors.organisations.actions.links import forget_used_links, use_link
from seko.actors.organisations.actions.mandates import (
    end_mandate,
    grant_mandates,
    limit_mandate,
    propose_end,
    return_work_of_ended,
)
from seko.actors.organisations.actions.merging import propose_merging
from seko.actors.organisations.actions.names import add_former_name, correct_name, rename_organisation
from seko.actors.organisations.actions.succeeding import propose_succession
from seko.actors.organisations.actions.taking import free_slugs, take_facts

__all__ = [
    "LikelyDuplicates",
    "add_former_name",
    "ask_for_another",
    "ask_to_join",
    "change_facts",
    "change_profile",
    "close_account",
    "correct_name",
    "decline_joining",
    "end_all_sessions",
    "end_mandate",
    "end_organisation",
    "forget_invitations",
    "forget_used_links",
    "free_slugs",
    "grant_joining",
    "grant_mandates",
    "invite",
    "limit_mandate",
    "propose_closing",
    "propose_end",
    "propose_merging",
    "propose_succession",
    "refresh_name_keys",
    "refuse_to_take_up",
    "register_organisation",
    "register_organisations",
    "rename_organisation",
    "return_work_of_ended",
    "revoke_invitation",
    "take_back_joining",
    "take_facts",
    "take_up",
    "use_link",
]
