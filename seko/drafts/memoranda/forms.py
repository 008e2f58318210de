"""Forms of memoranda: they parse and check, the actions write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seko.drafts.documents.models import Version
from seko.drafts.memoranda.actions.preparing import LINE, TITLE_LETTERS
from seko.drafts.memoranda.actions.signing import SIGNED
from seko.drafts.memoranda.enums import Side
from seko.drafts.memoranda.models import Memorandum, Party
from seko.drafts.memoranda.queries import replacing, texts
from seko.foundation.core.fields import DayField, OneOf
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken
from seko.foundation.files.kinds import megabytes

LETTERS = 20_000


def words_field(label: Any, *, limit: int = LETTERS, rows: int = 0, help_text: Any = "") -> forms.CharField:
    """Return a field for words; that some are needed is said by the action."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=limit, widget=widget, help_text=help_text)


def needed(field: forms.CharField, sentence: Any) -> forms.CharField:
    """Return the field as one that must be filled."""
    field.required = True
    field.error_messages["required"] = sentence
    return field


class TextField(OneOf[Version]):
    """A choice of a published draft of a document."""

    def label_from_instance(self, obj: Version) -> str:
        """Return "Memorandum of cooperation, draft 2"."""
        title = spoken.plain_words(obj.document.title, current())
        return _("%(title)s, draft %(number)s") % {"title": title, "number": obj.number}


class MemorandumForm(forms.Form):
    """What is said once: title, text, term."""

    code = forms.SlugField(
        max_length=40,
        label=gettext_lazy("Short code"),
        help_text=gettext_lazy("It stands in addresses: small Latin letters, digits and hyphens."),
        error_messages={
            "required": gettext_lazy("Give a short code."),
            "invalid": gettext_lazy("Use small Latin letters, digits and hyphens only."),
        },
    )
    title_sr = needed(words_field(gettext_lazy("Title"), limit=TITLE_LETTERS), gettext_lazy("Give the title."))
    title_en = words_field(gettext_lazy("Title in English"), limit=TITLE_LETTERS)
    summary_sr = words_field(
        gettext_lazy("In short"), rows=4, help_text=gettext_lazy("What it is for, in two sentences.")
    )
    summary_en = words_field(gettext_lazy("In short, in English"), rows=4)
    text = TextField(
        Version.objects.none(),
        required=False,
        empty_label=gettext_lazy("Without a text of its own: the obligations are the text"),
        label=gettext_lazy("Text"),
        help_text=gettext_lazy("A published draft of a document of this platform."),
    )
    starts_on = DayField(
        label=gettext_lazy("Begins"), required=False, help_text=gettext_lazy("Empty: from the day of signing.")
    )
    ends_on = DayField(label=gettext_lazy("Ends"), required=False, help_text=gettext_lazy("Empty: without an end."))

    def __init__(self, *args: Any, with_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_code:
            del self.fields["code"]
        text = self.fields["text"]
        assert isinstance(text, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        text.queryset = texts()

    def clean_code(self) -> str:
        """Addresses are in small letters."""
        return str(self.cleaned_data["code"]).lower()


class PartyForm(forms.Form):
    """One party."""

    side = forms.ChoiceField(choices=Side.choices, label=gettext_lazy("Side"))
    register = words_field(
        gettext_lazy("Name in the register, where it differs"),
        limit=LINE,
        help_text=gettext_lazy("By it the party's people read the memorandum and sign it."),
    )
    name = needed(
        words_field(gettext_lazy("Name as it signs"), limit=LINE), gettext_lazy("Give the party's name as it signs.")
    )
    name_en = words_field(gettext_lazy("Name in English"), limit=LINE)
    signatory = words_field(gettext_lazy("Signatory"), limit=LINE)
    function = words_field(gettext_lazy("Function"), limit=LINE)


class ObligationForm(forms.Form):
    """One obligation; `party` is the place of the party in the same form."""

    field_order = ("text", "text_en", "side", "party", "measure")
    side = forms.ChoiceField(choices=Side.choices, label=gettext_lazy("Side"))
    text = needed(
        words_field(gettext_lazy("Obligation"), rows=3), gettext_lazy("Write the obligation, or remove the line.")
    )
    text_en = words_field(gettext_lazy("Obligation in English"), rows=3)
    party = forms.ChoiceField(required=False, label=gettext_lazy("Which party"))
    measure = forms.ChoiceField(required=False, label=gettext_lazy("How it is measured"))

    def __init__(
        self, *args: Any, names: Sequence[str] = (), measures: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        party, measure = self.fields["party"], self.fields["measure"]
        assert isinstance(party, forms.ChoiceField)  # noqa: S101 (for the type checker)
        assert isinstance(measure, forms.ChoiceField)  # noqa: S101 (for the type checker)
        numbered = [
            (str(place), f"{place + 1}. {name}" if name else f"{place + 1}.") for place, name in enumerate(names)
        ]
        party.choices = [("", _("of the whole side")), *numbered]
        measure.choices = [("", _("not measured yet")), *measures]


class UploadForm(forms.Form):
    """The signed file."""

    file = forms.FileField(
        label=gettext_lazy("Signed PDF"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = SIGNED.accept
        self.fields["file"].help_text = _("At most %(limit)s MB.") % {"limit": megabytes(SIGNED.limit)}


class SigningForm(forms.Form):
    """Who signed for one party, and when."""

    on = DayField(label=gettext_lazy("Signed on"), required=False)
    signed_by = words_field(gettext_lazy("Who signed, if somebody else"), limit=LINE)
    signed_as = words_field(gettext_lazy("In which function"), limit=LINE)


class InForceForm(forms.Form):
    """What the second person should know."""

    reason = needed(
        words_field(
            gettext_lazy("Note for the second person"),
            rows=3,
            help_text=gettext_lazy("Where the signed copy lies, what was compared."),
        ),
        gettext_lazy("Write a note for the second person."),
    )


class RenewalForm(forms.Form):
    """A renewal."""

    on = DayField(label=gettext_lazy("Renewed on"))
    until = DayField(label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty: without an end."))
    basis = needed(
        words_field(gettext_lazy("Basis"), rows=2),
        gettext_lazy("Give the basis: an annex, an exchange of letters."),
    )


class PartyField(OneOf[Party]):
    """A choice of a party."""

    def label_from_instance(self, obj: Party) -> str:
        """Return the party's name."""
        return spoken.plain_words(obj.shown_name, current())


class LeavingForm(forms.Form):
    """A party leaves, with its statement."""

    party = PartyField(
        Party.objects.none(),
        empty_label=None,
        label=gettext_lazy("Who leaves"),
        error_messages={"required": gettext_lazy("Choose who leaves.")},
    )
    on = DayField(label=gettext_lazy("From"))
    statement = needed(
        words_field(gettext_lazy("Statement"), rows=4, help_text=gettext_lazy("It is published with the name.")),
        gettext_lazy("Write the statement: it is published."),
    )

    def __init__(self, *args: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party = self.fields["party"]
        assert isinstance(party, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        party.queryset = parties


class MemorandumField(OneOf[Memorandum]):
    """A choice of a memorandum."""

    def label_from_instance(self, obj: Memorandum) -> str:
        """Return the title in the page's language form."""
        return in_form(obj, "title")


class EndForm(forms.Form):
    """The end, or what replaces it."""

    replaced_by = MemorandumField(
        Memorandum.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nothing: it ends"),
        label=gettext_lazy("What replaces it"),
    )
    reason = needed(
        words_field(gettext_lazy("Reason"), rows=3, help_text=gettext_lazy("It is published.")),
        gettext_lazy("Give the reason."),
    )

    def __init__(self, *args: Any, memorandum: Memorandum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replaced_by"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        field.queryset = replacing(memorandum)
