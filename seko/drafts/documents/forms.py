"""Forms of documents: they parse and check, the actions write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind
from seko.actors.organisations.models import Organisation
from seko.drafts.documents import conditions
from seko.drafts.documents.actions.importing import DRAFT
from seko.drafts.documents.enums import Circle
from seko.drafts.documents.models import Version
from seko.foundation.core.fields import DayField, OneOf
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken
from seko.foundation.files.kinds import megabytes

INSTITUTIONS = (OrganisationKind.MINISTRY, OrganisationKind.AGENCY, OrganisationKind.LOCAL, OrganisationKind.PROVINCE)
LANGUAGES = (("sr", _("Serbian")), ("en", _("English")))


class InstitutionField(OneOf[Organisation]):
    """A choice of an institution, named as the page's language form has it."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Return the institution's name."""
        return spoken.plain_words(obj.shown_name, current())


class DocumentForm(forms.Form):
    """A new document. An officer's institution is the officer's own."""

    title = forms.CharField(max_length=300, label=_("Title"), error_messages={"required": _("Give the title.")})
    title_en = forms.CharField(max_length=300, required=False, label=_("Title in English"))
    kind = forms.ChoiceField(label=_("Kind"))
    institution = InstitutionField(
        Organisation.objects.none(),
        label=_("Institution"),
        help_text=_("The institution that writes the document."),
        empty_label=_("Choose the institution"),
        error_messages={"required": _("Choose the institution.")},
    )
    code = forms.SlugField(
        max_length=40,
        label=_("Short code"),
        help_text=_("It stands in addresses: small Latin letters, digits and hyphens."),
        error_messages={
            "required": _("Give a short code."),
            "invalid": _("Use small Latin letters, digits and hyphens only."),
        },
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, institution = self.fields["kind"], self.fields["institution"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 (for the type checker)
        assert isinstance(institution, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        kind.choices = conditions.kinds.ask()
        rows = Organisation.objects.filter(kind__in=INSTITUTIONS).order_by("name_key")
        institution.queryset = rows if actor.is_ministry else rows.filter(pk=actor.organisation_id)

    def clean_code(self) -> str:
        """Addresses are in small letters."""
        return str(self.cleaned_data["code"]).lower()


NEXT = "next"  # what an upload is where it is no translation


class UploadForm(forms.Form):
    """The Word file of a draft."""

    # An empty file is refused where every other bad one is, so that the journal has its line too.
    file = forms.FileField(
        label=_("Word file (.docx)"), allow_empty_file=True, error_messages={"required": _("Choose a file.")}
    )
    language = forms.ChoiceField(choices=LANGUAGES, label=_("Language of the draft"), widget=forms.RadioSelect)

    of = forms.ChoiceField(
        label=_("What is it?"),
        initial=NEXT,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the drafts offered.")},
    )

    def __init__(self, *args: Any, drafts: Sequence[Version] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer(drafts)
        self.fields["file"].widget.attrs["accept"] = DRAFT.accept
        self.fields["file"].help_text = _("At most %(limit)s MB.") % {"limit": megabytes(DRAFT.limit)}

    def _offer(self, drafts: Sequence[Version]) -> None:
        """Ask what the file is where it could be a translation of a draft that is there."""
        if not drafts:
            del self.fields["of"]
            return
        of = self.fields["of"]
        assert isinstance(of, forms.ChoiceField)  # noqa: S101 (for the type checker)
        translated = [
            (str(each.number), gettext("A working translation of draft %(number)s") % {"number": each.number})
            for each in drafts
        ]
        of.choices = [(NEXT, _("The next draft")), *reversed(translated)]
        self.fields["language"].label = _("Language of the file")


class SekoField(OneOf[Seko]):
    """A choice of a SEKO, named in the page's language form."""

    def label_from_instance(self, obj: Seko) -> str:
        """Return the SEKO's name."""
        return in_form(obj, "name")


class ReleaseForm(forms.Form):
    """Who may read a version, and from when."""

    circle = forms.ChoiceField(choices=Circle.choices, label=_("Who may read it"))
    seko = SekoField(
        Seko.objects.none(),
        required=False,
        empty_label="–",
        label=_("SEKO"),
        help_text=_("Only for the consortium or the network of one SEKO."),
    )
    on = DayField(
        required=False,
        label=_("From"),
        help_text=_("From the beginning of that day. Empty means at once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seko = self.fields["seko"]
        assert isinstance(seko, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        seko.queryset = Seko.objects.order_by("order")


class ReasonForm(forms.Form):
    """A reason, for what a second person confirms."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give the reason.")},
    )
