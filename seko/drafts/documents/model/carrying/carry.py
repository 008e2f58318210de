"""Two drafts, and for every stretch of the old one its placement in the new one with how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seko.drafts.documents.model.carrying import by_blocks, by_words
from seko.drafts.documents.model.carrying.confidence import THRESHOLD, confidence
from seko.drafts.documents.model.carrying.evidence import count_threes, evidence
from seko.drafts.documents.model.carrying.placing import Fate, Found, Stretch, find
from seko.drafts.documents.model.carrying.words import Block, Draft, Lexicon, rarity


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of a stretch: where it stands now (several where it was split, none where it was removed) and how
    sure that is, from 0 to 1. `living`: the part of its words that lives on. `is_replaced`: none does, but other words
    stand between the same neighbours. `other`: where the second alignment puts it, if elsewhere.
    """

    fate: Fate
    stretches: tuple[Stretch, ...]
    confidence: float
    living: float
    is_replaced: bool = False
    other: Placement | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether a person is to be asked."""
        return self.confidence < THRESHOLD


class Carrier:
    """Carries stretches from a draft to the next one; made once for the two of them."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        lexicon = Lexicon()
        self.old, self.new = Draft(old, lexicon), Draft(new, lexicon)
        weights = rarity(self.old, self.new)
        self.by_words = by_words.align(self.old, self.new, weights)
        self.by_blocks = by_blocks.align(self.old, self.new, weights)
        self._threes = count_threes(self.new)

    def looked_up(self, stretch: Stretch) -> tuple[tuple[Found, dict[str, float]], ...]:
        """Return what each alignment says of a stretch, with the evidence for it."""
        one, two = find(self.by_words, stretch), find(self.by_blocks, stretch)
        return (
            (one, evidence(self.by_words, self.by_blocks, one, two, self._threes)),
            (two, evidence(self.by_blocks, self.by_words, two, one, self._threes)),
        )

    def place(self, stretch: Stretch) -> Placement:
        """Return the surer of what both alignments say."""
        one, two = (
            Placement(found.fate, self._trimmed(found, stretch), confidence(told), found.living, found.is_replaced)
            for found, told in self.looked_up(stretch)
        )
        better, worse = (one, two) if one.confidence >= two.confidence else (two, one)
        is_other = (better.fate, better.stretches) != (worse.fate, worse.stretches)
        return replace(better, other=worse if is_other else None)

    def _trimmed(self, found: Found, stretch: Stretch) -> tuple[Stretch, ...]:
        """Return where it stands; a kept stretch that begins or ends within a word does so there too."""
        stretches = found.stretches(self.new)
        if found.fate is not Fate.KEPT:
            return stretches
        (whole,) = stretches
        first, last = found.words[0], found.words[-1]
        begins = max(0, stretch.start - self.old.starts[first])
        ends = max(0, self.old.ends[last] - stretch.end)
        return (Stretch(whole.block, whole.start + begins, whole.end - ends),) if begins or ends else stretches
