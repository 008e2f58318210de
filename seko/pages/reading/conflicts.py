"""Two texts of one unsent comment: both side by side, what differs marked, and the one from which one goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seko.dialogue.comments.models import Unsent
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.parts import Version
from seko.foundation.text.differences import Op, difference
from seko.pages.reading.writing import PARTS, Posted

NOT_CARRIED = ("csrfmiddlewaretoken", "edition", "take", "compose", "save")


def versions(posted: Posted, theirs: Unsent, now: datetime) -> tuple[Version, Version]:
    """Return both texts, none preferred, with what differs marked in each."""
    mine = {name: posted.values.get(name, "") for name in PARTS}
    saved = {name: str(getattr(theirs, name)) for name in PARTS}
    return (
        Version(_("Typed now"), _clock(now), _marked(mine, saved), "take", "yours"),
        Version(_("Saved meanwhile"), _clock(theirs.saved_at), _marked(saved, mine), "take", "theirs"),
    )


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(BELGRADE):%H:%M}"


def _marked(these: dict[str, str], others: dict[str, str]) -> SafeString:
    titles = {"proposed_wording": _("Proposed wording"), "reason": _("Reason"), "source": _("Source")}
    said = [
        (format_html("{}: ", titles[name]) if name in titles else "", _differing(these[name], others[name]))
        for name in PARTS
        if these[name].strip()
    ]
    return format_html_join("", "<p>{}{}</p>", said or [("", _("Nothing is written."))])


def _differing(text: str, other: str) -> SafeString:
    language = current()
    kept = (piece for piece in difference(other, text) if piece.op is not Op.DELETE)
    return format_html_join("", "{}", ((_piece(piece.op, spoken.words(piece.text, language)),) for piece in kept))


def _piece(op: Op, shown: SafeString) -> SafeString:
    return format_html("<ins>{}</ins>", shown) if op is Op.INSERT else shown


def carried(data: QueryDict, theirs: Unsent) -> Iterator[tuple[str, str]]:
    """Yield everything that was typed, by field, to be sent once more over what was saved meanwhile."""
    yield "edition", str(theirs.revision)
    for name, values in data.lists():
        if name not in NOT_CARRIED:
            yield from ((name, str(value)) for value in values)


def composed(posted: Posted, theirs: Unsent) -> Posted:
    """Return what was typed with the other text before it, wherever the other says something else."""
    both = dict(posted.values)
    for name in PARTS:
        texts = (str(getattr(theirs, name)), both.get(name, ""))
        both[name] = "\n\n".join(dict.fromkeys(text for text in texts if text.strip()))
    return replace(posted, values=both)
