"""The steps of the next draft: sixty pages compared and 5,000 comments on words carried, and four times the text."""

from __future__ import annotations

import time
from collections.abc import Sequence
from difflib import SequenceMatcher
from random import Random

from seko.drafts.documents.model.anchors import WORDS, Anchor, words_at
from seko.drafts.documents.model.carrying.bridge import Bridge, Part
from seko.drafts.documents.model.carrying.differences import differences
from tools.bench import data
from tools.bench.figures import Figures, Times, rounds_in_time
from tools.bench.files import timed
from tools.bench.pages import Site

LETTERS, PASSAGE = 128_000, 160
ANCHORS = 5_000
TIMES = 4
"""So many times the text is carried once, to see whether time grows with it."""


def carry_anchors(site: Site, rounds: int) -> Figures:
    """Lay two drafts over each other and carry 5,000 anchors from the one to the other."""
    old, new = drafts(LETTERS)
    anchors = anchors_in(old)
    times = Times()
    for _ in rounds_in_time(rounds):
        times.ours.append(_carry(old, new, anchors))
    figures = site.figures("carry_anchors", times, None)
    much = drafts(LETTERS * TIMES)
    grown = _carry(*much, anchors_in(much[0])) / min(times.ours)
    figures.note = f"{TIMES} times the text: {grown:.1f}x"
    return figures


def compare_drafts(site: Site, rounds: int) -> Figures:
    """Find every difference between two drafts, beside what the standard library finds between their parts."""
    old, new = drafts(LETTERS)
    times = Times()
    for _ in rounds_in_time(rounds):
        times.ours.append(timed(lambda: differences(Bridge(old, new)))[1])
        times.limit.append(timed(lambda: _plain_differences(old, new))[1])
    figures = site.figures("compare_drafts", times, None)
    much = drafts(LETTERS * TIMES)
    grown = timed(lambda: differences(Bridge(*much)))[1] / min(times.ours)
    figures.note = f"{TIMES} times the text: {grown:.1f}x"
    return figures


def _plain_differences(old: Sequence[Part], new: Sequence[Part]) -> int:
    """Count what differs between parts as lines, and between the words of those that were replaced."""
    before, after = [part.text for part in old], [part.text for part in new]
    found = 0
    for op, start, end, other, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "replace":
            words = SequenceMatcher(
                None, " ".join(before[start:end]).split(), " ".join(after[other:last]).split(), autojunk=False
            )
            found += len(words.get_opcodes())
        else:
            found += op != "equal"
    return found


def _carry(old: Sequence[Part], new: Sequence[Part], anchors: Sequence[Anchor]) -> float:
    """Return how many milliseconds it took."""
    started = time.perf_counter()
    bridge = Bridge(old, new)
    for anchor in anchors:
        bridge.carry(anchor)
    return (time.perf_counter() - started) * 1000


def drafts(letters: int) -> tuple[list[Part], list[Part]]:
    """Return a draft of about so many letters and the next one: of a hundred passages five are gone, five new, five in
    another place, fifteen reworded.
    """
    wording, chance = data.Wording(data.SEED + 11), Random(data.SEED)  # noqa: S311 - the same drafts every time
    texts = [wording.text(PASSAGE) for _ in range(letters // PASSAGE)]
    changed = []
    moved = []
    for text in texts:
        fate = chance.random()
        if fate < 0.05:
            continue
        if fate < 0.1:
            moved.append(text)
        elif fate < 0.15:
            changed += [text, wording.text(PASSAGE)]
        elif fate < 0.3:
            words = text.split()
            place = chance.randrange(len(words))
            changed.append(" ".join([*words[:place], *wording.text(20).split(), *words[place + 2 :]]))
        else:
            changed.append(text)
    for text in moved:
        changed.insert(chance.randrange(len(changed)), text)
    return _parts(texts), _parts(changed)


def _parts(texts: Sequence[str]) -> list[Part]:
    return [Part(f"1-{rank}", text, is_heading=rank % 20 == 1) for rank, text in enumerate(texts, start=1)]


def anchors_in(parts: Sequence[Part]) -> list[Anchor]:
    """Return the anchors: some words of passages taken at random."""
    chance = Random(data.SEED + 1)  # noqa: S311 - the same anchors every time
    anchors: list[Anchor] = []
    while len(anchors) < ANCHORS:
        part = chance.choice(parts)
        start = chance.randrange(len(part.text) - 40)
        anchors.append(Anchor(WORDS, (words_at(part.place, part.text, start, start + chance.randrange(12, 40)),)))
    return anchors
