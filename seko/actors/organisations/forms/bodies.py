"""Forms of the register of organisations: they parse and check, the actions write."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.enums import OrganisationKind, SuccessionKind
from seko.actors.organisations.models import FieldOfWork, Organisation
from seko.actors.organisations.queries import in_force, named
from seko.foundation.core.fields import DayField, SomeOf
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken
from seko.foundation.text.folding import fold

LIKELY = 5
FOUNDED_FROM = date(1700, 1, 1)  # the oldest bodies are of the eighteenth century
LONGEST_TYPED = 2_000  # longer ones are refused by the action, with their length


def _line(label: Any, *, required: bool = False, **options: Any) -> forms.CharField:
    missing = {"required": _("Write it here.")}
    return forms.CharField(label=label, required=required, max_length=LONGEST_TYPED, error_messages=missing, **options)


def _words(label: Any, *, rows: int = 3, required: bool = False, **options: Any) -> forms.CharField:
    missing = {"required": _("Write it here.")}
    return forms.CharField(
        label=label,
        required=required,
        max_length=options.pop("most", 6_000),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=missing,
        **options,
    )


class NamedOrganisation(forms.CharField):
    """An organisation by its name, in any script, or by its registry number."""

    def clean(self, value: Any) -> Any:
        """Return the organisation; where the name fits none or several, say which are like it."""
        typed = str(super().clean(value) or "").replace("\x00", "").strip()
        if not typed:
            return None
        rows = in_force()
        found = list(rows.filter(name_key=fold(typed)[:200])[:2]) or list(rows.filter(registry_number=typed[:20])[:2])
        likely = found or list(rows.filter(named(typed)).order_by("order_sr")[:LIKELY])
        if len(likely) == 1:
            return likely[0]
        if likely:
            names = "; ".join(spoken.plain_words(each.shown_name, current()) for each in likely)
            raise forms.ValidationError(_("Several fit; write the whole name: %(names)s.") % {"names": names})
        raise forms.ValidationError(_("No organisation of this name is in the register."))


class FactsForm(forms.Form):
    """Kind, numbers, place and founding day."""

    kind = forms.ChoiceField(choices=OrganisationKind.choices, label=_("Kind"))
    registry_number = _line(_("Registry number"), help_text=_("Eight digits."))
    tax_number = _line(_("Tax number"), help_text=_("Nine digits."))
    town = forms.CharField(label=_("Place"), required=False, max_length=80)
    founded_on = DayField(label=_("Founded"), required=False, earliest=FOUNDED_FROM)


class NamesForm(forms.Form):
    """The names."""

    name = _line(_("Name as registered"), required=True)
    name_en = _line(_("Name in English"))
    short_name = _line(_("Short name"))


class NewForm(NamesForm, FactsForm):
    """A new organisation."""

    field_order = ("name", "name_en", "short_name", "kind", "registry_number", "tax_number", "town", "founded_on")


class RenameForm(NamesForm):
    """Another name from a day."""

    starts_on = DayField(
        label=_("From"), help_text=_("Until the day before the present name holds, wherever the past is shown.")
    )
    basis = _line(_("By which act"), required=True)


class EndForm(forms.Form):
    """The day on which it ended."""

    ended_on = DayField(label=_("Ended"))


class SucceedForm(forms.Form):
    """Who took over."""

    successor = NamedOrganisation(label=_("Taken over by"), help_text=_("The name or the registry number."))
    kind = forms.ChoiceField(choices=SuccessionKind.choices, label=_("How much"), widget=forms.RadioSelect)
    happened_on = DayField(label=_("Day"))
    basis = _line(_("By which act"), required=True)


class MergeForm(forms.Form):
    """Of which organisation this is a second entry."""

    survivor = NamedOrganisation(
        label=_("The entry that stays"), help_text=_("The name or the registry number of the other entry.")
    )
    reason = _words(_("Reason"), required=True)


class FieldsOfWork(SomeOf[FieldOfWork]):
    """A choice of fields of work, named in the page's form."""

    def label_from_instance(self, obj: FieldOfWork) -> str:
        """Return the field's name."""
        return in_form(obj, "name")


class ProfileForm(forms.Form):
    """What an organisation says of itself."""

    name_en = _line(_("Name in English"))
    profile = _words(_("About the organisation"), rows=6)
    profile_en = _words(_("About the organisation, in English"), rows=6)
    website = _line(_("Website"))
    public_email = _line(_("E-mail for the public"))
    fields_of_work = FieldsOfWork(
        FieldOfWork.objects.all(), required=False, label=_("Fields of work"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        options["initial"] = {
            name: getattr(organisation, name)
            for name in ("name_en", "profile", "profile_en", "website", "public_email")
        } | {"fields_of_work": organisation.fields_of_work.all()}
        super().__init__(*args, **options)
