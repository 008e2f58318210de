"""Everything that changes areas, SEKOs, membership, suspensions and supporters."""

from seko.actors.mechanism.actions.areas import change_area, enter_area, keep_supporter, remove_supporter
from seko.actors.mechanism.actions.entering import admit_members, found_sekos
from seko.actors.mechanism.actions.leads import propose_lead
from seko.actors.mechanism.actions.loading import load_register
from seko.actors.mechanism.actions.memberships import found_consortium, leave, propose_ending, register_member
from seko.actors.mechanism.actions.places import fault_of_place
from seko.actors.mechanism.actions.suspensions import lift, suspend

__all__ = [
    "admit_members",
    "change_area",
    "enter_area",
    "fault_of_place",
    "found_consortium",
    "found_sekos",
    "keep_supporter",
    "leave",
    "lift",
    "load_register",
    "propose_ending",
    "propose_lead",
    "register_member",
    "remove_supporter",
    "suspend",
]
