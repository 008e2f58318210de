"""The form by which an institution's answers come back; it parses, the action writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seko.foundation.core.fields import DayField
from seko.foundation.files.kinds import FileKind, megabytes
from seko.outlets.papers.actions.answering import ANSWERS, LETTER, NUMBER_LETTERS


class KindField(forms.FileField):
    """A file of one kind; which files that takes and how large they may be is said beside it."""

    def __init__(self, kind: FileKind, **options: Any) -> None:
        super().__init__(allow_empty_file=True, required=False, **options)
        self.kind = kind
        self.widget.attrs["accept"] = kind.accept


class AnswersForm(forms.Form):
    """The filled table, and the letter by which it came."""

    file = KindField(ANSWERS, label=gettext_lazy("Filled table"))
    letter = KindField(LETTER, label=gettext_lazy("Letter of the institution"))
    letter_number = forms.CharField(
        label=gettext_lazy("Number of the letter"), max_length=NUMBER_LETTERS, required=False
    )
    letter_on = DayField(label=gettext_lazy("Day of the letter"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, KindField):
                field.help_text = _("at most %(limit)s MB") % {"limit": megabytes(field.kind.limit)}
