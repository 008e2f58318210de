"""Translations of an answer as those who write them see them, and the form in which one is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from seko.actors.organisations.actor import Actor
from seko.dialogue.responses import permissions
from seko.dialogue.responses.actions.content import DETAIL_LETTERS
from seko.dialogue.responses.enums import INTO, ResponseStatus
from seko.dialogue.responses.models import Response, ResponseTranslation
from seko.dialogue.responses.queries import Translated, languages_to, newest_translation
from seko.foundation.core.decisions import Decision
from seko.foundation.core.languages import in_form

if TYPE_CHECKING:
    from seko.foundation.core.errors import Sentence

PARTS = ("detail", "reason", "will_change")
TRANSLATED = (ResponseStatus.PROPOSED, ResponseStatus.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Offer:
    """The translation of an answer into a language on its page in the queue: the words if there are some, whether they
    still say what the answer says, where it is written.
    """

    heading: Sentence
    translated: Translated | None
    is_of_now: bool
    url: str
    may: Decision


@dataclass(frozen=True, slots=True)
class Field:
    """One part of the answer as a field: its label, how long it may be and how high it stands."""

    name: str
    label: Sentence
    value: str
    fault: str
    most: int
    rows: int


@dataclass(slots=True)
class TranslationForm:
    """The form as it stands on the page: what each field shows, what is wrong with it, the edition it goes over."""

    language: str
    edition: int = 0
    values: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    note: Sentence = ""


def offers_of(response: Response | None, code: str, actor: Actor, now: datetime) -> tuple[Offer, ...]:
    """Return the translations to offer beside an answer that is sent for approval or in force."""
    if response is None or response.status not in TRANSLATED:
        return ()
    may = permissions.may_translate_answer(actor, response, now)
    return tuple(_offer(response, language, code, may) for language in languages_to(response))


def _offer(response: Response, language: str, code: str, may: Decision) -> Offer:
    row = newest_translation(response, language)
    return Offer(
        INTO[language],
        shown(row) if row is not None else None,
        row is not None and row.of_revision == response.revision,
        reverse("answer-translation", args=[code, response.point_id, language]),
        may,
    )


def shown(row: ResponseTranslation) -> Translated:
    """Return a translation as it is shown."""
    name = row.institution.shown_name
    return Translated(row.detail, row.reason, row.will_change, name, row.written_at)


def form_of(response: Response, language: str) -> TranslationForm:
    """Return the form with the translation that stands, empty where there is none."""
    row = newest_translation(response, language)
    if row is None:
        return TranslationForm(language)
    note = "" if row.of_revision == response.revision else CHANGED
    return TranslationForm(language, row.edition, {name: getattr(row, name) for name in PARTS}, note=note)


def fields_of(response: Response, form: TranslationForm) -> tuple[Field, ...]:
    """Return a field for each part that the answer has."""
    parts: tuple[tuple[str, Sentence, int, int], ...] = (
        ("detail", in_form(response.subkind, "name") if response.subkind else "", DETAIL_LETTERS, 1),
        ("reason", pgettext("of an answer", "Reason"), settings.SEKO_LIMITS["comment_letters"], 8),
        ("will_change", _("What changes in the text"), settings.SEKO_LIMITS["comment_letters"], 3),
    )
    return tuple(
        Field(name, label, form.values.get(name, ""), form.faults.get(name, ""), most, rows)
        for name, label, most, rows in parts
        if getattr(response, name)
    )


CHANGED = _("The answer was changed after this was written. Look whether the translation still says the same.")


def composed(mine: Mapping[str, str], theirs: ResponseTranslation) -> dict[str, str]:
    """Return the fields with both texts: theirs, then mine where it says something else."""
    both = {name: (str(getattr(theirs, name)), mine.get(name, "")) for name in PARTS}
    return {name: "\n\n".join(dict.fromkeys(part for part in parts if part.strip())) for name, parts in both.items()}


def typed(fields: Mapping[str, str], edition: int) -> Sequence[tuple[str, str]]:
    """Return what was typed as the form's own names and values, ready to be sent over the other's edition."""
    return [("edition", str(edition)), *fields.items()]
