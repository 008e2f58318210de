"""Forms of calls: they parse and check, the actions write."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seko.actors.calls.actions.applying import Written
from seko.actors.calls.enums import CallKind, Declaration, Outcome, Stance
from seko.actors.calls.fields import PartnerLines, SekoChoice
from seko.actors.calls.models import Application, Call, Criterion
from seko.actors.mechanism.models import Seko
from seko.actors.organisations.models import Organisation
from seko.foundation.core.dates import end_of_day, local_date, start_of_day
from seko.foundation.core.fields import DayField, text_field
from seko.foundation.files.kinds import kind_of, megabytes

# What a call for a consortium needs beside the rest.
NEEDED = {
    "closes_on": _("A call for a consortium has a closing day."),
    "starts_on": _("Give the day from which the new consortium holds."),
}


class CallForm(forms.Form):
    """A call in preparation."""

    seko = SekoChoice(
        Seko.objects.none(),
        label=_("SEKO"),
        empty_label=_("Choose the SEKO"),
        error_messages={"required": _("Choose the SEKO.")},
    )
    title = forms.CharField(max_length=300, label=_("Title"), error_messages={"required": _("Give the title.")})
    title_en = forms.CharField(max_length=300, required=False, label=_("Title in English"))
    code = forms.SlugField(
        max_length=40,
        label=_("Short code"),
        help_text=_("It stands in addresses; it stays."),
        error_messages={
            "required": _("Give a short code."),
            "invalid": _("Use small Latin letters, digits and hyphens only."),
        },
    )
    text = text_field(_("Text of the call"), rows=10, max_length=20_000)
    text_en = text_field(_("Text of the call in English"), rows=6, required=False, max_length=20_000)
    opens_on = DayField(label=_("Opens"), help_text=_("At the beginning of that day; today means at once."))
    closes_on = DayField(
        label=_("Closes"), required=False, help_text=_("At the end of that day, at 23:59:59. Empty: it stands open.")
    )
    starts_on = DayField(label=_("The new consortium holds from"), required=False)
    is_scored = forms.BooleanField(required=False, label=_("Applications are given marks"))

    def __init__(self, *args: Any, kind: str, sekos: Any, call: Call | None = None, **kwargs: Any) -> None:
        if call is not None:
            kwargs["initial"] = _initial(call) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        chosen = self.fields["seko"]
        assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        chosen.queryset = sekos
        if call is not None:
            del self.fields["seko"], self.fields["code"]
        if kind == CallKind.NETWORK:
            del self.fields["starts_on"]
        else:
            self.fields["closes_on"].help_text = _("At the end of that day, at 23:59:59.")
            for name, sentence in NEEDED.items():
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = sentence

    def values(self, now: datetime) -> dict[str, Any]:
        """Return the fields as the action takes them: days as moments in Belgrade (C6 70)."""
        data = self.cleaned_data
        closes_on = data.get("closes_on")
        opens_at = now if data["opens_on"] <= local_date(now) else start_of_day(data["opens_on"])
        return {
            **{name: data[name] for name in ("title", "title_en", "text", "text_en", "is_scored")},
            "opens_at": opens_at,
            "closes_at": end_of_day(closes_on) if closes_on else None,
            "starts_on": data.get("starts_on"),
        }


def _initial(call: Call) -> dict[str, Any]:
    names = ("title", "title_en", "text", "text_en", "is_scored", "starts_on")
    return {
        **{name: getattr(call, name) for name in names},
        "opens_on": local_date(call.opens_at),
        "closes_on": local_date(call.closes_at) if call.closes_at else None,
    }


def _number(label: Any, most: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        help_text=help_text,
        error_messages={"invalid": _("Write a whole number.")},
    )


class CriterionForm(forms.Form):
    """One criterion; one that is left empty is none."""

    text = forms.CharField(max_length=300, required=False, label=_("Criterion"))
    most = _number(_("Most marks"), 999)
    weight = _number(_("Weight"), 99, _("Empty: 1."))
    least = _number(_("Least needed"), 999, _("Empty: none."))

    def __init__(self, *args: Any, place: int, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "prefix": f"criterion-{place}"})
        self.fields["text"].label = _("Criterion %(number)s") % {"number": place + 1}

    def clean(self) -> dict[str, Any]:
        """Refuse marks without a criterion."""
        data: dict[str, Any] = dict(self.cleaned_data)
        if not data.get("text") and any(data.get(name) for name in ("most", "weight", "least")):
            self.add_error("text", _("Write the criterion, or remove the row."))
        return data


class ApplicationForm(forms.Form):
    """An application; saving takes anything, sending says what is missing."""

    words = text_field(
        _("Why your organisation applies"),
        rows=12,
        required=False,
        max_length=20_000,
        help_text=_("By the criteria of the call."),
    )
    partners = PartnerLines(
        label=_("Partner organisations"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Name your partners.")},
        help_text=_("One on each line: its name or its registry number."),
    )
    contact = forms.CharField(
        required=False, max_length=200, label=_("Whom to ask"), help_text=_("Name, e-mail or telephone.")
    )
    declarations = forms.MultipleChoiceField(
        choices=Declaration.choices,
        required=False,
        label=_("Declarations"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Every declaration is needed.")},
    )
    file = forms.FileField(required=False, allow_empty_file=True, label=_("Attachment"))
    drops_file = forms.BooleanField(required=False, label=_("Remove the attachment"))

    def __init__(self, *args: Any, call: Call, application: Application | None = None, **kwargs: Any) -> None:
        if application is not None:
            kwargs["initial"] = {
                "words": application.words,
                "partners": application.partners_typed,
                "contact": application.contact,
                "declarations": application.declarations,
            }
        super().__init__(*args, **kwargs)
        # Saving takes anything; what sending needs is named as needed.
        for name in ("words", "partners", "declarations"):
            self.fields[name].required = self.data.get("deed", "send") == "send"
        kind = kind_of("application")
        self.fields["file"].widget.attrs["accept"] = kind.accept
        limit = {"limit": megabytes(kind.limit)}
        self.fields["file"].help_text = _("A PDF or Word file, at most %(limit)s MB.") % limit
        if call.kind == CallKind.NETWORK:
            del self.fields["partners"]

    def written(self) -> Written:
        """Return what was typed, whatever is wrong with it: nothing is lost."""
        posted = self.data
        declared = posted.getlist("declarations") if hasattr(posted, "getlist") else posted.get("declarations", ())
        return Written(posted.get("words", ""), posted.get("contact", ""), posted.get("partners", ""), tuple(declared))

    def named(self) -> list[Organisation]:
        """Return the partners that the lines name; a line that names none is a fault of the field."""
        lines = self.fields.get("partners")
        if not isinstance(lines, PartnerLines):
            return []
        found, faults = lines.read(str(self.cleaned_data.get("partners", "")))
        for fault in faults:
            self.add_error("partners", str(fault))
        return found


class ImpartialityForm(forms.Form):
    """Whether one has a conflict of interest in a call."""

    has_conflict = forms.ChoiceField(
        label=_("Conflict of interest"),
        widget=forms.RadioSelect,
        choices=(
            ("no", _("I have no conflict of interest in this call.")),
            ("yes", _("I have a conflict of interest and do not judge.")),
        ),
        error_messages={"required": _("Choose one of the two.")},
    )
    note = forms.CharField(required=False, max_length=300, label=_("What the conflict is"))


class PointsForm(forms.Form):
    """One's points for an application."""

    def __init__(self, *args: Any, criteria: list[Criterion], given: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in criteria:
            self.fields[f"c{each.pk}"] = forms.IntegerField(
                label=each.text,
                min_value=0,
                max_value=each.most,
                initial=given.get(each.pk),
                help_text=_("0 to %(most)s, weight %(weight)s, least %(least)s")
                % {"most": each.most, "weight": each.weight, "least": each.least},
                error_messages={"required": _("Give the marks."), "invalid": _("Write a whole number.")},
            )

    def points(self) -> dict[int, int]:
        """Return the points by criterion."""
        return {int(name.removeprefix("c")): value for name, value in self.cleaned_data.items()}


class ProposalForm(forms.Form):
    """What is proposed on an application to a network."""

    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        label=_("Proposal"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = text_field(_("Reason"), max_length=5_000, help_text=_("The applicant is given it, and it is published."))


class StanceForm(forms.Form):
    """What a partner says of a proposed decision."""

    stance = forms.ChoiceField(
        choices=Stance.choices,
        label=_("What we say"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    note = text_field(_("Note"), rows=2, required=False, max_length=1_000)


class ObjectionForm(forms.Form):
    """What a refused applicant objects to."""

    objection = text_field(_("Objection"), rows=6, max_length=10_000)


class ObjectionDecisionForm(forms.Form):
    """Whether an objection is granted, and why."""

    is_granted = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=(("yes", _("The objection is granted")), ("no", _("The objection is dismissed"))),
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = text_field(_("Reason"), max_length=5_000)


class ReasonForm(forms.Form):
    """Why a call is cancelled."""

    reason = text_field(_("Reason"), max_length=2_000)


NOBODY = "nobody"


class DecisionForm(forms.Form):
    """The decision on a call for a consortium: who is admitted, each applicant's reason, the text that is published."""

    admitted = forms.ChoiceField(
        label=_("Who is admitted"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is admitted, or nobody.")},
    )
    decision = text_field(_("Text of the decision"), rows=5, max_length=5_000)

    def __init__(self, *args: Any, applicants: list[tuple[str, str]], first: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["admitted"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 (for the type checker)
        chosen.choices = [*applicants, (NOBODY, _("nobody"))]
        chosen.initial = first
        for key, name in applicants:
            self.fields[f"reason-{key}"] = text_field(
                _("Reason for %(name)s") % {"name": name}, rows=2, max_length=5_000
            )

    def admits(self) -> str:
        """Return the application that is admitted; nothing where none is."""
        chosen = str(self.cleaned_data["admitted"])
        return "" if chosen == NOBODY else chosen

    def reasons(self) -> dict[str, str]:
        """Return the reasons by application."""
        return {
            name.removeprefix("reason-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("reason-")
        }
