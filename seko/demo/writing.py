"""What an organisation says: puts sentences together into a comment."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from seko.demo.networks import DemoOrganisation
from seko.demo.passages import DraftPassage
from seko.demo.phrases import Issue, ProposedValue, load_issues, load_phrases
from seko.demo.quoting import TEXT_KINDS, Draft, Place, number_in, pick_quote
from seko.demo.variants import WHERE, begun, fill, fits, vary

QUESTIONS: Final = ("order", "relief", "grants", "monitoring")
_KINDS: Final = {
    "factual": 25, "wording": 27, "indicator": 22, "budget": 13, "participation": 8, "eligibility": 5,
}  # fmt: skip
# Topics of comment-topics.csv that fit any place of the draft.
_TOPICS: Final = {
    "factual": ("T032", "T051", "T105"),
    "wording": ("T161", "T162", "T094"),
    "indicator": ("T012", "T022", "T174"),
    "budget": ("T049", "T089", "T166"),
    "participation": ("T004", "T020", "T046"),
    "eligibility": ("T023", "T034", "T168"),
}
_QUESTION_TOPICS: Final = {"order": "T096", "relief": "T126", "grants": "T034", "monitoring": "T092"}
_GRANT_SECTIONS: Final = ("Бесповратна средства за удружења", "2.2.8 Резултат 3.2: удружења учествују и надгледају")
_QUOTED: Final = 0.8
_WITH_WORDING: Final = 0.55
_WITH_VALUE: Final = 0.6
_WITH_SOURCE: Final = 0.12
_SHORT: Final = 0.08


@dataclass(frozen=True)
class Thought:
    """A comment before anybody gives it a number: its words in Cyrillic (or English) and its place."""

    kind: str
    anchor: str
    passage: DraftPassage | None
    text: str
    topic: str
    issue: str
    gist: str
    quote: str = ""
    question: str = ""
    proposed_wording: str = ""
    proposed_value: ProposedValue | None = None
    source: str = ""


class Writer:
    """Thinks up comments on one draft."""

    def __init__(self, draft: Draft, rng: Random, settled: frozenset[str] = frozenset()) -> None:
        self._draft = draft
        self._rng = rng
        self._issues = [issue for issue in load_issues() if issue.name not in settled]
        self._phrases = load_phrases("phrases")
        # A few passages draw many comments, most draw few.
        self._weights = [min(rng.paretovariate(0.9), 25) for _ in draft.paragraphs]
        self._target_weights = [min(rng.paretovariate(0.9), 25) for _ in draft.targets]
        self._sorts: dict[str, Callable[[DemoOrganisation], Thought]] = {
            "issue": self._on_issue,
            "place": self._on_place,
            "question": self._on_question,
            "english": self._in_english,
        }

    def think(self, sort: str, organisation: DemoOrganisation) -> Thought:
        """A thought of the sort: on an "issue" of the files, on any "place", on a "question", or in "english"."""
        return self._sorts[sort](organisation)

    def _on_issue(self, organisation: DemoOrganisation) -> Thought:
        issue = self._rng.choices(self._issues, [one.weight for one in self._issues])[0]
        passage, quote = self._place_of(issue)
        words = {"q": quote} if quote else {}
        anchor = issue.anchor or ("words" if quote else "passage")
        wording = self._rng.choice(issue.wordings) if issue.wordings and self._chance(_WITH_WORDING) else ""
        value = self._rng.choice(issue.values) if issue.values and self._chance(_WITH_VALUE) else None
        core = (issue.remarks, issue.grounds, issue.proposals)
        return Thought(
            kind=issue.kind,
            anchor=anchor,
            passage=passage,
            quote=quote,
            text=self._composed(issue.kind, core, words, organisation),
            topic=issue.topic,
            issue=issue.name,
            gist=issue.gist,
            proposed_wording=wording if anchor == "words" else "",
            proposed_value=value,
            source=self._source(),
        )

    def _place_of(self, issue: Issue) -> tuple[DraftPassage | None, str]:
        if issue.anchor == "whole":
            return None, ""
        if issue.cell:
            return self._draft.cell(issue.row, issue.cell), ""
        kinds = ("table_row",) if issue.row else TEXT_KINDS
        passage = self._draft.passages[self._draft.find(issue.row or issue.at, kinds)]
        quotes = [quote for quote in issue.quotes if quote in passage.text]
        if quotes and not issue.anchor and self._chance(_QUOTED):
            # The first of them is what most people stumble over.
            return passage, self._rng.choices(quotes, [3, *[1] * (len(quotes) - 1)])[0]
        return passage, ""

    def _on_place(self, organisation: DemoOrganisation) -> Thought:
        kind = self._rng.choices(tuple(_KINDS), tuple(_KINDS.values()))[0]
        place = self._pick(kind)
        words = place.words
        core = tuple(self._phrases[f"d-{kind}-{part}"] for part in (1, 2, 3))
        return Thought(
            kind=kind,
            anchor=self._anchor_at(kind, place),
            passage=place.passage,
            quote=place.quote,
            text=self._composed(kind, core, words, organisation),
            topic=self._rng.choice(_TOPICS[kind]),
            issue=f"{kind}:{place.passage.key}:{place.quote}",
            gist=fill(self._rng.choice(self._phrases[f"gist-{kind}"]), words),
            proposed_value=self._better(place) if kind == "indicator" and self._chance(_WITH_VALUE / 2) else None,
            source=self._source(),
        )

    def _better(self, place: Place) -> ProposedValue | None:
        """A target a fifth more ambitious than the one in the cell, in the direction in which it points."""
        target, before = number_in(place.words["v"]), number_in(place.before)
        if target is None or before is None or target == before:
            return None
        better = target * (0.8 if target < before else 1.2)
        if "%" in place.words["v"]:
            better = min(better, 95)
        step = 1000 if target >= 10_000 else 100 if target >= 1000 else 1
        if target < 1 or better == target:
            return None
        shown = f"{round(better / step) * step:,}".replace(",", ".")
        unit = "%" if "%" in place.words["v"] else re.sub(r"[\d.,]+|\(.*", "", place.words["v"]).strip() or "број"
        year = int(place.words["v"][-5:-1])
        return ProposedValue(shown, unit, year, self._rng.choice(self._phrases["source"]))

    def _anchor_at(self, kind: str, place: Place) -> str:
        if place.quote:
            return "words"
        return "missing" if kind == "participation" and self._chance(0.6) else "passage"

    def _pick(self, kind: str) -> Place:
        if kind == "indicator":
            return self._rng.choices(self._draft.targets, self._target_weights)[0]
        if kind == "budget":
            return self._rng.choice(self._draft.amounts)
        if kind == "participation":
            heading = self._rng.choice(self._draft.headings)
            return Place(heading, "", {"s": heading.text})
        weights = self._weights
        if kind == "eligibility":
            weights = [float(one.section[-1] in _GRANT_SECTIONS) for one in self._draft.paragraphs]
        while True:
            place = pick_quote(self._draft, self._rng, kind, weights)
            if place:
                return place

    def _on_question(self, organisation: DemoOrganisation) -> Thought:
        question = self._rng.choice(QUESTIONS)
        material = load_phrases("answers-to-questions")
        core = tuple(material[f"{question}-{part}"] for part in (1, 2, 3))
        kind = "eligibility" if question in ("relief", "grants") else "participation"
        text = self._composed(kind, core, {}, organisation)
        return Thought(kind, "question", None, text, _QUESTION_TOPICS[question], question, "", question=question)

    def _in_english(self, organisation: DemoOrganisation) -> Thought:
        kind = self._rng.choices((*_KINDS, "whole"), (*_KINDS.values(), 8))[0]
        place = None if kind == "whole" else self._pick(kind)
        material = load_phrases("english")
        parts = [self._one(material[f"{kind}-{part}"], place.words if place else {}) for part in (1, 2, 3)]
        if self._chance(0.3):
            parts.pop(self._rng.choice((1, 2)))
        anchor = self._anchor_at(kind, place) if place else "whole"
        gist = fill(self._rng.choice(self._phrases[f"gist-{kind}"]), place.words) if place else ""
        return Thought(
            kind="factual" if kind == "whole" else kind,
            anchor=anchor,
            passage=place.passage if place else None,
            quote=place.quote if place else "",
            text=" ".join(parts),
            topic="T173" if kind == "whole" else self._rng.choice(_TOPICS[kind]),
            issue=f"{organisation.slug}:{kind}:{place.passage.key}" if place else "english:whole",
            gist=gist,
        )

    def _composed(
        self, kind: str, core: tuple[tuple[str, ...], ...], words: dict[str, str], organisation: DemoOrganisation
    ) -> str:
        """Remark first or proposal first, with or without grounds, an example from the town, a consequence."""
        if self._chance(_SHORT):
            parts = [self._one(core[0], words), self._one(core[2], words)]
        else:
            parts = self._at_length(kind, core, words)
        return _settled(" ".join(begun(part.replace(WHERE, organisation.where)) for part in parts), organisation.where)

    def _at_length(self, kind: str, core: tuple[tuple[str, ...], ...], words: dict[str, str]) -> list[str]:
        remarks, grounds, proposals = core
        parts = self._some(remarks, words, 0.0 if words else 0.15) + self._some(grounds, words, 0.5)
        if self._chance(0.8):
            parts.append(self._one(self._phrases["local"], words))
        if self._chance(0.82):
            parts.append(self._one(self._phrases[f"consequence-{kind}"], words))
        place = 1 if self._chance(0.15) else len(parts)
        parts[place:place] = self._some(proposals, words, 0.5)
        if self._chance(0.18):
            parts.insert(0, self._one(self._phrases["opening"], words))
        if self._chance(0.33):
            parts.append(self._one(self._phrases["closing"], words))
        return parts

    def _some(self, sentences: tuple[str, ...], words: dict[str, str], second: float) -> list[str]:
        """One sentence or, with that chance, two different ones."""
        fitting = [sentence for sentence in sentences if fits(sentence, words)]
        drawn = self._rng.sample(fitting, min(len(fitting), 2 if self._chance(second) else 1))
        return [self._written(sentence, words) for sentence in drawn]

    def _one(self, sentences: tuple[str, ...], words: dict[str, str]) -> str:
        return self._written(self._rng.choice([sentence for sentence in sentences if fits(sentence, words)]), words)

    def _written(self, sentence: str, words: dict[str, str]) -> str:
        # A question or a year at the end brings its own mark.
        return fill(vary(sentence, self._rng).replace("?.", "?").replace("..", "."), words)

    def _source(self) -> str:
        return self._rng.choice(self._phrases["source"]) if self._chance(_WITH_SOURCE) else ""

    def _chance(self, share: float) -> bool:
        return self._rng.random() < share


def _settled(text: str, where: str) -> str:
    """Names the town once; after that it is "код нас"."""
    for form, instead in ((begun(where), "Код нас"), (where, "код нас")):
        first = text.lower().find(where.lower()) + len(where)
        text = text[:first] + text[first:].replace(form, instead)
    return text
