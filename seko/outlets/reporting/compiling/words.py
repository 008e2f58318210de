"""How a report's runs are written in one language form: the machine's words, people's words, states, places."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from seko.dialogue.consultations.queries import is_past_term
from seko.dialogue.positions.queries import numbered
from seko.dialogue.responses.enums import Disposition
from seko.dialogue.responses.queries import marked_as
from seko.drafts.documents.model.anchors import MISSING, WORDS
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken
from seko.foundation.design.states import State, state
from seko.foundation.rendering import figures
from seko.foundation.rendering.report import FRAME_LANG, Fact, Form, Inline, Lang, Mark, Text
from seko.foundation.text.folding import clip
from seko.outlets.reporting.compiling.gathered import Answered, Asked, Gathered, Given, Named, PlacePart, Sent

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_QUOTE = 240
STATES = {
    Disposition.ACCEPTED: "accepted",
    Disposition.PARTLY: "in-part",
    Disposition.NOT_ACCEPTED: "not-accepted",
    Disposition.NOTED: "noted",
    Disposition.OUTSIDE: "outside",
}


@lru_cache(maxsize=4_096)
def _lang(words: str, form: str) -> str:
    return spoken.lang_in(words, form)


class Wording:
    """Writes runs in one form, from the facts of one consultation; the form's language is active meanwhile."""

    def __init__(self, form: Form, facts: Gathered) -> None:
        self.form = form
        self.lang: Lang = FRAME_LANG[form]
        self.facts = facts
        # A permission's or state's word is looked up once a report, not once a row.
        self._labels: dict[str, str] = {}

    def text(self, words: str | _StrPromise, *, strong: bool = False, emphasis: bool = False) -> Text:
        """Return the machine's words."""
        return Text(str(words), self.lang, strong=strong, emphasis=emphasis)

    def said(self, words: str, *, strong: bool = False, emphasis: bool = False) -> Text:
        """Return people's words as they wrote them, in their own language."""
        return Text(words, cast("Lang", _lang(words, self.form) or self.lang), strong=strong, emphasis=emphasis)

    def line(self, words: str | _StrPromise) -> Inline:
        """Return the machine's words as a line of their own."""
        return (self.text(words),)

    def mark(self, shown: State) -> Mark:
        """Return a state: shape, then word."""
        if shown.key not in self._labels:
            self._labels[shown.key] = str(shown.word)
        return Mark(shown.shape, shown.tone, self.text(self._labels[shown.key]))

    def fact(self, label: str | _StrPromise, *value: Text | Mark, words: bool = False) -> Fact:
        """Return a label with its value; a dash for none."""
        return Fact(self.text(label), value or self.line(figures.EMPTY), words)

    def day(self, value: date | datetime | None) -> str:
        """Return a day as it stands in a line: 29. јануар 2018."""
        return str(spoken.day(value))

    def moment(self, value: datetime) -> str:
        """Return a day and the time in Belgrade, in figures."""
        return figures.moment(value, self.form)

    def count(self, value: int) -> str:
        """Return a whole number as the form writes it."""
        return figures.number(value, self.form)

    def title(self) -> str:
        """Return the consultation's title: the English one where it is given, in the English form."""
        consultation = self.facts.consultation
        return consultation.title_en if self.form == "en" and consultation.title_en else consultation.title

    def name_of_seko(self, seko_id: int) -> str:
        """Return a SEKO's name in the form."""
        key = f"seko:{seko_id}"
        if key not in self._labels:
            self._labels[key] = in_form(self.facts.sekos[seko_id], "name") if seko_id in self.facts.sekos else ""
        return self._labels[key]

    def label(self, each: Answered) -> str:
        """Return how people call it: the comment's number, or the number in the SEKO's common position."""
        if each.own is not None:
            return each.own.label
        return numbered(each.point.number, self.name_of_seko(each.point.seko_id or 0))

    def author(self, comment: Sent) -> Text:
        """Return the organisation under its name of that day; an individual is never named."""
        return self.said(comment.organisation_name) if comment.organisation_id else self.text(_("An individual"))

    def sources(self, each: Answered) -> Inline:
        """Return whose words they are: organisations, with their comments' numbers where those are several, a line
        each. Without an answer, only by which way they came (design.md section 2, Who sees what).
        """
        if each.response is None:
            seko = self.name_of_seko(each.point.seko_id or 0)
            return self.line(seko or _("Sent directly"))
        if each.own is not None:
            return (self.author(each.own),)
        runs: list[Text | Mark] = []
        for comment in each.sources:
            runs += [self.text("\n"), self.author(comment), self.text(f", {comment.label}")]
        return tuple(runs[1:])

    def unread(self) -> Inline:
        """Return what stands in place of words that are not public."""
        return self.line(_("Public once it is answered"))

    def outcome(self, each: Answered) -> Inline:
        """Return the outcome as a state, with its sub-kind and what that names."""
        if each.response is None:
            return (self.unanswered(),)
        runs: list[Text | Mark] = [self.mark(state(STATES[Disposition(each.response.disposition)]))]
        if each.response.subkind is not None:
            runs.append(self.text(f"; {in_form(each.response.subkind, 'name')}"))
        if each.response.detail:
            runs += [self.text(": " if each.response.subkind else "; "), self.said(each.response.detail)]
            runs += self.translated(each.response, "detail", "; ")
        return tuple(runs)

    def reason(self, response: Given) -> Inline:
        """Return why, and after it a working translation into the form's language, marked as such."""
        runs: list[Text | Mark] = [self.said(response.reason)]
        other = response.translated(self.form)
        if other is not None:
            mark = marked_as(self.named(other.institution), other.written_at)
            runs += [self.text("\n"), self.said(mark, emphasis=True), self.text("\n"), self.said(other.reason)]
        return tuple(runs)

    def translated(self, response: Given, part: str, before: str) -> list[Text | Mark]:
        """Return another part of the answer's working translation into the form's language, nothing without one."""
        other = response.translated(self.form)
        if other is None:
            return []
        label = _("Working translation")
        return [self.text(f"{before}{label}: ", emphasis=True), self.said(getattr(other, part))]

    def named(self, institution: Named) -> str:
        """Return the name of an institution: the English one where it is given, in the English form."""
        return institution.name_en if self.form == "en" and institution.name_en else institution.name_sr

    def unanswered(self) -> Mark:
        """Return the state of what has no answer: waiting, or left without one past its term or at the conclusion."""
        consultation = self.facts.consultation
        waits = consultation.concluded_at is None and not is_past_term(consultation, self.facts.now)
        shown = state("awaiting" if waits else "late")
        return Mark(shown.shape, shown.tone, self.text(shown.word if waits else _("Without an answer")))

    def place(self, each: Answered) -> Inline:
        """Return where it stands in the text, and the words it speaks of in quotation marks."""
        anchor = each.anchor
        if not anchor.passages:
            question = each.sources[0].question
            words = _("Question %(number)s") % {"number": question.order} if question else _("The whole document")
            return self.line(words)
        found = self.facts.places.get(anchor.passages[0])
        quote = anchor.quote if anchor.kind == WORDS else (found.text if found else "")
        number = self._number(found) or ("" if quote else ", ".join(anchor.passages))
        runs = [self.text(_("Missing after: %(place)s") % {"place": ""})] if anchor.kind == MISSING else []
        runs.append(self.text(f"{number}: " if number and quote else number))
        if quote:
            opening, closing = ("“", "”") if self.form == "en" else ("„", "“")
            quoted = clip(" ".join(quote.split()).replace(" | ", " · "), LONGEST_QUOTE)
            runs.append(self.said(f"{opening}{quoted}{closing}"))
        return tuple(run for run in runs if run.words)

    def _number(self, place: PlacePart | None) -> str:
        """Return the number of the section the place stands in."""
        heading = self.facts.places.get(place.section) if place else None
        return heading.number if heading else ""

    def section(self, each: Answered) -> str:
        """Return the title of the section it stands in."""
        anchor = each.anchor
        question = each.sources[0].question
        if not anchor.passages:
            return self._asked(question) if question else _("The whole document")
        found = self.facts.places.get(anchor.passages[0]) if anchor.passages else None
        heading = self.facts.places.get(found.section) if found else None
        if heading is None:
            return ""
        number = "" if heading.text.startswith(heading.number) else f"{heading.number} "
        return f"{number}{heading.text}"

    def _asked(self, question: Asked) -> str:
        english = question.text_en if self.form == "en" else ""
        number = _("Question %(number)s") % {"number": question.order}
        return f"{number}: {english or question.text}"
