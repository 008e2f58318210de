"""Form fields that hold what people type within what can be stored and reckoned with."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.dates import EARLIEST

M = TypeVar("M", bound=Model)


class DayField(forms.DateField):
    """A day, typed or chosen with the browser's own control, not before `earliest`."""

    default_error_messages = {"invalid": _("This is not a date."), "required": _("Give the day.")}

    def __init__(self, *, earliest: date = EARLIEST, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)
        self.validators.append(MinValueValidator(earliest, _("This day is too early; check the year.")))


def text_field(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    """Return a field for some sentences."""
    missing = {"required": _("Write a sentence here.")}
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), error_messages=missing, **options)


class OneOf(forms.ModelChoiceField[M]):
    """A choice of one row; a key that no row can have is no choice, whatever its size."""

    def to_python(self, value: Any) -> M | None:
        """Return the row."""
        _check_key(self, value)
        return super().to_python(value)


class SomeOf(forms.ModelMultipleChoiceField[M]):
    """A choice of some rows; a key that no row can have is no choice, whatever its size."""

    def clean(self, value: Any) -> Any:
        """Return the rows."""
        for each in value if isinstance(value, list | tuple) else ():
            _check_key(self, each)
        return super().clean(value)


def _check_key(field: forms.ModelChoiceField[Any], value: Any) -> None:
    """Refuse a whole number beyond the column: the databases stumble over it instead of finding nothing."""
    if isinstance(value, Model) or value in field.empty_values or field.queryset is None:
        return
    key = field.queryset.model._meta.pk
    try:
        number = key.to_python(value)
    except ValidationError:
        return  # Django's own field refuses it
    if isinstance(number, int):
        least, most = connection.ops.integer_field_range(key.get_internal_type())
        if (least is not None and number < least) or (most is not None and number > most):
            raise ValidationError(field.error_messages["invalid_choice"], "invalid_choice", {"value": value})
