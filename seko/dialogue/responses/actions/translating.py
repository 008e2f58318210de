"""Translating an answer: it stays as it is and counts, the translation stands beside it, marked as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.actions import touch_public
from seko.dialogue.consultations.queries import locked
from seko.dialogue.responses import permissions
from seko.dialogue.responses.actions.content import DETAIL_LETTERS
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response, ResponseTranslation
from seko.dialogue.responses.queries import language_of, languages_to, newest_translation, with_point
from seko.foundation.core.errors import Conflict, Invalid, WrongState, refuse_unless
from seko.foundation.core.languages import ENGLISH
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.journal.chain import digest

if TYPE_CHECKING:
    from seko.foundation.core.errors import Sentence

NO_EDITION = 0


@dataclass(frozen=True, slots=True)
class Words:
    """An answer's words in another language, normalised."""

    detail: str
    reason: str
    will_change: str

    def is_in(self, row: ResponseTranslation) -> bool:
        """Whether the row holds the same words already."""
        return (self.detail, self.reason, self.will_change) == (row.detail, row.reason, row.will_change)


def translate_answer(
    response: Response,
    *,
    language: str,
    fields: Mapping[str, Any],
    edition: int = NO_EDITION,
    by: Actor,
    now: datetime,
) -> ResponseTranslation:
    """Keep a translation of an answer that is sent for approval or published; one that stands is replaced and kept.

    `edition` is the one the page last saw (0: it saw none). Where another was written meanwhile, `Conflict` carries it
    and these words, and nothing is replaced (reliability.md C7 77); the same words again change nothing. Raises
    `Refused`, `WrongState` (still being written, an earlier edition), `Invalid` by field.
    """
    with transaction.atomic():
        consultation = locked(response.point.consultation)
        row = with_point(Response.objects.filter(pk=response.pk)).get()
        refuse_unless(permissions.may_translate_answer(by, row, now))
        if row.status not in (ResponseStatus.PROPOSED, ResponseStatus.PUBLISHED):
            raise WrongState(_("Only an answer that is sent for approval or in force is translated."))
        words = _read(fields, row, language)
        standing = newest_translation(row, language)
        if standing is not None and words.is_in(standing) and standing.of_revision == row.revision:
            return standing
        if (standing.edition if standing else NO_EDITION) != edition:
            raise Conflict(_("Another text was saved meanwhile. Both are here."), theirs=standing, yours=words)
        if standing is not None:
            standing.replaced_at = now
            standing.save(update_fields=["replaced_at"])
        written = ResponseTranslation.objects.create(
            response=row,
            language=language,
            edition=edition + 1,
            of_revision=row.revision,
            institution_id=UUID(by.organisation_id),
            written_at=now,
            written_by=by.person,
            **asdict(words),
        )
        journal.record(
            "answer-translated",
            "response",
            row.pk,
            by=by,
            now=now,
            scope=consultation.pk,
            language=language,
            edition=written.edition,
            content=digest([words.detail, words.reason, words.will_change]),
        )
        if row.status == ResponseStatus.PUBLISHED:
            touch_public(consultation.pk)
    return written


def _read(fields: Mapping[str, Any], response: Response, language: str) -> Words:
    """Return what was typed for each part the answer has: all of it is translated, and nothing is added."""
    if language not in languages_to(response):
        raise Invalid(_("The answer itself is in this language; it is translated into the other one."))
    missing: dict[str, Sentence] = {
        "detail": _("Translate this too; the answer says it."),
        "reason": _("Write the translation of the reason."),
        "will_change": _("Translate this too; the answer promises it."),
    }
    faults: dict[str, Sentence] = {}
    read = dict.fromkeys(missing, "")
    for name, sentence in missing.items():
        if getattr(response, name):
            limit = DETAIL_LETTERS if name == "detail" else 0
            try:
                read[name] = read_text(fields.get(name), name, required=sentence, limit=limit)
            except Invalid as invalid:
                faults |= invalid.faults
    if read["reason"] and language_of(read["reason"]) not in ("", language):
        faults["reason"] = (
            _("This is not English. Write the translation in English.")
            if language == ENGLISH
            else _("This is not Serbian. Write the translation in Serbian.")
        )
    if faults:
        raise Invalid(faults)
    return Words(**read)
