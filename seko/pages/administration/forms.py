"""What an administrator types."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ResetForm(forms.Form):
    """Whose second factor is lost, and how that is known."""

    email = forms.EmailField(label=_("E-mail address of the person"), max_length=254)
    reason = forms.CharField(
        label=_("How you know that it was lost"),
        help_text=_("For instance: the person called and was recognised. No name is needed here."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
