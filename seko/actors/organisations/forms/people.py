"""Forms about an organisation's people: they parse and check, the actions write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.enums import LANGUAGE_FORMS
from seko.foundation.core.languages import current

if TYPE_CHECKING:
    from seko.foundation.design.parts import Words

A_DAY = _("Write the day as 2027-03-01 or choose it.")


class Day(forms.DateField):
    """A day that may be left open."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(required=False, widget=widget, error_messages={"invalid": A_DAY}, **kwargs)


class InviteForm(forms.Form):
    """Whom to invite, to what, in which language form. `reason` is asked where a second person decides."""

    name = forms.CharField(
        max_length=200, label=_("Name and surname"), error_messages={"required": _("Write the person's name.")}
    )
    email = forms.CharField(
        max_length=300,
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the address.")},
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    scope = forms.ChoiceField(label=_("For what"), required=False)
    is_deputy = forms.BooleanField(label=_("As a deputy"), required=False)
    until = Day(label=_("Until"), help_text=_("The last day, included; empty: without an end."))
    language = forms.ChoiceField(choices=LANGUAGE_FORMS, label=_("Language of the message"))
    reason = forms.CharField(
        required=False,
        label=_("Reason"),
        help_text=_("A second person reads it and decides."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        roles: Sequence[tuple[str, Words]],
        scopes: Sequence[tuple[str, Words]],
        needs_second: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("role", roles), ("scope", scopes)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
            field.choices = choices
        self.fields["role"].initial = roles[0][0] if roles else ""
        self.fields["language"].initial = current()
        if len(scopes) < 2:
            self.fields["scope"].widget = forms.HiddenInput()
            self.fields["scope"].initial = scopes[0][0] if scopes else ""
        if not needs_second:
            del self.fields["reason"]


class ChangeForm(forms.Form):
    """Until when a mandate goes, whether its holder is a deputy, and (where two decide) why."""

    until = Day()
    is_deputy = forms.BooleanField(required=False)
    reason = forms.CharField(required=False)


class AddressForm(forms.Form):
    """The whole address of a person who is looked for."""

    address = forms.CharField(
        max_length=300,
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the address.")},
    )


class JoinForm(forms.Form):
    """What a person writes to the organisation whose mandate they ask for."""

    words = forms.CharField(
        required=False,
        max_length=500,
        label=_("Message"),
        help_text=_("Who are you in the organisation? Its coordination reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
