"""Between a form and an action: what the action finds wrong with what was typed comes back into the form; rows of
fields as they were typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from seko.foundation.core.errors import Invalid
from seko.foundation.core.typed import whole_number

if TYPE_CHECKING:
    from django.forms import BaseForm

MOST_ROWS = 200


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


def typed_rows(data: Mapping[str, Any], prefix: str, names: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a list of lines as typed: `party-0-name`, `party-1-name` … as many as `party-count`
    says.
    """
    count = min(whole_number(str(data.get(f"{prefix}-count", ""))) or 0, MOST_ROWS)
    return [{name: str(data.get(f"{prefix}-{place}-{name}", "")) for name in names} for place in range(count)]
