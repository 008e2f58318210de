"""The form by which a person says where a comment stands."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PlaceForm(forms.Form):
    """A choice, the words or number of another part of the text, and the stamp of what the page showed."""

    choice = forms.CharField(
        max_length=10,
        error_messages={"required": _("Choose one of the places, or name another part of the new draft.")},
    )
    place = forms.CharField(max_length=400, required=False)
    seen = forms.CharField(max_length=80, required=False)
