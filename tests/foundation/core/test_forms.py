"""What an action finds wrong comes back into the form; every other error goes on."""

from __future__ import annotations

import pytest
from django import forms

from seko.foundation.core.errors import Invalid, SekoError, WrongState
from seko.foundation.core.forms import faults_in


class WordsForm(forms.Form):
    """A form with one field."""

    words = forms.CharField()


def refuse(error: SekoError) -> None:
    """Do what an action does with what it cannot take."""
    raise error


def test_faults_stand_beside_their_fields_and_the_rest_above_the_form() -> None:
    form = WordsForm({"words": "Већ написано"})

    with faults_in(form):
        refuse(Invalid({"words": "Too long.", "elsewhere": "Not today.", "": "Not at all."}))

    assert form.errors == {"words": ["Too long."], "__all__": ["Not today.", "Not at all."]}


def test_what_is_not_a_fault_of_what_was_typed_goes_on() -> None:
    form = WordsForm({"words": "Већ написано"})

    with pytest.raises(WrongState), faults_in(form):
        refuse(WrongState("It is over."))

    assert form.errors == {}
