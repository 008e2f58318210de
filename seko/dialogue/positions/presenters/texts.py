"""How titles, deadlines, places and passages are said on these pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.mechanism.models import Seko
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import shown_author
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.model.anchors import from_json
from seko.drafts.documents.models import Passage
from seko.drafts.documents.queries import Place, places_in
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.dates import local_date, working_days_until
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken

DOTTED, ALIKE = '<mark class="c">', "<mark>"
LONGEST, AROUND = 320, 90
Span = tuple[int, int]


def name_of(seko: Seko) -> str:
    """Return the SEKO's name in the page's language form."""
    return in_form(seko, "name")


def author_of(comment: Comment) -> str:
    """Return who wrote a comment, by the name of that day."""
    return shown_author(comment)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The leads' deadline in words: the day and time, and how many working days are left."""

    words: str
    left: str


def deadline_of(consultation: Consultation, now: datetime) -> Deadline:
    """Return the leads' deadline as the head says it."""
    moment = consultation.leads_deadline_at
    values = {"day": spoken.day(moment, year=False), "time": f"{moment.astimezone(BELGRADE):%H:%M}"}
    if now > moment:
        return Deadline(_("The deadline passed: %(day)s, %(time)s") % values, "")
    last, today = local_date(moment), local_date(now)
    days = working_days_until(today, last)
    left = ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}
    return Deadline(_("Deadline: %(day)s, %(time)s") % values, _("today is the last day") if last == today else left)


def moment_of(moment: datetime) -> str:
    """Return a day and a time that stand alone: 25. јануар у 14:02."""
    return spoken.day_time(moment, year=False)


def place_title(consultation: Consultation, passage: Passage) -> str:
    """Return what a part of the text is called where its words do not stand beside it."""
    return place_name(places_in(consultation.version), passage.place)


def place_heading(consultation: Consultation, passage: Passage) -> str:
    """Return the heading over a part's words: its section's, or its own name where it stands in none."""
    known = places_in(consultation.version)
    return place_name(known, known[passage.place].section) or place_name(known, passage.place)


def marked(text: str, spans: Iterable[Span], opening: str = DOTTED) -> SafeString:
    """Return people's words with the spans (code points, apart and in order) between marks, ready for the page."""
    language = current()
    pieces: list[SafeString] = []
    at = 0
    for start, end in spans:
        pieces += [
            spoken.words(text[at:start], language),
            SafeString(opening),
            spoken.words(text[start:end], language),
            SafeString("</mark>"),
        ]
        at = end
    pieces.append(spoken.words(text[at:], language))
    return SafeString("".join(pieces))


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def spoken_of(comments: Sequence[Comment]) -> dict[str, list[Span]]:
    """Return which words the comments speak of, by place."""
    spans: dict[str, list[Span]] = {}
    for comment in comments:
        for segment in from_json(comment.anchor).segments:
            spans.setdefault(segment.place, []).append((segment.start, segment.end))
    return {place: joined(each) for place, each in spans.items()}


Cells = Mapping[str, Sequence[tuple[str, Place]]]


def cells_of(places: Mapping[str, Place]) -> dict[str, list[tuple[str, Place]]]:
    """Return the cells of every table row, by the row's place."""
    found: dict[str, list[tuple[str, Place]]] = {}
    for name, place in places.items():
        if place.kind == PassageKind.TABLE_CELL and place.text.strip():
            found.setdefault(place.mark_place, []).append((name, place))
    return found


def excerpt(passage: Passage, cells: Cells, spans: Mapping[str, Sequence[Span]]) -> SafeString:
    """Return a part of the text with its commented words dotted; a long one is cut to what is spoken of.

    A table row shows its cells apart: the words that were commented on stand in them.
    """
    inside = cells.get(passage.place)
    if not inside:
        return _cut(passage.text, spans.get(passage.place, ()))
    return SafeString(" · ".join(_cut(place.text, spans.get(name, ())) for name, place in inside))


def _cut(text: str, spans: Sequence[Span]) -> SafeString:
    fitting = [(start, min(end, len(text))) for start, end in spans if start < len(text)]
    if len(text) <= LONGEST:
        return marked(text, fitting)
    first, last = (fitting[0][0], fitting[-1][1]) if fitting else (0, 0)
    start = _word_edge(text, max(0, first - AROUND)) if first > AROUND else 0
    end = text.rfind(" ", last, max(last + AROUND, start + LONGEST)) if last + AROUND < len(text) else len(text)
    end = end if end > last else len(text)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in fitting if b > start and a < end]
    return format_html("{}{}{}", "…" if start else "", marked(text[start:end], inside), "…" if end < len(text) else "")


def _word_edge(text: str, at: int) -> int:
    blank = text.find(" ", at)
    return blank + 1 if 0 <= blank < at + 40 else at
