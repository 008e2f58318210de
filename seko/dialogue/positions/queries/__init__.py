"""Reading positions: which points live, what became of each comment, who may see a point, the board."""

from seko.dialogue.positions.queries.authors import Author, by_author
from seko.dialogue.positions.queries.boards import Board, BoardComment, BoardPlace, BoardPoint, Counts, board, counts
from seko.dialogue.positions.queries.fates import (
    Partition,
    awaiting_lead,
    fate_of,
    not_taken,
    partition,
    with_fate,
    with_handling,
)
from seko.dialogue.positions.queries.points import (
    label_of,
    live,
    live_q,
    numbered,
    position_of,
    source_comments,
    words_of,
)
from seko.dialogue.positions.queries.seen import comments_read_by_state, points_visible_to, positions_visible_to

__all__ = [
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
    "label_of",
    "live",
    "live_q",
    "not_taken",
    "numbered",
    "partition",
    "points_visible_to",
    "position_of",
    "positions_visible_to",
    "source_comments",
    "with_fate",
    "with_handling",
    "words_of",
]
