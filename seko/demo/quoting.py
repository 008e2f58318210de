"""Finds in the draft the words, cells and amounts that a comment can speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from seko.demo.passages import DraftPassage

TEXT_KINDS: Final = ("paragraph", "list_item")
_TARGET: Final = re.compile(r"^(?P<value>.+) \((?P<year>20[2-9]\d)\)$")
_AMOUNT: Final = re.compile(r"^\d{1,3}(?:\.\d{3})+$")
_INDICATOR: Final = re.compile(r"^\d(?:\.\d)+ (?P<name>.+)$")
# A clause ends at a mark, but not inside a number ("1.840") nor after the year of a date ("2016. године").
_CLAUSE_END: Final = re.compile(r"[;:()„“?]|[,](?!\d)|\.(?=\s+[А-ЯЂЈЉЊЋЏ]|\s*$)")
_AMOUNT_OF: Final = re.compile(r"\d[\d.,]*\d%?(?: (?:милиона?|хиљада))? [а-яђјљњћџ]{3,}|\d+%")
# Words that leave something open: what people ask to be made precise.
_OPEN: Final = re.compile(
    r"\b(?:може|могу|треба|биће|најчешће|приближно|постепено|планира\w*|предвиђ\w*|у складу|у року|по правилу"
    r"|по потреби|обезбеђу\w*|дужн\w*|договор\w*|заједно|редовно|приступачн\w*|ако|уколико)\b"
)
_WEAK_BEGIN: Final = re.compile(r"^(?:(?:и|а|али|па|те|да|јер|него|већ|док|односно) )+")
# What cannot stand alone: a relative clause, or one whose first word leans on the word before.
_LEANING: Final = re.compile(r"^(?:кој|чиј|какв|колик|што |тако |зато |(?:се|је|су|би|ће|га|их|им|му|јој) )")
# Not a fact: a plan, a condition, a duty, the number of a law or of another part.
_NO_FACT: Final = re.compile(
    r"\b(?:ако|уколико|биће|планира\w*|предвиђ\w*|треба|мора\w*|може|могу|дужн\w*|рок\w*|најмање|највише|директив\w*"
    r"|табел\w*|показатељ\w*|уговор\w*|резултат\w*|прилог\w*|20(?:19|2\d)|ће)\b",
    re.IGNORECASE,
)
_FEWEST, _MOST = 4, 12


@dataclass(frozen=True)
class Place:
    """Where in the draft a comment can stand, and the words for its sentences (<q>, <ind>, <v>, <row>, <s>).

    `before` is the value in the cell before a target: the baseline or the milestone.
    """

    passage: DraftPassage
    quote: str
    words: dict[str, str]
    before: str = ""


def clauses_of(text: str) -> list[str]:
    """The clauses of a text, as they stand, without the conjunction at their beginning."""
    pieces = (_WEAK_BEGIN.sub("", piece.strip()) for piece in _CLAUSE_END.split(text))
    return [piece for piece in pieces if piece and not _LEANING.match(piece)]


def figures_in(passage: DraftPassage) -> list[str]:
    """Short clauses with a figure, or the figure with the word after it ("241.000 тона")."""
    found = []
    for clause in clauses_of(passage.text):
        if not any(letter.isdigit() for letter in clause) or _NO_FACT.search(clause):
            continue
        if _FEWEST <= clause.count(" ") + 1 <= _MOST:
            found.append(clause)
        else:
            found.extend(amount.group() for amount in _AMOUNT_OF.finditer(clause))
    return found


def clauses_in(passage: DraftPassage) -> list[str]:
    """Whole clauses of four to twelve words without figures that leave something open."""
    return [
        clause
        for clause in clauses_of(passage.text)
        if _FEWEST <= clause.count(" ") + 1 <= _MOST
        and _OPEN.search(clause)
        and not any(letter.isdigit() for letter in clause)
    ]


def number_in(value: str) -> float | None:
    """The first number of a value as written in Serbian ("4,6% (2016)" is 4.6), or None."""
    found = re.match(r"\D*?(\d[\d.]*)(?:,(\d+))?", value)
    return float(found.group(1).rstrip(".").replace(".", "") + "." + (found.group(2) or "0")) if found else None


class Draft:
    """The draft's passages, arranged by what can be said of them."""

    def __init__(self, passages: Sequence[DraftPassage]) -> None:
        self.passages = passages
        self.headings = [one for one in passages if one.kind == "heading"]
        self.paragraphs = [one for one in passages if one.kind in TEXT_KINDS and len(one.section) > 0]
        self.targets: list[Place] = []
        self.amounts: list[Place] = []
        row: DraftPassage | None = None
        for one in passages:
            if one.kind == "table_row":
                row = one
                self._read_amount(one)
            elif one.kind == "table_cell" and row is not None:
                self._read_target(one, row)

    def find(self, text: str, kinds: tuple[str, ...]) -> int:
        """The position of the first passage of these kinds with the text; a LookupError if there is none."""
        for place, one in enumerate(self.passages):
            if one.kind in kinds and text in one.text:
                return place
        raise LookupError(text)

    def cell(self, row: str, text: str) -> DraftPassage:
        """The cell with exactly this text in the row with that text."""
        place = self.find(row, ("table_row",))
        for one in self.passages[place + 1 :]:
            if one.kind == "table_cell" and one.text == text:
                return one
        raise LookupError(text)

    def _read_target(self, cell: DraftPassage, row: DraftPassage) -> None:
        found = _TARGET.match(cell.text)
        parts = [part.strip() for part in row.text.split(" | ")]
        names = [one.group("name") for one in map(_INDICATOR.match, parts) if one]
        if found and names:
            before = parts[parts.index(cell.text) - 1]
            self.targets.append(Place(cell, "", {"ind": names[0], "v": cell.text}, before))

    def _read_amount(self, row: DraftPassage) -> None:
        parts = [part.strip() for part in row.text.split(" | ")]
        amounts = [part for part in parts if _AMOUNT.match(part) and len(part) > len("999.999")]
        label = next((part for part in parts if re.search("[а-я]{4}", part)), "")
        if amounts and " " in label.strip("– ") and not label.isupper():
            label = re.sub(r"^– | ?\(уговор[^)]*\)", "", label)
            self.amounts.append(Place(row, "", {"row": label, "v": amounts[0] + " евра"}))


def pick_quote(draft: Draft, rng: Random, kind: str, weights: Sequence[float]) -> Place | None:
    """A place of the kind ("factual" quotes a figure, "wording" a clause); None where the passage has nothing."""
    passage = rng.choices(draft.paragraphs, weights)[0]
    found = figures_in(passage) if kind == "factual" else clauses_in(passage)
    if not found:
        return None
    quote = rng.choice(found)
    return Place(passage, quote, {"q": quote, "s": passage.section[-1]})
