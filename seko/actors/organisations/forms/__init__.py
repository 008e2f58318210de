"""Forms of organisations and their people."""

from seko.actors.organisations.forms.people import AddressForm, ChangeForm, InviteForm, JoinForm

__all__ = ["AddressForm", "ChangeForm", "InviteForm", "JoinForm"]
