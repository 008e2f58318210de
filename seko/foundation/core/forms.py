"""Between a form and an action: what the action finds wrong with what was typed comes back into the form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from seko.foundation.core.errors import Invalid

if TYPE_CHECKING:
    from django.forms import BaseForm


@contextmanager
def faults_in(form: BaseForm) -> Iterator[None]:
    """Run the block, which calls the action and answers; where it raises `Invalid` the form says what is wrong."""
    try:
        yield
    except Invalid as invalid:
        add_faults(form, invalid)


def add_faults(form: BaseForm, invalid: Invalid) -> None:
    """Put what an action found wrong beside the fields of a form, or above it where it has no such field."""
    for field, sentence in invalid.faults.items():
        form.add_error(field if field in form.fields else None, str(sentence))
