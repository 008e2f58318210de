"""Forms of organisations and their people."""

from seko.actors.organisations.forms.people import AddressForm, ChangeForm, InviteForm, JoinForm, add_faults

__all__ = ["AddressForm", "ChangeForm", "InviteForm", "JoinForm", "add_faults"]
