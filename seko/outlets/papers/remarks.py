"""What is said of a draft, made ready for its Word file: comments at their words, answers under them, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from seko.actors.mechanism.models import Seko
from seko.dialogue.comments.enums import CommentKind
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.queries import numbered
from seko.dialogue.responses.enums import Disposition
from seko.dialogue.responses.queries import Answer
from seko.drafts.documents.model.word.remarks import Agreed, Reach, Remark, Said
from seko.drafts.documents.queries import Place, places_in
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.languages import SERBIAN_LATIN, current, in_form
from seko.foundation.design import spoken
from seko.foundation.text.scripts import to_latin
from seko.outlets.papers.queries import AgreedWording, Spoken

# So much of a part of the text stands at the head of a comment that cannot stand on it.
QUOTED = 80


class Remarks:
    """Makes remarks of the comments of one consultation, in the active language form."""

    def __init__(self, consultation: Consultation) -> None:
        self._places: Mapping[str, Place] = places_in(consultation.version)
        self._sekos = {seko.pk: in_form(seko, "name") for seko in Seko.objects.all()}
        self._is_latin = current() == SERBIAN_LATIN
        self._kinds = {"": "", **{kind.value: str(kind.label) for kind in CommentKind}}
        self._outcomes = {each.value: str(each.label) for each in Disposition}
        self._individual = _("An individual")
        self._not_taken = _("Not taken into the common position")
        self._titles = (_("Proposed wording"), _("Proposed value"), _("Reason"), _("Source"))
        self._change = _("What will change in the text")

    def remark(self, each: Spoken) -> Remark:
        """Return one comment with its answers as replies."""
        reaches, quotes, is_missing = self._reaches(each.anchor)
        said = Said(self._words(each.organisation) or self._individual, at(each.sent_at), tuple(self._lines(each)))
        return Remark(said, reaches, quotes, is_missing, tuple(self._replies(each)))

    def agreed(self, wordings: Iterable[AgreedWording]) -> list[Agreed]:
        """Return the changes; what is missing somewhere, or speaks of several parts of the text, cannot be one."""
        found = []
        for each in wordings:
            reaches, _quotes, is_missing = self._reaches(each.anchor)
            if len(reaches) == 1 and not is_missing:
                found.append(Agreed(reaches[0], each.wording, self._words(each.institution), at(each.published_at)))
        return found

    def _words(self, words: str) -> str:
        return to_latin(words) if self._is_latin else words

    def _lines(self, each: Spoken) -> Iterator[str]:
        kind = self._kinds[each.kind]
        yield f"{each.label} · {kind}" if kind else each.label
        yield self._words(each.words)
        for title, words in zip(self._titles, (each.proposal, each.value, each.reason, each.source), strict=True):
            if words:
                yield f"{title}: {self._words(words)}"

    def _replies(self, each: Spoken) -> Iterator[Said]:
        if each.left_out:
            lines = (self._not_taken, self._words(each.left_out))
            yield Said(self._sekos.get(each.seko_id, ""), at(each.sent_at), lines)
        for answer in each.answers:
            yield Said(self._words(answer.institution), at(answer.published_at), tuple(self._answer(answer)))

    def _answer(self, answer: Answer) -> Iterator[str]:
        outcome = self._outcomes[answer.disposition]
        through = numbered(answer.number, self._sekos.get(answer.seko_id, "")) if answer.number else ""
        yield f"{outcome} ({through})" if through else outcome
        yield self._words(answer.reason)
        if answer.will_change:
            yield f"{self._change}: {self._words(answer.will_change)}"

    def _reaches(self, anchor: Mapping[str, Any]) -> tuple[tuple[Reach, ...], tuple[str, ...], bool]:
        """Return the letters an anchor is tied to, its words, and whether something is missing behind them."""
        after = anchor.get("after", "")
        if after:
            place = self._places.get(after)
            return ((Reach(place.order),), (), True) if place else ((), (), False)
        segments = [each for each in anchor.get("segments", ()) if each["place"] in self._places]
        if segments:
            reaches = tuple(Reach(self._places[each["place"]].order, each["start"], each["end"]) for each in segments)
            return reaches, tuple(each["exact"] for each in segments), False
        places = [self._places[name] for name in anchor.get("places", ()) if name in self._places]
        quotes = tuple(filter(None, (spoken.beginning(place.text, QUOTED) for place in places)))
        return tuple(Reach(place.order) for place in places), quotes, False


def at(moment: datetime) -> str:
    """Return a moment as Word writes it: Belgrade's time, without a zone."""
    return moment.astimezone(BELGRADE).strftime("%Y-%m-%dT%H:%M:%S")
