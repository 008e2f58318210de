"""Between a form and an action: what the action finds wrong with what was typed comes back into the form; rows of
fields as they were typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

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


def typed_rows(data: Mapping[str, Any], prefix: str, names: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a list of lines as typed: `party-0-name`, `party-1-name` … as many as `party-count`
    says.
    """
    given = str(data.get(f"{prefix}-count", "0"))
    count = min(int(given), 200) if given.isdecimal() and len(given) < 5 else 0
    return [{name: str(data.get(f"{prefix}-{place}-{name}", "")) for name in names} for place in range(count)]
