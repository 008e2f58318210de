"""Carrying comments to the next draft: where the words they are tied to stand in it, changed or not, or that they left.

Two drafts are aligned word by word, twice and by two routes of different kind: from paragraph to paragraph
(`by_blocks`), and by runs of words through the whole text (`by_words`). Where a comment's words are now follows from
each (`placing`); how far the two agree, and what stands around, says how sure that is (`evidence`, `confidence`).
Below a threshold a person is asked: words are never put silently on the best of bad places.

Everything here is pure: blocks of text in, placements out (`carry`).
"""

from seko.drafts.documents.model.carrying.carry import Carrier, Placement
from seko.drafts.documents.model.carrying.confidence import THRESHOLD
from seko.drafts.documents.model.carrying.placing import Fate, Stretch
from seko.drafts.documents.model.carrying.words import Block

__all__ = ["THRESHOLD", "Block", "Carrier", "Fate", "Placement", "Stretch"]
