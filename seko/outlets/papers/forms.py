"""The form by which an institution's answers come back; it parses, the action writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seko.foundation.core.fields import DayField
from seko.foundation.files.kinds import FileKind, megabytes
from seko.outlets.papers.actions.answering import ANSWERS, LETTER, NUMBER_LETTERS


def _file(label: Any) -> forms.FileField:
    missing = {"required": gettext_lazy("Choose a file.")}
    return forms.FileField(label=label, allow_empty_file=True, required=False, error_messages=missing)


class AnswersForm(forms.Form):
    """The filled table, and the letter by which it came."""

    file = _file(gettext_lazy("Filled table"))
    letter = _file(gettext_lazy("Letter of the institution"))
    letter_number = forms.CharField(
        label=gettext_lazy("Number of the letter"), max_length=NUMBER_LETTERS, required=False
    )
    letter_on = DayField(label=gettext_lazy("Day of the letter"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("file", ANSWERS)
        self._offer("letter", LETTER)

    def _offer(self, name: str, kind: FileKind) -> None:
        field = self.fields[name]
        field.widget.attrs["accept"] = kind.accept
        values = {"kinds": kind.accepted, "limit": megabytes(kind.limit)}
        field.help_text = _("%(kinds)s, at most %(limit)s MB") % values
