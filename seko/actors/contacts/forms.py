"""Forms of contact points: they parse and check, the actions write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seko.actors.contacts.enums import LEVEL_OF, Level
from seko.actors.contacts.models import ContactPoint
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.queries import in_force
from seko.foundation.core.fields import DayField, OneOf
from seko.foundation.core.languages import current
from seko.foundation.design import spoken


class BodyChoice(OneOf[Organisation]):
    """A choice of a body of the state, named in the page's form."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Return the body's name."""
        return spoken.plain_words(obj.shown_name, current())


def _line(label: Any, most: int, *, required: bool = False, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=most, error_messages={"required": _("Write it here.")}, **options
    )


class EntryForm(forms.Form):
    """What stands in an entry; `revision` is that of the page."""

    name = _line(_("Name and surname"), 200, required=True)
    function = _line(_("Function"), 200)
    email = _line(_("Work e-mail"), 254, required=True, help_text=_("Public. The yearly question is sent there."))
    phone = _line(_("Work phone"), 40, help_text=_("Public."))
    deputy_name = _line(_("Deputy: name and surname"), 200)
    deputy_email = _line(_("Deputy: work e-mail"), 254)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class NewForm(EntryForm):
    """A new contact point."""

    organisation = BodyChoice(Organisation.objects.none(), label=_("Body"), error_messages={"required": _("Choose.")})
    level = forms.ChoiceField(choices=Level.choices, label=_("Level"))
    starts_on = DayField(label=_("From"), required=False)
    field_order = ("organisation", "level")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organisation"]
        assert isinstance(field, BodyChoice)  # noqa: S101 (for the type checker)
        field.queryset = in_force().filter(kind__in=list(LEVEL_OF)).order_by("order_sr", "name_key")


class EndForm(forms.Form):
    """The last day."""

    ends_on = DayField(label=_("Until"))


def initial_of(entry: ContactPoint) -> dict[str, Any]:
    """Return an entry as it would have been typed."""
    return {
        "name": entry.person.name,
        "function": entry.function,
        "email": entry.email,
        "phone": entry.phone,
        "deputy_name": entry.deputy.name if entry.deputy else "",
        "deputy_email": entry.deputy.email if entry.deputy else "",
        "revision": entry.revision,
    }
