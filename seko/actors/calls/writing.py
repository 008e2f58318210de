"""The page on which a call is written down: what it says, and its criteria as rows of fields, in one form.

Rows are added and removed by buttons that send the form and get it back, so it works without a script and nothing that
was typed is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from seko.actors.calls.actions.issuing import Wanted
from seko.actors.calls.forms import CallForm, CriterionForm
from seko.actors.calls.models import Call
from seko.foundation.core.errors import Invalid
from seko.foundation.core.forms import add_faults, typed_rows
from seko.foundation.core.typed import whole_number

CRITERION = ("text", "most", "weight", "least")
FIRST_ROWS = 3


class Sheet:
    """The form as it is shown: `head` and `criteria`. With `data` it is bound and can be read."""

    def __init__(
        self,
        rows: list[dict[str, Any]],
        *,
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
        **of: Any,
    ) -> None:
        self.head = CallForm(data, initial=dict(initial or {}), **of)
        self.criteria = [CriterionForm(data, initial=row, place=place) for place, row in enumerate(rows)]

    @property
    def forms(self) -> list[Any]:
        """All its forms, in the order of the page."""
        return [self.head, *self.criteria]

    def is_valid(self) -> bool:
        """Return whether everything typed can be read; every form says its own faults."""
        if [form for form in self.forms if not form.is_valid()]:
            return False
        if self.head.cleaned_data["is_scored"]:
            for form in self.criteria:
                if form.cleaned_data["text"] and not form.cleaned_data["most"]:
                    form.add_error("most", _("Give the marks."))
        return not [form for form in self.forms if form.errors]

    def wanted(self) -> list[Wanted]:
        """Return the criteria for the action; rows that were left empty are none."""
        rows = [form.cleaned_data for form in self.criteria]
        return [
            Wanted(row["text"], row["most"] or 0, row["weight"] or 1, row["least"] or 0) for row in rows if row["text"]
        ]

    def add_faults(self, invalid: Invalid) -> None:
        """Put what the action found wrong beside its field."""
        add_faults(self.head, invalid)


def empty(**of: Any) -> Sheet:
    """Return the form of a new call, with some rows to begin with."""
    return Sheet([{} for _row in range(FIRST_ROWS)], **of)


def kept(call: Call, **of: Any) -> Sheet:
    """Return the form of a call that is prepared."""
    shown = CRITERION if call.is_scored else CRITERION[:1]
    return Sheet([{name: getattr(row, name) for name in shown} for row in call.criteria.all()], call=call, **of)


def typed(data: Mapping[str, Any], **of: Any) -> Sheet:
    """Return the form bound to what was sent."""
    return Sheet(typed_rows(data, "criterion", CRITERION), data=data, **of)


def again(data: Mapping[str, Any], **of: Any) -> Sheet | None:
    """Return the form with a row more or less, as the pressed button says, everything typed kept; None where none of
    these buttons was pressed.
    """
    deed, _dash, which = str(data.get("again", "")).partition("-")
    if deed not in ("add", "remove"):
        return None
    rows = typed_rows(data, "criterion", CRITERION)
    if deed == "add":
        rows.append({})
    elif (removed := whole_number(which)) is not None and removed < len(rows):
        rows.pop(removed)
    return Sheet(rows, initial={name: data.get(name, "") for name in CallForm.base_fields}, **of)
