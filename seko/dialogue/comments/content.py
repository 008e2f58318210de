"""What a person typed, made ready for storing: normalised, limited, tied to its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seko.dialogue.comments.enums import AnchorKind, CommentKind
from seko.dialogue.comments.models import Words
from seko.dialogue.consultations.models import Consultation, Question
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.model.anchors import WHOLE_DOCUMENT, Anchor, AnchorFault, checked, from_json
from seko.drafts.documents.queries import texts_in, translation_of
from seko.foundation.core.errors import Invalid
from seko.foundation.text.folding import ForbiddenCharacter, is_blank, normalise

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TEXTS = ("words", "proposed_wording", "reason", "source")
VALUE_PARTS = ("value", "unit", "year", "source")
FAULTS = {
    "kind": _("This kind of place is not known; choose the place again."),
    "place": _("This part of the text does not exist in this draft; choose the place again."),
    "range": _("Select the words again: their place could not be recognised."),
    "quote": _("These words do not stand in that part of the text; copy them exactly or choose the whole part."),
}


@dataclass(frozen=True, slots=True)
class Content:
    """A comment's words and place, normalised. `question` is set where it answers one."""

    words: str
    proposed_wording: str = ""
    reason: str = ""
    source: str = ""
    kind: str = ""
    proposed_value: dict[str, str] = field(default_factory=dict)
    anchor: Anchor = WHOLE_DOCUMENT
    question: Question | None = None
    under_network_name: bool = False

    def columns(self) -> dict[str, Any]:
        """Return the values of the columns of `models.Words`."""
        return {
            "words": self.words,
            "proposed_wording": self.proposed_wording,
            "reason": self.reason,
            "source": self.source,
            "kind": self.kind,
            "proposed_value": self.proposed_value,
            "anchor": self.anchor.as_json(),
            "anchor_kind": self.anchor.kind,
            "question": self.question,
            "under_network_name": self.under_network_name,
        }


def fields_of(row: Words) -> dict[str, Any]:
    """Return what was typed, of what is kept of it: the same that `read` takes."""
    return {
        "words": row.words,
        "proposed_wording": row.proposed_wording,
        "proposed_value": row.proposed_value,
        "reason": row.reason,
        "source": row.source,
        "kind": row.kind,
        "anchor": row.anchor,
        "question": row.question,
        "under_network_name": row.under_network_name,
    }


def says_the_same(row: Words, written: Content) -> bool:
    """Return whether a row says exactly what was typed: then neither overwrites the other."""
    return all(getattr(row, name) == value for name, value in written.columns().items())


def read(consultation: Consultation, fields: Mapping[str, Any], *, for_sending: bool) -> Content:
    """Return the content of what was typed.

    Raises `Invalid` by field: forbidden characters (with their line), more than the limit, an empty comment (only when
    sending), a place that does not fit the text.
    """
    faults: dict[str, str | _StrPromise] = {}
    texts = {name: _text(name, fields.get(name), faults) for name in TEXTS}
    value = {
        part: text for part in VALUE_PARTS if (text := _text("proposed_value", _part(fields, part), faults).strip())
    }
    kind = str(fields.get("kind") or "")
    if kind and kind not in CommentKind.values:
        faults["kind"] = _("Choose one of the kinds offered.")
    anchor, question = _place(consultation, fields, faults)
    if for_sending and is_blank(texts["words"]):
        faults["words"] = _("Write a comment.")
    if faults:
        raise Invalid(faults)
    return Content(
        words=texts["words"],
        proposed_wording=texts["proposed_wording"],
        reason=texts["reason"],
        source=texts["source"],
        kind=kind,
        proposed_value=value,
        anchor=anchor,
        question=question,
        under_network_name=bool(fields.get("under_network_name")),
    )


def _part(fields: Mapping[str, Any], part: str) -> Any:
    whole = fields.get("proposed_value")
    return whole.get(part, "") if isinstance(whole, Mapping) else ""


def _text(name: str, given: Any, faults: dict[str, str | _StrPromise]) -> str:
    text = given if isinstance(given, str) else ""
    limit = settings.SEKO_LIMITS["comment_letters"]
    try:
        text = normalise(text)
    except ForbiddenCharacter as error:
        faults[name] = _("A character in line %(line)s cannot be stored; delete it.") % {"line": error.line}
        return text
    if len(text) > limit:
        faults[name] = _("The text has %(count)s characters. The limit is %(limit)s.") % {
            "count": len(text),
            "limit": limit,
        }
    return text


def _translated(consultation: Consultation, anchor: Anchor) -> dict[str, str] | None:
    """Return the words of the translation in which words were selected; None where there is none that all may read."""
    if anchor.translated is None or consultation.version is None:
        return None
    found = translation_of(consultation.version, anchor.translated.language)
    return texts_in(found) if found is not None and found.status == VersionStatus.PUBLISHED else None


def _place(
    consultation: Consultation, fields: Mapping[str, Any], faults: dict[str, str | _StrPromise]
) -> tuple[Anchor, Question | None]:
    form = fields.get("anchor") or {}
    try:
        typed = from_json(form)
        anchor = checked(typed, texts_in(consultation.version), _translated(consultation, typed))
    except AnchorFault as fault:
        faults["anchor"] = FAULTS[fault.code]
        return WHOLE_DOCUMENT, None
    if anchor.kind != AnchorKind.QUESTION:
        return anchor, None
    question = fields.get("question")
    if not isinstance(question, Question) or question.consultation_id != consultation.pk:
        faults["anchor"] = _("This question does not belong to this consultation.")
        return WHOLE_DOCUMENT, None
    return anchor, question
