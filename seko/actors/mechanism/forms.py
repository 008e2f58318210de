"""Forms of the mechanism: they parse and check, the actions write."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.actions.leads import LEAVES
from seko.actors.mechanism.enums import Standing, SupportKind, SuspensionKind
from seko.actors.mechanism.models import Sector, Seko, Supporter
from seko.actors.mechanism.queries import organisations_named, organisations_of
from seko.actors.organisations.models import Organisation
from seko.foundation.core.fields import DayField, OneOf, text_field
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken


class OrganisationChoice(OneOf[Organisation]):
    """A choice among a few organisations, named in the page's form."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Return the organisation's name."""
        return spoken.plain_words(obj.shown_name, current())


class SekoChoice(OneOf[Seko]):
    """A choice of a SEKO, named in the page's form."""

    def label_from_instance(self, obj: Seko) -> str:
        """Return the SEKO's name."""
        return in_form(obj, "name")


class NamedOrganisation(forms.CharField):
    """An organisation by its name or its registry number, whatever script the name is typed in."""

    def clean(self, value: Any) -> Any:
        """Return the organisation; where the name fits none or several, say which are like it."""
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return None
        likely = organisations_named(typed)
        if len(likely) == 1:
            return likely[0]
        if likely:
            names = "; ".join(spoken.plain_words(each.shown_name, current()) for each in likely)
            raise forms.ValidationError(_("Several fit; write the whole name: %(names)s.") % {"names": names})
        raise forms.ValidationError(_("No organisation of this name is in the register."))


class AreaForm(forms.Form):
    """An area: its name and the days between which it is counted."""

    code = forms.SlugField(max_length=40, label=_("Short code"), help_text=_("It stands in addresses; it stays."))
    name_sr = forms.CharField(max_length=190, label=_("Name"))
    name_en = forms.CharField(max_length=190, label=_("Name in English"))
    new_name_from = DayField(
        label=_("The new name holds from"),
        required=False,
        help_text=_("Only when the area was renamed: it keeps the old name before that day. Empty corrects a mistake."),
    )
    valid_from = DayField(label=_("Counted from"))
    valid_to = DayField(label=_("Counted until"), required=False, help_text=_("Empty while it is counted."))
    source = text_field(_("Source"), rows=2, required=False)

    def __init__(self, *args: Any, sector: Sector | None = None, **kwargs: Any) -> None:
        if sector is not None:
            names = ("name_sr", "name_en", "valid_from", "valid_to", "source")
            kwargs["initial"] = {name: getattr(sector, name) for name in names}
        super().__init__(*args, **kwargs)
        del self.fields["new_name_from" if sector is None else "code"]


class LeadForm(forms.Form):
    """Who leads a SEKO from a day on, and by which act."""

    organisation = OrganisationChoice(
        Organisation.objects.none(),
        label=_("New lead organisation"),
        help_text=_("One of the organisations of the network. Another one is entered as a member first."),
        empty_label=_("Choose the organisation"),
        error_messages={"required": _("Choose the organisation.")},
    )
    on = DayField(label=_("From"), help_text=_("It hands over at once on that day: at the next click."))
    old_lead = forms.ChoiceField(
        label=_("The organisation that leads until now"),
        widget=forms.RadioSelect,
        choices=(
            (Standing.PARTNER, _("stays as a partner organisation")),
            (Standing.MEMBER, _("stays as a network member")),
            (LEAVES, _("leaves the SEKO")),
        ),
        error_messages={"required": _("Choose what the organisation that leads until now becomes.")},
    )
    basis = text_field(_("Basis"), help_text=_("The act or decision, with its number and date."), max_length=300)

    def __init__(self, *args: Any, seko: Seko, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["organisation"]
        assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        chosen.queryset = organisations_of(seko, today)


class MembershipForm(forms.Form):
    """A place in a SEKO: now, or in history."""

    organisation = NamedOrganisation(
        label=_("Organisation"),
        help_text=_("Its name, in either script, or its registry number."),
        error_messages={"required": _("Name the organisation.")},
    )
    role = forms.ChoiceField(choices=Standing.choices, label=_("Role"))
    on = DayField(label=_("From"))
    until = DayField(label=_("Until"), required=False, help_text=_("Empty while it lasts."))
    basis = forms.CharField(max_length=300, required=False, label=_("Basis"))
    note = forms.CharField(
        max_length=300,
        required=False,
        label=_("What is not known"),
        help_text=_("For history: for example that the day of joining is not known."),
    )


class EndingForm(forms.Form):
    """From which day a place no longer holds, and why."""

    on = DayField(label=_("From which day it no longer holds"))
    reason = text_field(_("Reason"), max_length=2000)


class LeavingForm(forms.Form):
    """From which day an organisation is no longer in the network, and its statement."""

    on = DayField(label=_("From which day it no longer holds"))
    statement = text_field(
        _("Statement"), max_length=2000, help_text=_("It is public, with the name of the organisation.")
    )


class SuspensionForm(forms.Form):
    """Freezing or refusing participation."""

    seko = SekoChoice(Seko.objects.none(), required=False, label=_("Where"), empty_label=_("In the whole mechanism"))
    kind = forms.ChoiceField(choices=SuspensionKind.choices, label=_("How"), widget=forms.RadioSelect)
    statement = text_field(
        _("Statement"), rows=5, max_length=5000, help_text=_("It is public, with the name of the organisation.")
    )

    def __init__(self, *args: Any, sekos: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["seko"]
        assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        chosen.queryset = Seko.objects.filter(pk__in=sekos).order_by("order")


class SupporterForm(forms.Form):
    """A funder or supporter of the mechanism with its period."""

    organisation = NamedOrganisation(
        required=False, label=_("Organisation in the register"), help_text=_("Where it is in the register.")
    )
    name_sr = forms.CharField(max_length=200, label=_("Name"))
    name_en = forms.CharField(max_length=200, label=_("Name in English"))
    kind = forms.ChoiceField(choices=SupportKind.choices, label=_("Kind"))
    what_sr = forms.CharField(max_length=300, required=False, label=_("What it supported"))
    what_en = forms.CharField(max_length=300, required=False, label=_("What it supported, in English"))
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"), required=False, help_text=_("Empty while it lasts."))
    source = text_field(_("Source"), rows=2, required=False)

    def __init__(self, *args: Any, supporter: Supporter | None = None, **kwargs: Any) -> None:
        if supporter is not None:
            kwargs["initial"] = {name: getattr(supporter, name) for name in self.base_fields}
            kwargs["initial"]["organisation"] = supporter.organisation.name if supporter.organisation else ""
        super().__init__(*args, **kwargs)
