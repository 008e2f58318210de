"""What the platform itself wrote into a draft that it gave out: it comes back with the file and is nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import translation

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.model.returning.returned import Kind, Thing
from seko.drafts.documents.model.word.remarks import Remark
from seko.foundation.core.languages import HTML_LANG
from seko.foundation.text.folding import fold
from seko.outlets.papers.queries import AgreedWording, agreed_in, spoken_in
from seko.outlets.papers.remarks import Remarks

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class _Known:
    """One comment as it went out in any language form: the quotations at its head, its lines, its replies; folded."""

    head: frozenset[str]
    lines: frozenset[str]
    replies: frozenset[str]


class Given:
    """The comments, answers and agreed wordings of a consultation, as a file that was given out holds them.

    `written` are the comments as they are written into files, in every language form.
    """

    def __init__(self, written: Iterable[Remark], agreed: Iterable[AgreedWording]) -> None:
        forms: dict[str, list[Remark]] = {}
        for remark in written:
            forms.setdefault(_label(remark.said.lines[0]), []).append(remark)
        self._known = {label: _known(remarks) for label, remarks in forms.items()}
        self._wordings = [(fold(each.institution), fold(each.wording)) for each in agreed]

    def judged(self, things: Sequence[Thing]) -> Iterator[tuple[Thing, bool]]:
        """Yield each thing and whether it was given out with the file; of a comment to which somebody added something,
        that alone is left.
        """
        roots: dict[int, _Known] = {}
        for thing in things:
            label = _label(thing.words.partition("\n")[0])
            if thing.kind == Kind.COMMENT and label in self._known:
                roots[thing.number] = self._known[label]
                added = _added(thing.words, self._known[label])
                yield (replace(thing, words=added), False) if added else (thing, True)
            elif thing.kind == Kind.REPLY and thing.thread in roots:
                yield thing, fold(thing.words) in roots[thing.thread].replies
            elif thing.kind == Kind.CHANGE:
                yield thing, self._is_agreed(thing)
            else:
                yield thing, False

    def _is_agreed(self, thing: Thing) -> bool:
        author, proposed = fold(thing.author), fold(thing.proposed)
        return any(author == institution and wording in proposed for institution, wording in self._wordings)


def given_in(consultation: Consultation, by: Actor, now: datetime) -> Given:
    """Return what a file given out to the actor may hold."""
    spoken = spoken_in(consultation, by, now)
    written: list[Remark] = []
    for language in HTML_LANG:
        with translation.override(language):
            remarks = Remarks(consultation)
            written += map(remarks.remark, spoken)
    return Given(written, agreed_in(consultation, by, now))


def _label(line: str) -> str:
    return line.partition(_BETWEEN)[0].strip()


def _known(written: Sequence[Remark]) -> _Known:
    """Return what is known of one comment by all the ways in which it was written."""
    return _Known(
        frozenset(line for remark in written for quote in remark.quotes for line in _folded_lines(f"„{quote}“")),
        frozenset(line for remark in written for text in remark.said.lines[1:] for line in _folded_lines(text)),
        frozenset(fold("\n".join(reply.lines)) for remark in written for reply in remark.replies),
    )


def _folded_lines(text: str) -> list[str]:
    return [fold(line) for line in text.split("\n")]


def _added(words: str, known: _Known) -> str:
    """Return the lines that the comment did not have when it went out: neither its own nor those at its head."""
    lines = words.split("\n")[1:]
    while lines and fold(lines[0]) in known.head:
        lines = lines[1:]
    return "\n".join(line for line in lines if line.strip() and fold(line) not in known.lines).strip()
