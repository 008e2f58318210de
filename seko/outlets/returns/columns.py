"""Which column of a table of comments holds what: by our hidden key, else by its heading in any script or language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from seko.foundation.text.folding import fold
from seko.outlets.papers.marks import Key

SOUGHT_ROWS: Final = 20
# In a table without keys no institution has answered yet: a reason is its author's.
NUMBER, PLACE, QUOTE, ORGANISATION, WORDS, PROPOSAL, WHY = (
    key.value for key in (Key.NUMBER, Key.PLACE, Key.QUOTE, Key.ORGANISATION, Key.WORDS, Key.PROPOSAL, Key.WHY)
)
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    NUMBER: (
        *("rb", "r b", "r.b", "r. b", "r.br", "r. br", "red. br", "red. broj", "redni broj", "br", "broj"),
        *("no", "nr", "#", "number", "row", "item"),
    ),
    PLACE: (
        *("mesto u tekstu", "mesto", "deo teksta", "deo dokumenta", "deo", "odeljak", "poglavlje", "clan", "tacka"),
        *("strana", "stranica", "str", "broj strane", "odeljak/strana", "odeljak, strana", "strana/odeljak"),
        *("odeljak / strana", "poglavlje/strana", "section", "section/page", "section, page", "section / page"),
        *("page", "page/section", "chapter", "article", "paragraph", "part", "place", "place in the text", "location"),
    ),
    QUOTE: (
        *("originalni tekst", "izvorni tekst", "postojeci tekst", "tekst nacrta", "tekst u nacrtu", "citat", "tekst"),
        *("original text", "current text", "existing text", "original wording", "text of the draft", "quote", "text"),
    ),
    ORGANISATION: (
        *("organizacija", "naziv organizacije", "udruzenje", "podnosilac", "predlagac", "ocd", "organizacija, seko"),
        *("organisation", "organization", "name of the organisation", "submitted by", "author", "organisation, seko"),
    ),
    WORDS: (
        *("komentar", "komentari", "primedba", "primedbe", "sugestija", "sugestije", "misljenje"),
        *("primedbe i predlozi", "komentar/primedba", "primedba/predlog", "primedba, predlog i sugestija"),
        *("comment", "comments", "remark", "remarks", "observation", "comment/remark"),
    ),
    PROPOSAL: (
        *("predlog", "predlog izmene teksta", "predlog izmene", "predlog teksta", "predlozeni tekst"),
        *("predlozena izmena", "predlog formulacije", "predlog nove formulacije", "nova formulacija"),
        *("proposal", "proposed wording", "proposed text", "proposed change", "suggested wording", "suggested text"),
        *("suggestion", "suggested change", "new wording"),
    ),
    WHY: (
        *("obrazlozenje", "obrazlozenje predloga", "razlog", "razlozi", "razlog za izmenu"),
        *("reason", "reasons", "rationale", "justification", "explanation"),
    ),
}  # fmt: skip
_BY_HEADING: Final = {heading: name for name, headings in HEADINGS.items() for heading in headings}
_NOTE: Final = re.compile(r"\([^)]*\)")


def meaning_of(heading: str) -> str:
    """Return which column a heading means; empty where it is not known."""
    key = " ".join(fold(_NOTE.sub(" ", heading)).split()).strip(" .:*")
    if key in _BY_HEADING:
        return _BY_HEADING[key]
    # „Коментар организације“, "Proposed wording of the passage": the longest known heading with which it begins.
    starts = [known for known in _BY_HEADING if len(known) > 3 and key.startswith(f"{known} ")]
    return _BY_HEADING[max(starts, key=len)] if starts else ""


def by_headings(headings: Sequence[str]) -> dict[str, int]:
    """Return the place of each column whose heading is known; of two with one meaning the first counts."""
    return _first(meaning_of(heading) for heading in headings)


def by_keys(keys: Sequence[str]) -> dict[str, int]:
    """Return the place of each column by the hidden keys of a form; of two with one key the first counts."""
    return _first(key if key in HEADINGS else "" for key in keys)


def doubled(names: Sequence[str], places: Mapping[str, int]) -> list[int]:
    """Return the places of columns that mean what an earlier one means."""
    return [place for place, name in enumerate(names) if name in places and places[name] != place]


def _first(names: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        if name and name not in found:
            found[name] = place
    return found


def head_of(rows: Sequence[Sequence[str]]) -> int:
    """Return which of the first twenty rows holds the headings: the one in which most are known; 0 where none."""
    known = [len(by_headings(cells)) for cells in rows[:SOUGHT_ROWS]]
    return known.index(max(known)) if known else 0
