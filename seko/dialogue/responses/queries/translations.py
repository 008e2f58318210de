"""Working translations of answers: the one into the language of the page, read in the answers' own statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from seko.dialogue.responses.models import Response, ResponseTranslation
from seko.foundation.core.languages import ENGLISH, SERBIAN, current
from seko.foundation.design import spoken
from seko.foundation.text.languages import lang_of

STANDING = Q(replaced_at__isnull=True, of_revision=F("response__revision"))
PARTS = ("detail", "reason", "will_change")


@dataclass(frozen=True, slots=True)
class Translated:
    """What an answer says in another language, whose translation it is (in the page's language) and of when."""

    detail: str
    reason: str
    will_change: str
    institution: str
    written_at: datetime

    @property
    def mark(self) -> str:
        """The sentence without which the words are never shown."""
        return marked_as(self.institution, self.written_at)


def marked_as(institution: str, written_at: datetime) -> str:
    """Return the sentence that marks a translation: whose it is, of when, and that it does not count."""
    given = {"institution": institution, "day": spoken.day(written_at)}
    return _("Working translation by %(institution)s, %(day)s. The answer itself counts.") % given


def language_of_page() -> str:
    """Return into which language an answer is translated for the reader of the page: `sr` or `en`."""
    return ENGLISH if current() == ENGLISH else SERBIAN


def with_translation(responses: QuerySet[Response]) -> QuerySet[Response]:
    """Return the answers with the translation into the page's language joined to each: `translated` reads it.

    One of what the answer no longer says is not joined.
    """
    standing = Q(
        translations__language=language_of_page(),
        translations__replaced_at__isnull=True,
        translations__of_revision=F("revision"),
    )
    return responses.annotate(
        translation=FilteredRelation("translations", condition=standing),
        **{f"translated_{part}": F(f"translation__{part}") for part in PARTS},
        translated_at=F("translation__written_at"),
        translated_by=F("translation__institution__name"),
        translated_by_en=F("translation__institution__name_en"),
    )


def translated(response: Response) -> Translated | None:
    """Return the translation that `with_translation` joined; None where there is none, or the answers are read without
    them.
    """
    written_at: datetime | None = getattr(response, "translated_at", None)
    if written_at is None:
        return None
    row = vars(response)
    english = row["translated_by_en"] if current() == ENGLISH else ""
    detail, reason, will_change = (str(row[f"translated_{part}"]) for part in PARTS)
    return Translated(detail, reason, will_change, english or row["translated_by"], written_at)


def languages_to(response: Response) -> tuple[str, ...]:
    """Return into which languages the answer can be translated: those in which it is not itself. Both, where its words
    do not tell in which it is.
    """
    found = language_of(f"{response.reason} {response.will_change}")
    return tuple(language for language in (ENGLISH, SERBIAN) if language != found)


def language_of(words: str) -> str:
    """Return the language of somebody's words, `sr` or `en`; empty where they do not tell."""
    guesses = {lang_of(words, page) == "en" for page in (SERBIAN, ENGLISH)}
    return "" if len(guesses) > 1 else ENGLISH if guesses.pop() else SERBIAN


def standing_translations(responses: QuerySet[Response]) -> QuerySet[ResponseTranslation]:
    """Return the translations that stand of the answers, with whose they are."""
    return ResponseTranslation.objects.filter(STANDING, response__in=responses).select_related("institution")


def newest_translation(response: Response, language: str) -> ResponseTranslation | None:
    """Return the newest translation into the language, also one of what the answer no longer says."""
    rows = ResponseTranslation.objects.filter(response=response, language=language, replaced_at__isnull=True)
    return rows.select_related("institution").first()
