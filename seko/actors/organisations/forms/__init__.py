"""Forms of organisations and their people."""

from seko.actors.organisations.forms.people import ChangeForm, InviteForm, JoinForm, add_faults

__all__ = ["ChangeForm", "InviteForm", "JoinForm", "add_faults"]
