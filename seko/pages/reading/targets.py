"""What a page's address speaks of: a part of the text, the whole document, or a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from seko.dialogue.comments.enums import AnchorKind
from seko.dialogue.consultations.models import Consultation, Question
from seko.dialogue.consultations.queries import translation_beside
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.queries import Place, places_in
from seko.foundation.core.errors import NotThere
from seko.foundation.core.typed import whole_number

WHOLE = "whole"
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Target:
    """Where a thread stands. `name` is what the address carries, `called` what people call the part of the text; `mark`
    is the passage that is marked (0 for none). `text` is the language of the translation that is read, empty for the
    authentic text.
    """

    name: str
    mark: int = 0
    place: Place | None = None
    called: str = ""
    question: Question | None = None
    has_document: bool = True
    text: str = ""

    @property
    def title(self) -> str:
        """Return what the thread is called; show it through the filter `words`."""
        if self.question is not None:
            return _("Question %(number)s") % {"number": self.question.order}
        if self.place is None:
            return _("The whole document") if self.has_document else _("The consultation as a whole")
        return self.called

    @property
    def query(self) -> str:
        """Return the query that opens this thread."""
        text = f"text={self.text}&" if self.text else ""
        return f"?{text}q={self.question.order}" if self.question is not None else f"?{text}p={self.name}"

    @property
    def address(self) -> str:
        """Return the query with the place on the page to which it leads."""
        return f"{self.query}#p-{self.name}" if self.mark else f"{self.query}#thread"

    @property
    def comments(self) -> Q:
        """Return the condition of the comments that stand here."""
        if self.question is not None:
            return Q(question=self.question)
        if self.place is None:
            return Q(anchor_kind=AnchorKind.WHOLE)
        return Q(places__passage_id=self.mark)


def target_of(consultation: Consultation, query: Mapping[str, str]) -> Target | None:
    """Return the target of `?p=` (a place, or `whole`) or `?q=` (a question's number), None where neither is given.

    Raises `NotThere` for a place of another document or no place at all (reliability.md C5 62).
    """
    name, question = query.get("p", ""), query.get("q", "")
    text = text_of(consultation, query)
    if question:
        return Target(f"q{question}", question=_question(consultation, question), text=text)
    if not name:
        return None
    if name == WHOLE:
        return Target(WHOLE, has_document=consultation.version_id is not None, text=text)
    known = places_in(consultation.version)
    place = known.get(name) if len(name) <= LONGEST else None
    if place is None:
        raise NotThere
    mark = known[place.mark_place]
    return Target(place.mark_place, mark.pk, mark, place_name(known, place.mark_place), text=text)


def text_of(consultation: Consultation, query: Mapping[str, str]) -> str:
    """Return which translation `?text=` asks for, by its language; empty for the authentic text and for one that is
    not there (any more): the same comments stand in both.
    """
    beside = translation_beside(consultation)
    return beside.language if beside is not None and query.get("text", "") == beside.language else ""


def _question(consultation: Consultation, number: str) -> Question:
    order = whole_number(number) or 0
    question = consultation.questions.filter(order=order).first()
    if question is None:
        raise NotThere
    return question
