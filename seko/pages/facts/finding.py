"""Finding what an address speaks of, and where a comment stands in the text."""

from __future__ import annotations

from django.http import HttpRequest

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations import queries
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere


def consulted(request: HttpRequest, code: str) -> Consultation:
    """Return the consultation of that code if the person may see it; raises `NotThere`."""
    rows = queries.visible_to(request.actor, clock.now_of(request))  # type: ignore[attr-defined]
    found = rows.filter(code=code).select_related("version__document__institution", "version__published_copy").first()
    if found is None:
        raise NotThere
    return found


def from_anchor(comment: Comment) -> str:
    """Return the query and fragment of the thread in which the comment stands."""
    mark = comment.places.select_related("passage").first()
    if comment.question_id and comment.question:
        return f"?q={comment.question.order}"
    return f"?p={mark.passage.place}#p-{mark.passage.place}" if mark else "?p=whole"
