"""Fields of forms: days that can be reckoned with, choices whose keys no row can have."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from seko.actors.organisations.forms.bodies import FactsForm
from seko.actors.organisations.models import FieldOfWork
from seko.foundation.core.fields import DayField, OneOf, SomeOf

IMPOSSIBLE = ("9223372036854775808", "-9223372036854775809", "9" * 5_000)


@pytest.mark.django_db
@pytest.mark.parametrize("key", IMPOSSIBLE)
def test_a_key_that_no_row_can_have_is_no_choice(key: str) -> None:
    rows = FieldOfWork.objects.all()
    for field, value in ((OneOf(rows), key), (SomeOf(rows), [key])):
        with pytest.raises(ValidationError):
            field.clean(value)


@pytest.mark.django_db
def test_a_row_is_chosen_by_its_key() -> None:
    rows = FieldOfWork.objects.all()
    row = rows.create(code="reke", name_sr="Реке", name_en="Rivers")

    assert OneOf(rows).clean(str(row.pk)) == row
    assert list(SomeOf(rows).clean([str(row.pk)])) == [row]
    assert OneOf(rows, required=False).clean("") is None
    for field, value in ((OneOf(rows), "x"), (SomeOf(rows), ["x"]), (SomeOf(rows), "x")):
        with pytest.raises(ValidationError):
            field.clean(value)


@pytest.mark.parametrize("typed", ["0001-01-01", "1899-12-31"])
def test_a_day_before_the_calendar_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(typed)
    assert DayField().clean("1900-01-01").year == 1900


def test_an_old_body_keeps_its_founding_day() -> None:
    assert FactsForm.base_fields["founded_on"].clean("1826-02-16").year == 1826
