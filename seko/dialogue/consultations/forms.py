"""Forms of a consultation: dates as people type them, turned into deadlines; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seko.actors.mechanism.models import Seko
from seko.dialogue.consultations import timetable
from seko.dialogue.consultations.actions import FIELDS, MOST_QUESTIONS, faults_of
from seko.dialogue.consultations.enums import Audience
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.timetable import DATE_NAMES
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.models import Version
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.dates import LAST_SECOND, NoSuchTime, end_of_day, local_date, moment_of, start_of_day
from seko.foundation.core.errors import Invalid
from seko.foundation.core.fields import DayField, OneOf, SomeOf
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken

# Hard dates are typed as a day and an optional time, under these names.
TYPED = {name: (name.replace("_at", "_on"), name.replace("_at", "_time")) for name in timetable.HARD}
LETTERS = 20_000


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> DayField:
    """Return a field for a day, as the browser's own control gives it."""
    return DayField(
        label=label,
        required=required,
        help_text=help_text,
        error_messages={
            "required": _named(label, gettext_lazy("choose a date")),
            "invalid": _named(label, gettext_lazy("this is not a date")),
        },
    )


def time_field(label: Any) -> forms.TimeField:
    """Return a field for a time of the day; it may stay empty."""
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _named(label, gettext_lazy("this is not a time"))},
    )


def _named(label: Any, sentence: Any) -> Any:
    """Return a fault of one date among several: the summary of errors lists them without their fields."""
    return format_lazy("{}: {}.", label, sentence)


def moment_typed(name: str, day: date, at: time | None) -> datetime:
    """Return the moment of a hard date as typed: without a time the end of the day, for the opening its beginning.

    Raises `NoSuchTime` in the nights in which clocks are moved.
    """
    if at is None:
        return start_of_day(day) if name == "opens_at" else end_of_day(day)
    return moment_of(day, at)


def clock_fault(fault: NoSuchTime) -> str:
    """Return the sentence for a time that the clocks skip or show twice (reliability.md C6 71)."""
    if fault.is_double:
        return _("In that night the clocks go back and this time comes twice. Choose a time before 2:00 or after 3:00.")
    return _("In that night the clocks go forward and this time does not exist. Choose 3:00 or later.")


class VersionField(OneOf[Version]):
    """A choice of a draft, named by its document, number and state."""

    def label_from_instance(self, obj: Version) -> str:
        """Return "Cleaner water, draft 2 (Published)"; of one that cannot be consulted on yet the reason."""
        state = reason_of(obj) or VersionStatus(obj.status).label
        return _("%(title)s, draft %(number)s (%(state)s)") % {
            "title": spoken.plain_words(obj.document.title, current()),
            "number": obj.number,
            "state": state,
        }


def reason_of(version: Version) -> str:
    """Return why no consultation on the draft could be opened now, nothing where it could."""
    if version.status == VersionStatus.PUBLISHED:
        return _("a consultation on this document is running") if getattr(version, "is_consulted", False) else ""
    if version.open_decisions:
        return _("decisions of the import are open; it cannot be published")
    if version.status == VersionStatus.PROPOSED:
        return _("waits for a second person to publish it")
    return _("not proposed for publishing yet")


class SekosField(SomeOf[Seko]):
    """A choice of SEKOs, named in the page's language form."""

    def label_from_instance(self, obj: Seko) -> str:
        """Return the SEKO's name."""
        return in_form(obj, "name")


def _text(label: Any, *, required: bool = False, rows: int = 0, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        required=required,
        widget=widget,
        help_text=help_text,
        max_length=LETTERS if rows else 300,
        error_messages={"required": gettext_lazy("Give the title.")},
    )


class ConsultationForm(forms.Form):
    """Everything that is decided before a consultation opens."""

    code = forms.SlugField(
        max_length=24,
        label=gettext_lazy("Short code"),
        help_text=gettext_lazy("It begins the number of every comment: small Latin letters, digits and hyphens."),
        error_messages={
            "required": gettext_lazy("Give a short code."),
            "invalid": gettext_lazy("Use small Latin letters, digits and hyphens only."),
        },
    )
    version = VersionField(
        Version.objects.none(),
        required=False,
        label=gettext_lazy("Draft"),
        empty_label=gettext_lazy("Questions without a draft"),
    )
    title = _text(gettext_lazy("Title"), required=True)
    title_en = _text(gettext_lazy("Title in English"))
    summary = _text(gettext_lazy("In short, what it is about"), rows=5)
    summary_en = _text(gettext_lazy("The same in English"), rows=5)
    open_matters = _text(gettext_lazy("What can still be changed"), rows=4)
    open_matters_en = _text(gettext_lazy("What can still be changed, in English"), rows=4)
    audience = forms.ChoiceField(
        choices=Audience.choices,
        label=gettext_lazy("Who is asked"),
        help_text=gettext_lazy(
            "A consultation on a draft is seen by whoever may read the draft. Without a draft it is seen only by those "
            "who are asked, the institutions and observers."
        ),
        widget=forms.RadioSelect,
    )
    sekos = SekosField(
        Seko.objects.none(),
        required=False,
        label=gettext_lazy("SEKOs"),
        help_text=gettext_lazy("At least one, unless everybody is asked."),
        widget=forms.CheckboxSelectMultiple,
    )
    allows_direct = forms.BooleanField(
        required=False,
        label=gettext_lazy("Network members may send comments directly to the ministry"),
        help_text=gettext_lazy("Otherwise their comments go through their SEKO."),
    )
    network_reads = forms.BooleanField(
        required=False, label=gettext_lazy("Members of a network read each other’s comments before they are public")
    )
    opens_on = day_field(DATE_NAMES["opens_at"])
    opens_time = time_field(gettext_lazy("Time of opening"))
    members_on = day_field(
        DATE_NAMES["members_on"], help_text=gettext_lazy("Indicative: later comments still come in.")
    )
    leads_deadline_on = day_field(DATE_NAMES["leads_deadline_at"])
    leads_deadline_time = time_field(gettext_lazy("Time of the deadline"))
    dissents_until_on = day_field(
        DATE_NAMES["dissents_until_at"],
        required=False,
        help_text=gettext_lazy("Empty means three working days after the deadline."),
    )
    dissents_until_time = time_field(gettext_lazy("Time for dissents"))
    answers_due_on = day_field(DATE_NAMES["answers_due_on"], help_text=gettext_lazy("After it answers are late."))
    answers_words = _text(
        gettext_lazy("The date of the answers in words"),
        help_text=gettext_lazy("For an indicative date: “second half of December”."),
    )
    answers_words_en = _text(gettext_lazy("The date of the answers in words, in English"))
    replies_until_on = day_field(DATE_NAMES["replies_until_at"])
    replies_until_time = time_field(gettext_lazy("Time for replies"))
    report_due_on = day_field(DATE_NAMES["report_due_on"])

    def __init__(
        self,
        *args: Any,
        versions: QuerySet[Version],
        now: datetime,
        consultation: Consultation | None = None,
        **kw: Any,
    ) -> None:
        if consultation is not None:
            kw["initial"] = initial_of(consultation)
        super().__init__(*args, **kw)
        self.now = now
        version, sekos = self.fields["version"], self.fields["sekos"]
        assert isinstance(version, VersionField)  # noqa: S101 (for the type checker)
        assert isinstance(sekos, SekosField)  # noqa: S101 (for the type checker)
        version.queryset, sekos.queryset = versions, Seko.objects.order_by("order")
        for rank in range(1, MOST_QUESTIONS + 1):
            label = _("Question %(number)s") % {"number": rank}
            english = _("Question %(number)s in English") % {"number": rank}
            self.fields[f"question_{rank}"] = _text(label, rows=2)
            self.fields[f"question_{rank}_en"] = _text(english, rows=2)
        if consultation is not None:
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """Turn days and times into moments; a day alone means its end (C6 70)."""
        data = super().clean() or self.cleaned_data
        for name, (day, at) in TYPED.items():
            if data.get(day) is None or at in self.errors:
                continue
            try:
                data[name] = moment_typed(name, data[day], data.get(at))
            except NoSuchTime as fault:
                self.add_error(at, clock_fault(fault))
        if "leads_deadline_at" in data and not data.get("dissents_until_on"):
            data["dissents_until_at"] = timetable.default_dissents_until(data["leads_deadline_at"])
        self.cleaned_data = data
        # What the action would refuse is said at once, beside what is wrong with single fields.
        found = faults_of(self.values(), data.get("sekos", ()), self.questions(), data.get("version"), self.now)
        add_faults(self, Invalid(found))
        return data

    def values(self) -> dict[str, Any]:
        """Return what the actions take as `fields`."""
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}

    def questions(self) -> list[tuple[str, str]]:
        """Return the questions as typed: (Serbian, English), in their order."""
        return [
            (self.cleaned_data.get(f"question_{rank}", ""), self.cleaned_data.get(f"question_{rank}_en", ""))
            for rank in range(1, MOST_QUESTIONS + 1)
        ]


def proposed(version: Version | None, now: datetime) -> dict[str, date]:
    """Return the days that the rules propose for a consultation on a draft, under the names of the form.

    That of dissents stays empty: it follows the deadline by itself, also where another deadline is typed.
    """
    days = timetable.proposed(version.document.kind if version else "", now)
    del days["dissents_until_at"]
    return {TYPED[name][0] if name in TYPED else name: day for name, day in days.items()}


def initial_of(consultation: Consultation) -> dict[str, Any]:
    """Return a consultation as it would have been typed."""
    found: dict[str, Any] = {name: getattr(consultation, name) for name in FIELDS if name not in TYPED}
    for name, (day, at) in TYPED.items():
        found[day], found[at] = typed_of(name, getattr(consultation, name))
    for question in consultation.questions.all():
        found[f"question_{question.order}"] = question.text
        found[f"question_{question.order}_en"] = question.text_en
    found["version"] = consultation.version_id
    found["sekos"] = [seko.pk for seko in consultation.sekos.all()]
    return found


def typed_of(name: str, moment: datetime) -> tuple[date, time | None]:
    """Return the day and the time of a hard date as typed; no time where the day alone says it."""
    at = moment.astimezone(BELGRADE).time().replace(microsecond=0)
    plain = time() if name == "opens_at" else LAST_SECOND
    return local_date(moment), None if at == plain else at


def add_faults(form: forms.BaseForm, invalid: Invalid) -> None:
    """Put what an action found wrong beside the fields as they were typed, or above the form."""
    for name, sentence in invalid.faults.items():
        field = TYPED[name][0] if name in TYPED else "question_1" if name == "questions" else name
        if field not in form.errors:
            form.add_error(field if field in form.fields else None, str(sentence))


class MoveForm(forms.Form):
    """Moving one date of an opened consultation."""

    field = forms.ChoiceField(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy(
            "Where a later deadline for the common position would leave less than three working days for dissents, "
            "their date moves along."
        ),
    )
    on = day_field(gettext_lazy("New date"))
    at = time_field(gettext_lazy("New time"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It is sent to those concerned and stays beside the date."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LETTERS,
        error_messages={"required": gettext_lazy("Give the reason.")},
    )

    def __init__(self, *args: Any, names: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["field"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = list(names.items())
        self.fields["at"].help_text = _("Only for deadlines. Empty means the end of the day in Belgrade.")

    def clean(self) -> dict[str, Any]:
        """Turn the day and the time into what the chosen date holds."""
        data = super().clean() or self.cleaned_data
        name, day = data.get("field"), data.get("on")
        if not name or day is None or "at" in self.errors:
            return data
        if name not in TYPED:
            data["value"] = day
            return data
        try:
            data["value"] = moment_typed(name, day, data.get("at"))
        except NoSuchTime as fault:
            self.add_error("at", clock_fault(fault))
        return data


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LETTERS,
        error_messages={"required": gettext_lazy("Give the reason.")},
    )
