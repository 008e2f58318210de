"""The file that goes with a comment: held by what is unsent or sent, thrown away when nothing holds it any more."""

from __future__ import annotations

from seko.dialogue.comments.models import Comment, Unsent
from seko.foundation.files import actions as files
from seko.foundation.files.models import StoredFile


def let_go(stored: StoredFile | None) -> None:
    """Delete a file that no comment holds, sent or unsent: a refused, replaced or repeated one."""
    if stored is None or _is_held(stored):
        return
    files.discard(stored)


def _is_held(stored: StoredFile) -> bool:
    return Comment.objects.filter(attachment=stored).exists() or Unsent.objects.filter(attachment=stored).exists()
