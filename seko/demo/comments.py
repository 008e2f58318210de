"""Two thousand comments of the invented organisations on the draft, always the same for the same seed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from seko.demo.networks import DemoOrganisation
from seko.demo.passages import DraftPassage
from seko.demo.phrases import ProposedValue, load_phrases
from seko.demo.quoting import Draft
from seko.demo.scripts import in_latin, without_diacritics
from seko.demo.variants import vary
from seko.demo.writing import Thought, Writer

COUNT: Final = 2000
# Per thousand comments.
_QUESTIONS: Final = 110
_ENGLISH: Final = 50
_TWINS: Final = 60
_NEAR: Final = 30
_ISSUES: Final = 460
_LATIN: Final = 350
_BARE_LATIN: Final = 0.05
_MOST_OF_ONE: Final = 24
_NETWORK_WEIGHT: Final = {"zivotna-sredina": 6.0, "energetika": 2.0, "ljudski-resursi": 2.0, "poljoprivreda": 2.0}


@dataclass(frozen=True)
class DemoComment:
    """One comment. `number` runs from 1 in the order of sending.

    `organisation` is a slug. `anchor` is "words" (`quote` begins at `start`, in code points of the passage's text),
    "passage", "missing" (after the passage), "question" or "whole". `lang` is sr-Cyrl, sr-Latn or en. `topic` is an id
    of comment-topics.csv, `gist` one neutral sentence in Cyrillic, `issue` the same for comments on the same matter.
    `twin_of` is the number of the comment whose words were taken over, or 0.
    """

    number: int
    organisation: str
    kind: str
    anchor: str
    passage_key: str
    quote: str
    start: int
    question: str
    text: str
    lang: str
    proposed_wording: str
    proposed_value: ProposedValue | None
    source: str
    topic: str
    issue: str
    gist: str
    twin_of: int


def generate_comments(
    passages: Sequence[DraftPassage],
    organisations: Sequence[DemoOrganisation],
    seed: int,
    *,
    count: int = COUNT,
    settled: frozenset[str] = frozenset(),
) -> list[DemoComment]:
    """Comments on the draft in the shares of real life; raises LookupError where an issue's place is not in it. Nobody
    speaks of the issues that are settled.

    About 60 of 100 are in Serbian Cyrillic, 35 in Serbian Latin, 5 in English; 12 of 100 belong to pairs that say the
    same in different scripts, a few more take over the words of another in the same script.
    """
    rng = Random(seed)  # noqa: S311 - a demonstration
    return _Generator(passages, organisations, rng, count, settled).comments()


class _Generator:
    def __init__(
        self,
        passages: Sequence[DraftPassage],
        organisations: Sequence[DemoOrganisation],
        rng: Random,
        count: int,
        settled: frozenset[str],
    ) -> None:
        self._rng = rng
        self._count = count
        self._organisations = {one.slug: one for one in organisations}
        self._pool = _Pool(organisations, rng)
        self._writer = Writer(Draft(passages), rng, settled)
        self._texts: set[str] = set()

    def comments(self) -> list[DemoComment]:
        share = self._share
        rest = self._count - share(_TWINS) - share(_NEAR) - share(_ENGLISH) - share(_QUESTIONS) - share(_ISSUES)
        originals = (
            [self._original("issue") for _ in range(share(_ISSUES))]
            + [self._original("place") for _ in range(rest)]
            + [self._original("question") for _ in range(share(_QUESTIONS))]
        )
        self._rng.shuffle(originals)
        english = [self._original("english") for _ in range(share(_ENGLISH))]
        made = self._in_scripts(originals)
        made += [replace(one, lang="en") for one in english]
        self._rng.shuffle(made)
        made = [replace(one, number=number) for number, one in enumerate(made, start=1)]
        made += self._echoes(made)
        self._rng.shuffle(made)
        renumbered = {one.number: number for number, one in enumerate(made, start=1) if one.number}
        return [
            replace(one, number=number, twin_of=renumbered.get(one.twin_of, 0))
            for number, one in enumerate(made, start=1)
        ]

    def _share(self, thousandth: int) -> int:
        return round(self._count * thousandth / 1000)

    def _original(self, sort: str) -> DemoComment:
        """A comment in its own words, in Cyrillic (or English); an organisation says the same only once."""
        while True:
            organisation = self._pool.any()
            thought = self._writer.think(sort, organisation)
            if thought.text not in self._texts and self._pool.takes(organisation, thought):
                self._texts.add(thought.text)
                return _comment(organisation, thought)

    def _in_scripts(self, originals: list[DemoComment]) -> list[DemoComment]:
        """Sets so many of them in Latin that with the echoes the shares come out; first those with Latin names."""
        wanted = self._share(_LATIN) - self._share(_TWINS) - self._share(_NEAR) // 3

        def order(place: int) -> float:
            latin = self._organisations[originals[place].organisation].script == "Latn"
            return self._rng.random() * 1.25 + (0 if latin else 1)

        latin = set(sorted(range(len(originals)), key=order)[:wanted])
        return [self._latin(one) if place in latin else one for place, one in enumerate(originals)]

    def _latin(self, comment: DemoComment) -> DemoComment:
        write = without_diacritics if self._rng.random() < _BARE_LATIN else in_latin
        value = comment.proposed_value
        return replace(
            comment,
            lang="sr-Latn",
            text=write(comment.text),
            proposed_wording=in_latin(comment.proposed_wording),
            source=in_latin(comment.source),
            proposed_value=value and replace(value, unit=in_latin(value.unit), source=in_latin(value.source)),
        )

    def _echoes(self, made: list[DemoComment]) -> list[DemoComment]:
        """Others who say the same: in Latin what was said in Cyrillic, and nearly the same in the same script."""
        cyrillic = [one for one in made if one.lang == "sr-Cyrl"]
        twins = self._rng.sample(cyrillic, self._share(_TWINS))
        taken = {one.number for one in twins}
        near = self._rng.sample([one for one in cyrillic if one.number not in taken], self._share(_NEAR))
        latin = set(self._rng.sample(range(len(near)), self._share(_NEAR) // 3))
        echoes = [self._latin(self._echo(one, "Latn")) for one in twins]
        for place, one in enumerate(near):
            echo = self._echo(one, "")
            echoes.append(self._latin(echo) if place in latin else echo)
        return echoes

    def _echo(self, comment: DemoComment, script: str) -> DemoComment:
        organisation = self._pool.any(script)
        while organisation.slug == comment.organisation:
            organisation = self._pool.any(script)
        touched = self._touched(comment.text)
        return replace(
            comment, number=0, twin_of=comment.number, organisation=organisation.slug, text=touched, source=""
        )

    def _touched(self, text: str) -> str:
        """The same with a word or two changed, sometimes shortened by its last sentence."""
        touched = text
        pairs = [line.split("=") for line in load_phrases("phrases")["touch"]]
        self._rng.shuffle(pairs)
        for old, new in pairs[:4]:
            touched = re.sub(rf"\b{old}\b", new, touched, count=1)
        sentences = touched.split(". ")
        if len(sentences) > 2 and self._rng.random() < 0.5:
            touched = ". ".join(sentences[:-1]) + "."
        if touched == text:
            touched += " " + vary(self._rng.choice(load_phrases("phrases")["closing"]), self._rng)
        return touched


class _Pool:
    """Draws organisations: most write little, some much, those of the sector more than others."""

    def __init__(self, organisations: Sequence[DemoOrganisation], rng: Random) -> None:
        self._rng = rng
        self._all = list(organisations)
        self._weights = [
            min(rng.paretovariate(1.3), 6) * max(_NETWORK_WEIGHT.get(code, 1.0) for code in one.networks)
            for one in self._all
        ]
        self._said: set[tuple[str, str]] = set()
        self._written: Counter[str] = Counter()

    def any(self, script: str = "") -> DemoOrganisation:
        """An organisation, if wanted one whose name is in this script."""
        while True:
            drawn = self._rng.choices(self._all, self._weights)[0]
            if script in ("", drawn.script) and self._written[drawn.slug] < _MOST_OF_ONE:
                return drawn

    def takes(self, organisation: DemoOrganisation, thought: Thought) -> bool:
        """Whether the organisation has not yet spoken on the same matter."""
        key = (organisation.slug, thought.issue)
        if key in self._said:
            return False
        self._said.add(key)
        self._written[organisation.slug] += 1
        return True


def _comment(organisation: DemoOrganisation, thought: Thought) -> DemoComment:
    return DemoComment(
        number=0,
        organisation=organisation.slug,
        kind=thought.kind,
        anchor=thought.anchor,
        passage_key=thought.passage.key if thought.passage else "",
        quote=thought.quote,
        start=thought.passage.text.index(thought.quote) if thought.passage and thought.quote else -1,
        question=thought.question,
        text=thought.text,
        lang="sr-Cyrl",
        proposed_wording=thought.proposed_wording,
        proposed_value=thought.proposed_value,
        source=thought.source,
        topic=thought.topic,
        issue=thought.issue,
        gist=thought.gist,
        twin_of=0,
    )
