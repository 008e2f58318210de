"""What the platform itself wrote into a draft that it gave out: it comes back with the file and is nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.model.returning.returned import Kind, Thing
from seko.foundation.text.folding import fold
from seko.outlets.papers.queries import AgreedWording, Spoken, agreed_in, spoken_in

_BETWEEN = " · "
_QUOTE = "„"


@dataclass(frozen=True, slots=True)
class _Known:
    """One comment as it went out: its lines, and what its answers say; all folded."""

    lines: frozenset[str]
    answers: tuple[str, ...]


class Given:
    """The comments, answers and agreed wordings of a consultation, as a file that was given out holds them."""

    def __init__(self, spoken: Iterable[Spoken], agreed: Iterable[AgreedWording]) -> None:
        self._known = {each.label: _known(each) for each in spoken}
        self._wordings = [(fold(each.institution), fold(each.wording)) for each in agreed]

    def judged(self, things: Sequence[Thing]) -> Iterator[tuple[Thing, bool]]:
        """Yield each thing and whether it was given out with the file; of a comment to which somebody added something,
        that alone is left.
        """
        roots: dict[int, _Known] = {}
        for thing in things:
            label = thing.words.partition("\n")[0].partition(_BETWEEN)[0].strip()
            if thing.kind == Kind.COMMENT and label in self._known:
                roots[thing.number] = self._known[label]
                added = _added(thing.words, self._known[label])
                yield (replace(thing, words=added), False) if added else (thing, True)
            elif thing.kind == Kind.REPLY and thing.thread in roots:
                said = fold(thing.words)
                yield thing, any(answer in said for answer in roots[thing.thread].answers)
            elif thing.kind == Kind.CHANGE:
                yield thing, self._is_agreed(thing)
            else:
                yield thing, False

    def _is_agreed(self, thing: Thing) -> bool:
        author, proposed = fold(thing.author), fold(thing.proposed)
        return any(author == institution and wording in proposed for institution, wording in self._wordings)


def given_in(consultation: Consultation, by: Actor, now: datetime) -> Given:
    """Return what a file given out to the actor may hold."""
    return Given(spoken_in(consultation, by, now), agreed_in(consultation, by, now))


def _known(each: Spoken) -> _Known:
    texts = (each.words, each.proposal, each.value, each.reason, each.source)
    answers = [each.left_out, *(answer.reason for answer in each.answers)]
    return _Known(
        frozenset(fold(line) for text in texts for line in text.split("\n")),
        tuple(fold(answer) for answer in answers if answer.strip()),
    )


def _added(words: str, known: _Known) -> str:
    """Return the lines that the comment did not have when it went out: neither its own, after the titles of its parts
    too, nor the quotation at its head.
    """
    lines = words.split("\n")[1:]
    return "\n".join(line for line in lines if not _is_ours(line, known)).strip()


def _is_ours(line: str, known: _Known) -> bool:
    said = (line, line.partition(": ")[2])
    return not line.strip() or line.startswith(_QUOTE) or any(fold(each) in known.lines for each in said if each)
