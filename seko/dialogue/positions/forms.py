"""Forms of the common position: they read what was typed; what it must be is the actions' to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.errors import Invalid

LEAD_READS = _("Say why; the lead organisation reads it.")
ALL_READ = _("Say why. All authors and the public read this.")


class WordsForm(forms.Form):
    """A form of words: nothing is required here, so that the actions alone say what is missing."""

    use_required_attribute = False
    SAME: dict[str, str] = {}

    def typed(self, name: str) -> str:
        """Return what was typed into a field; empty where the form has none of that name."""
        return str(self.cleaned_data.get(name) or "")

    def take(self, invalid: Invalid) -> None:
        """Put what an action found wrong beside the fields, or above the form where it has no such field."""
        for name, sentence in invalid.faults.items():
            field = name if name in self.fields else self.SAME.get(name, "")
            self.add_error(field if field in self.fields else None, str(sentence))


def words_field(label: Any, help_text: Any = "", *, rows: int = 4, required: bool = False) -> forms.CharField:
    """Return a field in which people write; `required` only leaves out the word "optional"."""
    widget = forms.Textarea(attrs={"rows": rows})
    return _Wanted(label=label, help_text=help_text, widget=widget, is_wanted=required, strip=False)


class _Wanted(forms.CharField):
    """A text that the page calls necessary and the action checks."""

    def __init__(self, *, is_wanted: bool, **options: Any) -> None:
        super().__init__(required=is_wanted, **options)

    def validate(self, value: Any) -> None:
        """Leave it to the action to say that the text is missing."""


class CommentsForm(WordsForm):
    """Words for a deed on comments: which fields there are depends on the deed."""

    into = forms.ChoiceField(required=False, label=_("Merge into"))
    wording = words_field(_("Wording of the consolidated comment"), rows=6, required=True)
    proposed_wording = words_field(_("Proposed wording of the draft"), rows=4)
    reason = words_field(_("Reason"), ALL_READ, required=True)

    SAME = {"words": "reason"}
    FIELDS = {
        "write": ("into", "wording", "proposed_wording"),
        "reword": ("wording", "proposed_wording"),
        "aside": ("reason",),
        "propose-carry": ("reason",),
        "propose-merge": ("into", "wording", "reason"),
        "propose-aside": ("reason",),
    }

    def __init__(self, *args: Any, deed: str, targets: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in set(self.fields) - set(self.FIELDS[deed]):
            del self.fields[name]
        if "into" in self.fields:
            choices = [(str(number), words) for number, words in targets]
            self.fields["into"].choices = [("", _("a new one")), *choices]  # type: ignore[attr-defined]
            self.fields["wording"].required = False
            self.fields["wording"].help_text = _(
                "Empty: a new one takes the first comment's words, an existing one keeps its own."
            )
        if deed in ("propose-carry", "propose-merge"):
            self.fields["reason"].required = False
            self.fields["reason"].help_text = LEAD_READS

    @property
    def target(self) -> int:
        """Return the number of the consolidated comment chosen, 0 for a new one."""
        return int(self.cleaned_data.get("into") or 0)


class PointForm(WordsForm):
    """The wording of a consolidated comment, with the revision that the page showed."""

    wording = words_field(_("Wording of the consolidated comment"), rows=6, required=True)
    proposed_wording = words_field(_("Proposed wording of the draft"), rows=4)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class AnotherWordingForm(WordsForm):
    """Another wording that a partner proposes, and why."""

    wording = words_field(_("Wording you propose"), rows=6, required=True)
    proposed_wording = words_field(_("Proposed wording of the draft"), rows=4)
    words = words_field(_("Why"), LEAD_READS)


class StanceForm(WordsForm):
    """Why a partner does not agree."""

    words = words_field(_("Why you do not agree"), LEAD_READS, rows=3, required=True)


class DeclineForm(WordsForm):
    """Why the lead declines a proposal."""

    answer = words_field(_("Answer to the partner"), _("The partner organisations read it."), rows=3, required=True)


class LetterForm(WordsForm):
    """The covering letter of a common position."""

    letter = words_field(_("Opinion and recommendations of the SEKO (covering letter)"), rows=10)


class TakeBackForm(WordsForm):
    """Why a position is taken back into work."""

    reason = words_field(_("Reason"), _("The ministry and all authors read it."), required=True)


class DissentForm(WordsForm):
    """Why an author insists on the own words."""

    words = words_field(_("Why you insist on your comment"), _("The ministry and the public read it."))
