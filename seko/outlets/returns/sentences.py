"""What is said of returned files: why a file is not taken, why a person is asked, what a tracked change proposes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from seko.drafts.documents import sentences as documents
from seko.drafts.documents.model.returning.returned import Asked, Deed, Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ASKED: Mapping[str, _StrPromise] = {
    Asked.NOWHERE: _("In the file it stands at no words. Say where it belongs."),
    Asked.POINT: _("In the file it stands at a spot without words. Say to which part of the text it belongs."),
    Asked.INSERTED: _("In the file it stands at words that the draft does not have. Say where it belongs."),
    Asked.DOUBTFUL: _("It is not certain where these words stand in the draft. Say where it belongs."),
    Asked.REMOVED: _("These words do not stand in the draft. Say where it belongs."),
    Asked.BEFORE: _("It was inserted before the first words of the draft. Say where it belongs."),
    Asked.NAME: _("The draft has no part of the text of that name. Say where it belongs."),
}
KINDS: Mapping[str, _StrPromise] = {
    Kind.COMMENT: _("Comment"),
    Kind.REPLY: _("Reply to a comment"),
    Kind.CHANGE: _("Tracked change"),
    Kind.MOVE: _("Moved part of the text"),
    Kind.ROW: _("Row of the table"),
}


def refusal(code: str, params: Mapping[str, Any]) -> str:
    """Return why a file was not taken, in the page's language form."""
    return documents.refusal(code, params)


def words_of(deed: str, words: str, proposed: str, target: str) -> str:
    """Return the words of a comment that a tracked change becomes; what a person wrote stays as it is."""
    if deed == Deed.MOVE:
        said = _("Move this part of the text after: “%(words)s”") % {"words": target} if target else _("Move this.")
        return str(said)
    if deed == Deed.DELETE and not proposed:
        return str(_("Delete these words."))
    if deed == Deed.INSERT:
        return str(_("Add to the text what is proposed here."))
    if deed:
        return str(_("Change the text as proposed here."))
    return words
