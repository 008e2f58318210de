"""Where a comment stands in the text."""

from __future__ import annotations

from seko.dialogue.comments.models import Comment


def from_anchor(comment: Comment) -> str:
    """Return the query and fragment of the thread in which the comment stands."""
    mark = comment.places.select_related("passage").first()
    if comment.question_id and comment.question:
        return f"?q={comment.question.order}"
    return f"?p={mark.passage.place}#p-{mark.passage.place}" if mark else "?p=whole"
