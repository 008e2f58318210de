"""Reading positions: which points live, what became of each comment, who may see a point, the board."""

from seko.dialogue.positions.queries.authors import Author, by_author
from seko.dialogue.positions.queries.boards import Board, BoardComment, BoardPlace, BoardPoint, Counts, board, counts
from seko.dialogue.positions.queries.dissents import open_dissents, was_changed
from seko.dialogue.positions.queries.fates import (
    BY_ITSELF,
    Partition,
    awaiting_lead,
    fate_of,
    fates_to_tell,
    not_taken,
    partition,
    with_fate,
    with_handling,
)
from seko.dialogue.positions.queries.points import (
    AT_ONCE,
    is_in_other_words,
    label_of,
    live,
    live_q,
    numbered,
    position_of,
    proposal_of,
    proposal_words,
    source_comments,
    speaks_for,
    words_of,
)
from seko.dialogue.positions.queries.seen import comments_read_by_state, points_visible_to, positions_visible_to

__all__ = [
    "AT_ONCE",
    "BY_ITSELF",
    "Author",
    "Board",
    "BoardComment",
    "BoardPlace",
    "BoardPoint",
    "Counts",
    "Partition",
    "awaiting_lead",
    "board",
    "by_author",
    "comments_read_by_state",
    "counts",
    "fate_of",
    "fates_to_tell",
    "is_in_other_words",
    "label_of",
    "live",
    "live_q",
    "not_taken",
    "numbered",
    "open_dissents",
    "partition",
    "points_visible_to",
    "position_of",
    "positions_visible_to",
    "proposal_of",
    "proposal_words",
    "source_comments",
    "speaks_for",
    "was_changed",
    "with_fate",
    "with_handling",
    "words_of",
]
