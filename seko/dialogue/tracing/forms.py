"""What is typed on the pages of tracing: which differences fulfil a promise, or what is said of it instead."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from seko.dialogue.tracing.enums import OTHER_REASONS, Said
from seko.foundation.core.fields import DayField
from seko.foundation.core.typed import whole_number

MOST_AT_ONCE = 200


class StatementForm(forms.Form):
    """What becomes of a promise where no difference fulfils it."""

    said = forms.ChoiceField(label=_("What becomes of it"), choices=Said.choices, widget=forms.RadioSelect)
    due_on = DayField(label=_("By which day"), required=False)
    words = forms.CharField(
        label=_("What is promised instead"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(forms.Form):
    """A reason other than a comment, for the differences that are ticked."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose")), *((each.value, each.label) for each in OTHER_REASONS)],
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=2_000)


def chosen(data: QueryDict) -> list[int]:
    """Return the numbers of the differences that are ticked, each once, at most as many as a page shows."""
    numbers = (whole_number(each) for each in data.getlist("difference")[:MOST_AT_ONCE])
    return list(dict.fromkeys(number for number in numbers if number is not None))
