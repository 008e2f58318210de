"""The samples that the gallery shows: every component in every state, with made-up organisations from one data file."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.dates import MONTHS_3
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seko.foundation.core.languages import current
from seko.foundation.design import charts, marks, spoken, timeline
from seko.foundation.design.parts import (
    ChainLink,
    Consent,
    Consolidated,
    Crumb,
    Figure,
    Filter,
    Link,
    Outcome,
    Part,
    Row,
    Said,
    Step,
    Translated,
    Version,
)
from seko.foundation.design.states import STATES, state
from seko.foundation.design.templatetags.design import day, day_of, day_of_short, day_short
from seko.foundation.design.timeline import Event, Kind

ICONS = (
    *("search", "down", "right", "left", "up", "close", "plus", "lock", "calendar", "arrows", "check", "alike"),
    *("download", "menu", "person", "warning"),
)
HEAD_COMMENT = re.compile(r"\{% comment %\}(.*?)\{% endcomment %\}")
OPENED, DEADLINE, LAST = date(2018, 1, 8), date(2018, 1, 29), date(2018, 3, 15)


@lru_cache(maxsize=1)
def samples() -> dict[str, Any]:
    """Return the made-up names and words of the gallery."""
    text = files("seko.foundation.design").joinpath("catalogue", "gallery.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@lru_cache(maxsize=1)
def components() -> list[tuple[str, str]]:
    """Return each component's tag and the comment at its head: how it is written."""
    found = []
    folder = files("seko.foundation.design").joinpath("templates", "cotton")
    for template in sorted(folder.iterdir(), key=lambda path: path.name):
        head = HEAD_COMMENT.match(template.read_text(encoding="utf-8"))
        tag = template.name.removesuffix(".html").replace("_", "-")
        found.append((f"<c-{tag}>", head.group(1) if head else ""))
    return found


class SampleForm(forms.Form):
    """A form with every kind of control that our pages use."""

    comment = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    attachment = forms.FileField(required=False)
    kind = forms.ChoiceField()
    answers_due = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    script = forms.ChoiceField(widget=forms.RadioSelect)
    agrees = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "comment": _("Comment"),
            "attachment": _("Attachment"),
            "kind": _("Kind"),
            "answers_due": _("Answers due"),
            "script": _("Letters by post"),
            "agrees": _("My network may read this before the deadline"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["comment"].help_text = _("Say what should change and why.")
        self.fields["comment"].error_messages["required"] = _("Write the comment.")
        self.fields["answers_due"].error_messages["required"] = _("Choose a date.")
        for name, choices in {
            "kind": [("wording", _("Change of wording")), ("fact", _("Fact"))],
            "script": [("cyrillic", _("Cyrillic")), ("latin", _("Latin"))],
        }.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
            field.choices = choices


def _steps() -> list[Step]:
    return [
        Step(_("Opened"), day(OPENED), is_past=True),
        Step(_("Members comment"), _("until %(day)s") % {"day": day_of_short(date(2018, 1, 22))}, is_current=True),
        Step(_("Common position"), day_short(DEADLINE), is_hard=True),
        Step(_("Dissents"), day_short(date(2018, 2, 1)), is_hard=True),
        Step(_("Answers"), _("indicative: second half of February")),
        Step(_("Replies"), day_short(date(2018, 3, 9)), is_hard=True),
        Step(_("Report"), _("until %(day)s") % {"day": day_of_short(LAST)}),
    ]


def _comments() -> list[Said]:
    data = samples()
    names, texts = data["organisations"], data["comments"]
    chain = (
        ChainLink(
            state("in-part").word,
            state("in-part"),
            who=data["institution"],
            when=day_short(date(2017, 12, 28)),
            words=data["answer"],
            translated=Translated(data["answer_translated"], _("Working translation")),
        ),
        ChainLink(_("Changed in draft 2"), icon="arrows", url="#chain"),
        ChainLink(_("Reply: it is acceptable to us"), icon="check"),
    )
    answered_on = day_short(date(2017, 12, 11))
    first = Said(names[0], answered_on, texts[0], url="#comment", quote=data["passage"][3], chain=chain)
    second = Said(
        names[1],
        day_short(date(2018, 1, 10)),
        texts[1],
        url="#comment",
        quote=data["passage"][1],
        state=state("awaiting"),
        age=_("1 day"),
        support_url="#support",
        support_count=4,
    )
    return [first, second]


def _consolidated() -> Consolidated:
    data = samples()
    agrees, waits = state("agrees"), state("awaiting")
    return Consolidated(
        "7",
        data["consolidated"],
        (Link(data["organisations"][2], "#s1"), Link(data["organisations"][1], "#s2")),
        (
            Consent(data["partners"][0], agrees),
            Consent(data["partners"][1], agrees),
            Consent(data["partners"][2], waits, _("waiting for 2 days")),
        ),
    )


def _rows() -> list[Row]:
    data = samples()
    return [
        Row(
            _("Adopt the minutes of the meeting"),
            "#r1",
            data["programme"],
            day_short(date(2018, 1, 9)),
            chip=state("late"),
            chip_word=_("2 days late"),
        ),
        Row(_("Reply to 3 answers"), "#r2", data["document"], day_short(date(2018, 1, 12)), _("tomorrow")),
        Row(_("Handle 26 comments"), "#r3", data["document"], day_short(DEADLINE), _("12 working days left"), True),
    ]


def _figures() -> list[Figure]:
    return [
        Figure("451", _("answered"), "#f1", _("of 638 consolidated comments"), state("answered")),
        Figure("164", _("awaiting answer"), "#f2", _("their term still runs"), state("awaiting")),
        Figure("9", _("working days to an answer"), "#f3", _("median; 21 in September"), icon="calendar"),
        Figure("279", _("changes in drafts"), "#f4", _("after 451 answers"), state("changed")),
    ]


def _board_bar() -> charts.Bar:
    return charts.bar(
        [
            charts.Amount(61, "act", _("taken over")),
            charts.Amount(38, "merged", _("merged")),
            charts.Amount(12, "reworded", _("reworded")),
            charts.Amount(9, "no", _("not taken in, with a reason")),
            charts.Amount(26, "wait", _("not handled")),
        ],
        _("146 comments of members: 61 taken over, 38 merged, 12 reworded, 9 not taken in, 26 not handled"),
    )


def _answer_bar() -> charts.Bar:
    return charts.bar(
        [
            charts.Amount(268, "yes", _("answered"), "#answered", state("answered")),
            charts.Amount(144, "wait", _("awaiting answer"), "#awaiting", state("awaiting")),
        ],
        _("412 comments: 268 answered, 144 awaiting answer"),
    )


def _outcome_bars() -> list[dict[str, Any]]:
    counts = {"accepted": (158, "yes"), "in-part": (121, "part"), "not-accepted": (94, "no"), "noted": (57, "plain")}
    return [
        {"state": state(key), "count": count, "bar": charts.bar([charts.Amount(count, fill, "")], "", of=158)}
        for key, (count, fill) in counts.items()
    ]


def _institutions() -> list[dict[str, Any]]:
    rows = []
    for name, answered, late, median, oldest in samples()["institutions"]:
        amounts = [charts.Amount(answered, "yes", ""), charts.Amount(late, "late", "")]
        rows.append(
            {"name": name, "answered": answered, "late": late, "median": median, "oldest": oldest}
            | {"bar": charts.bar(amounts, "", of=150)}
        )
    return rows


def _year() -> timeline.Year:
    months = [date(2017 + month // 12, month % 12 + 1, 1) for month in range(8, 20)]
    names = [str(MONTHS_3[month.month]) for month in months]
    events = [
        Event(
            _("Opened"), Kind.FIXED, OPENED, OPENED, day_short(OPENED), "#y1", (date(2017, 12, 15), date(2017, 12, 31))
        ),
        Event(_("Members comment"), Kind.LASTS, OPENED, date(2018, 1, 22), day_short(date(2018, 1, 22))),
        Event(_("Common position"), Kind.HARD, DEADLINE, DEADLINE, day_short(DEADLINE)),
        Event(
            _("Answers"),
            Kind.WINDOW,
            date(2018, 2, 15),
            date(2018, 2, 28),
            _("second half of February"),
            moved_from=(date(2018, 1, 28), date(2018, 2, 6)),
        ),
        Event(_("Report"), Kind.FIXED, date(2018, 8, 20), date(2018, 8, 20), day_short(date(2018, 8, 20))),
    ]
    here = date(2018, 1, 11)
    word = _("today, %(day)s") % {"day": day_short(here)}
    return timeline.year(events, list(zip(months, names, strict=True)), here, word, _("The year of programming"))


def _versions() -> list[Version]:
    data = samples()["conflict"]
    headings = ((_("Your text"), "10:42"), (samples()["person"], "10:41"))
    return [
        Version(heading, when, _marked(parts), "take", name)
        for (heading, when), parts, name in zip(headings, data, ("yours", "theirs"), strict=True)
    ]


def _marked(parts: list[str]) -> SafeString:
    language = current()
    start, changed, end = (spoken.words(part, language) for part in parts)
    return SafeString(f"{start}<ins>{changed}</ins>{end}")


def _parts() -> list[Part]:
    counts = [(None, None), (18, 47), (6, 21), (None, None), (61, 74)]
    return [
        Part(number, title, f"#p{number}", waiting, answered, "." not in number, number == "1.1")
        for (number, title), (waiting, answered) in zip(samples()["sections"], counts, strict=True)
    ]


def _outcomes() -> list[Outcome]:
    keys = ("accepted", "in-part", "not-accepted", "noted", "outside")
    return [Outcome(key, state(key), digit, key == "in-part") for digit, key in enumerate(keys, start=1)]


def context() -> dict[str, Any]:
    """Return everything the gallery's template shows."""
    waits, done, late = marks.MarkState.AWAITING, marks.MarkState.ANSWERED, marks.MarkState.LATE
    return {
        "samples": samples(),
        "components": components(),
        "states": list(STATES.values()),
        "crumbs": [
            Crumb(_("Consultations"), "#consultations"),
            Crumb(samples()["programme"], "#programme"),
            Crumb(samples()["document"]),
        ],
        "steps": _steps(),
        "filters": [
            Filter(_("All"), "?", None, is_current=True),
            Filter(_("With comments"), "?with", 87),
            Filter(_("Awaiting answer"), "?waiting", 31),
        ],
        "comments": _comments(),
        "consolidated": _consolidated(),
        "rows": _rows(),
        "figures": _figures(),
        "board_bar": _board_bar(),
        "answer_bar": _answer_bar(),
        "outcome_bars": _outcome_bars(),
        "institutions": _institutions(),
        "waiting_line": charts.line(
            [(_("Sep"), 21), (_("Oct"), 18), (_("Nov"), 15), (_("Dec"), 11), (_("Jan"), 9)],
            _("Median of working days to an answer: 21 in September, 9 in January"),
        ),
        "year": _year(),
        "versions": _versions(),
        "contents": _parts(),
        "outcomes": _outcomes(),
        "form": SampleForm(auto_id="plain_%s"),
        "wrong_form": SampleForm({"kind": "fact", "script": "latin"}, auto_id="wrong_%s"),
        "icons": ICONS,
        "numbers": Paginator(range(240), 20).page(5),
        "pairs": [(_("Sent"), day(date(2018, 1, 11))), (_("Place"), "1.1.3")],
        "mark_current": marks.mark(waits, 3, "?p=1.1.3", is_current=True),
        "mark_waiting": marks.mark(waits, 5, "?p=1.1.4"),
        "mark_answered": marks.mark(done, 4, "?p=1.1.1"),
        "mark_late": marks.mark(late, 2, "?p=1.1.2"),
        "mark_add": marks.add_mark("?add=1.2"),
        "until": day_of(DEADLINE),
    }
