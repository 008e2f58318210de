"""The comments of a consultation as a list that goes out: one column list for JSON, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.dialogue.comments.models import Unsent
from seko.dialogue.comments.queries import value_words
from seko.foundation.rendering.columns import Column, Kind
from seko.pages.record.listing import Listed


def _last(row: Listed) -> datetime | None:
    return max((answer.published_at for answer in row.answers), default=None)


def _joined(part: str) -> Callable[[Listed], str]:
    """Return what reads one part of every answer, a blank line between two."""
    return lambda row: "\n\n".join(words for answer in row.answers if (words := getattr(answer, part)))


COLUMNS: tuple[Column[Listed], ...] = (
    Column("number", _("Number"), Kind.TEXT, lambda row: row.number),
    Column("organisation", _("Organisation"), Kind.TEXT, lambda row: row.organisation or _("An individual")),
    Column("sent_at", _("Sent"), Kind.DATETIME, lambda row: row.sent_at),
    Column("is_late", _("Late comment"), Kind.BOOLEAN, lambda row: row.is_late),
    Column("kind", _("Kind"), Kind.TEXT, lambda row: row.kind),
    Column("place", _("Place"), Kind.WORDS, lambda row: row.place.words),
    Column("quote", _("The words it speaks of"), Kind.WORDS, lambda row: row.place.quote),
    Column("words", _("Comment"), Kind.WORDS, lambda row: row.words),
    Column("proposed_value", _("Proposed value"), Kind.TEXT, lambda row: row.value),
    Column("proposed", _("Proposed wording"), Kind.WORDS, lambda row: row.proposal),
    Column("reason", _("Reason"), Kind.WORDS, lambda row: row.reason),
    Column("source", _("Source"), Kind.WORDS, lambda row: row.source),
    Column("state", _("What became of it"), Kind.TEXT, lambda row: row.state_word),
    Column("left_out", _("Why it was not taken into the common position"), Kind.WORDS, lambda row: row.left_out),
    Column("answer", _("Reason of the answer"), Kind.WORDS, _joined("reason")),
    Column("will_change", _("What will change in the text"), Kind.WORDS, _joined("will_change")),
    Column("institution", _("Who answered"), Kind.TEXT, _joined("institution")),
    Column("answered_at", _("Answered"), Kind.DATETIME, _last),
)

UNSENT: tuple[Column[Unsent], ...] = (
    Column("consultation", _("Consultation"), Kind.TEXT, lambda row: row.consultation.title),
    Column("organisation", _("Organisation"), Kind.TEXT, lambda row: row.organisation.name if row.organisation else ""),
    Column("saved_at", _("Saved"), Kind.DATETIME, lambda row: row.saved_at),
    Column("words", _("Comment"), Kind.WORDS, lambda row: row.words),
    Column("proposed_value", _("Proposed value"), Kind.TEXT, lambda row: value_words(row.proposed_value)),
    Column("proposed", _("Proposed wording"), Kind.WORDS, lambda row: row.proposed_wording),
    Column("reason", _("Reason"), Kind.WORDS, lambda row: row.reason),
    Column("source", _("Source"), Kind.WORDS, lambda row: row.source),
)
