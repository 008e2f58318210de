"""The comment form: what was typed and selected, read into what the actions take."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.enums import AnchorKind, CommentKind, LateStatus
from seko.dialogue.comments.models import Comment, Unsent, Words
from seko.dialogue.comments.queries import number_of, own, unsent_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import asked, translation_beside
from seko.drafts.documents.model.anchors import (
    Anchor,
    AnchorFault,
    InTranslation,
    Segment,
    from_json,
    words_at,
    words_quoted,
)
from seko.drafts.documents.queries import Place, places_in, places_of
from seko.foundation.core.errors import Invalid, NotThere
from seko.foundation.core.languages import SERBIAN_LATIN
from seko.foundation.core.typed import whole_number
from seko.foundation.design.parts import Attached
from seko.foundation.files.shown import attached
from seko.foundation.text.personal import PersonalKind, personal_data
from seko.foundation.text.scripts import to_latin_with_map
from seko.pages.reading.targets import WHOLE, Target, target_of

PARTS = ("words", "proposed_wording", "reason", "source")
VALUE_PARTS = ("value", "unit", "year")


@dataclass(frozen=True, slots=True)
class Personal:
    """A piece of personal data that was typed: what it is, and its own letters."""

    word: str
    text: str


def personal_in(values: Mapping[str, str]) -> tuple[Personal, ...]:
    """Return the personal data in what was typed, each once (reliability.md C5 66)."""
    names = {
        PersonalKind.JMBG: _("Personal number"),
        PersonalKind.PHONE: _("Telephone"),
        PersonalKind.EMAIL: _("E-mail address"),
    }
    found = [
        Personal(str(names[each.kind]), text[each.start : each.end])
        for text in (values.get(name, "")[: settings.SEKO_LIMITS["comment_letters"]] for name in PARTS)
        for each in personal_data(text)
    ]
    return tuple(dict.fromkeys(found))


def weighed(personal: Iterable[Personal]) -> str:
    """Return a sign of exactly this personal data, empty for none."""
    texts = "\n".join(sorted(each.text for each in personal))
    return hashlib.sha256(texts.encode()).hexdigest()[:16] if texts else ""


@dataclass(slots=True)
class CommentForm:
    """The form as it stands on the page: what to show in each field and what is wrong with it."""

    identifier: UUID
    target: Target
    values: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    quote: str = ""
    is_missing: bool = False
    edition: int | None = None
    saved_at: datetime | None = None
    sekos: tuple[Seko, ...] = ()
    may_go_directly: bool = False
    seko: str = ""
    is_value: bool = False
    personal: tuple[Personal, ...] = ()
    supersedes: Comment | None = None
    attachment: Attached | None = None
    network_name: bool = False
    may_use_network_name: bool = False

    @property
    def corrects(self) -> str:
        """The number of the comment that this one corrects; empty for a new one."""
        return number_of(self.supersedes) if self.supersedes else ""

    @property
    def most(self) -> int:
        """How many characters a comment may have."""
        return int(settings.SEKO_LIMITS["comment_letters"])

    @property
    def weighed(self) -> str:
        """What the form sends when the author has seen this personal data and leaves it."""
        return weighed(self.personal)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds to choose from."""
        return [(value, str(label)) for value, label in CommentKind.choices]

    @property
    def has_more(self) -> bool:
        """Whether something stands under "add": then it is shown open."""
        names = (*PARTS[1:], *VALUE_PARTS, "kind")
        if self.attachment or "attachment" in self.faults:
            return True
        return any(self.values.get(name) for name in names) or any(name in self.faults for name in names)


def blank(target: Target, consultation: Consultation, actor: Actor, *, is_missing: bool = False) -> CommentForm:
    """Return an empty form for a target, under a new identifier of the page's."""
    sekos, direct = routes(consultation, actor)
    form = CommentForm(uuid.uuid4(), target, sekos=sekos, may_go_directly=direct, is_missing=is_missing)
    form.seko = sekos[0].code if sekos else ""
    form.is_value = _is_value(target)
    form.may_use_network_name = any(not actor.leads(seko.pk) for seko in sekos)
    return form


def _is_value(target: Target) -> bool:
    return target.place is not None and target.place.kind in ("table_row", "table_cell")


def routes(consultation: Consultation, actor: Actor) -> tuple[tuple[Seko, ...], bool]:
    """Return the SEKOs through which the actor may comment, and whether directly."""
    own = actor.sekos()
    sekos = tuple(seko for seko in asked(consultation) if seko.pk in own)
    return sekos, not sekos or consultation.allows_direct


def filled(unsent: Unsent, consultation: Consultation, actor: Actor) -> CommentForm:
    """Return the form of an unsent comment, ready to go on."""
    form = _of_words(unsent, consultation, actor)
    form.identifier, form.edition, form.saved_at = unsent.pk, unsent.revision, unsent.saved_at
    form.seko = unsent.seko.code if unsent.seko else ""
    form.supersedes = unsent.supersedes
    form.attachment = kept_file(unsent)
    return form


def kept_file(unsent: Unsent) -> Attached | None:
    """Return the file that is kept with an unsent comment, as the form names it."""
    return attached(unsent.attachment, reverse("unsent-attachment", args=[unsent.pk]))


def correcting(comment: Comment, consultation: Consultation, actor: Actor) -> CommentForm:
    """Return the form of a correction: everything as it was sent, under a new identifier."""
    form = _of_words(comment, consultation, actor)
    form.seko = comment.seko.code if comment.seko else "direct"
    form.supersedes = comment
    form.attachment = attached(comment.attachment, reverse("comment-attachment", args=[number_of(comment)]))
    return form


def own_comment(consultation: Consultation, actor: Actor, **which: Any) -> Comment:
    """Return the own side's comment in this consultation, to be corrected. Raises `NotThere`."""
    rows = Comment.objects.filter(own(actor), consultation=consultation, **which)
    found = rows.select_related("seko", "question", "attachment").first()
    if found is None:
        raise NotThere
    found.consultation = consultation
    return found


def _of_words(row: Words, consultation: Consultation, actor: Actor) -> CommentForm:
    anchor = from_json(row.anchor)
    form = blank(_target_of(row, anchor, consultation), consultation, actor)
    form.values = {name: getattr(row, name) for name in (*PARTS, "kind")}
    form.values |= {name: row.proposed_value.get(name, "") for name in VALUE_PARTS}
    form.is_missing = row.anchor_kind == AnchorKind.MISSING
    form.network_name = row.under_network_name
    if row.anchor_kind == AnchorKind.WORDS:
        form.quote, form.values["selection"] = anchor.quote, _stored(anchor.segments)
    elif anchor.translated is not None and form.target.text:
        form.quote, form.values["selection"] = anchor.selected, _stored(anchor.translated.segments)
    elif anchor.places:
        form.values["cell"] = anchor.places[0]
    return form


def _stored(segments: Iterable[Segment]) -> str:
    """Return what the form sends for words that were selected before."""
    return json.dumps(
        [{"place": each.place, "start": each.start, "end": each.end, "stored": True} for each in segments]
    )


def _target_of(row: Words, anchor: Anchor, consultation: Consultation) -> Target:
    if row.question is not None:
        return Target(f"q{row.question.order}", question=row.question)
    name = anchor.passages[0] if anchor.passages else WHOLE
    text = anchor.translated.language if anchor.translated else ""
    return target_of(consultation, {"p": name, "text": text}) or Target(WHOLE)


def unsent_here(
    consultation: Consultation, target: Target, actor: Actor, supersedes: Comment | None = None
) -> Unsent | None:
    """Return the person's newest unsent comment at the target, so that a reopened page goes on where it stopped: one
    that corrects `supersedes`, or corrects nothing. Those asked to be sent late are no longer written.
    """
    if actor.person is None:
        return None
    rows = unsent_of(actor).filter(
        consultation=consultation, person=actor.person, late_status=LateStatus.NONE, supersedes=supersedes
    )
    for unsent in rows.select_related("seko", "question", "attachment", "supersedes__consultation")[:50]:
        if supersedes is not None or _target_of(unsent, from_json(unsent.anchor), consultation).name == target.name:
            return unsent
    return None


@dataclass(frozen=True, slots=True)
class Posted:
    """What the page sent, ready for the actions."""

    identifier: UUID
    target: Target
    fields: Mapping[str, Any]
    seko: Seko | None
    edition: int
    values: Mapping[str, str]
    supersedes: Comment | None = None
    drops_attachment: bool = False

    @property
    def given(self) -> dict[str, Any]:
        """What saving and sending both take of it."""
        names = ("identifier", "fields", "seko", "supersedes", "drops_attachment")
        return {name: getattr(self, name) for name in names}


def read_post(data: QueryDict, consultation: Consultation, actor: Actor, language: str) -> Posted:
    """Return the posted comment. Raises `NotThere` (a foreign place), `Invalid` (a place that cannot be understood)."""
    try:
        identifier = UUID(data.get("unsent", ""))
    except ValueError:
        raise NotThere from None
    target = posted_target(data, consultation)
    values = {name: data.get(name, "") for name in (*PARTS, *VALUE_PARTS, "kind", "selection", "cell", "quote")}
    anchor = _anchor(data, target, consultation, language)
    fields: dict[str, Any] = {name: values[name] for name in (*PARTS, "kind")}
    fields["proposed_value"] = {name: values[name] for name in VALUE_PARTS}
    fields["anchor"] = anchor.as_json()
    fields["under_network_name"] = bool(data.get("under_network_name"))
    fields["question"] = target.question
    sekos, direct = routes(consultation, actor)
    chosen = next((seko for seko in sekos if seko.code == data.get("seko", "")), None)
    if chosen is None and sekos and not (direct and data.get("seko") == "direct"):
        chosen = sekos[0]
    return Posted(
        identifier=identifier,
        target=target,
        fields=fields,
        seko=chosen,
        edition=whole_number(data.get("edition", "")) or 0,
        values=values,
        supersedes=_corrected(data.get("supersedes", ""), consultation, actor),
        drops_attachment=bool(data.get("drop_attachment")),
    )


def _corrected(text: str, consultation: Consultation, actor: Actor) -> Comment | None:
    try:
        return own_comment(consultation, actor, pk=UUID(text)) if text else None
    except ValueError:
        raise NotThere from None


def posted_target(data: QueryDict, consultation: Consultation) -> Target:
    name = data.get("at", "")
    query = {"q": name[1:]} if name.startswith("q") and name[1:].isdecimal() else {"p": name or WHOLE}
    target = target_of(consultation, query | {"text": data.get("text", "")})
    if target is None:
        raise NotThere
    return target


def _anchor(data: QueryDict, target: Target, consultation: Consultation, language: str) -> Anchor:
    if target.question is not None:
        return Anchor(AnchorKind.QUESTION)
    if target.place is None:
        return Anchor(AnchorKind.WHOLE)
    known = _read_in(consultation, target)
    if data.get("missing"):
        return Anchor(AnchorKind.MISSING, after=target.name)
    selection, quote = data.get("selection", ""), data.get("quote", "").strip()
    try:
        if selection:
            return _of_text(_selected(selection, known, language), target, consultation)
        cell = data.get("cell", "")
        name = cell if cell in known and known[cell].mark_place == target.name else target.name
        if quote:
            return _of_text((words_quoted(name, known[name].text, quote),), target, consultation)
        return Anchor(AnchorKind.PASSAGE, places=(name,))
    except (AnchorFault, KeyError):
        raise Invalid(
            {"quote": _("These words are not in that part of the text; copy them exactly, or leave the field empty.")}
        ) from None


def _read_in(consultation: Consultation, target: Target) -> Mapping[str, Place]:
    """Return the places of the text that was in front of the person."""
    beside = translation_beside(consultation) if target.text else None
    return places_of(beside.pk, beside.content_hash) if beside else places_in(consultation.version)


def _of_text(segments: tuple[Segment, ...], target: Target, consultation: Consultation) -> Anchor:
    """Return the anchor of selected words: of the authentic text they are exact; of a translation the same passages of
    the authentic one, with the words kept beside. Raises `AnchorFault` for a part that is not in the authentic text.
    """
    if not target.text:
        return Anchor(AnchorKind.WORDS, segments)
    known = places_in(consultation.version)
    places = tuple(dict.fromkeys(each.place for each in segments))
    if any(place not in known for place in places):
        raise AnchorFault("place")
    return Anchor(AnchorKind.PASSAGE, places=places, translated=InTranslation(target.text, segments))


def _selected(selection: str, known: Mapping[str, Place], language: str) -> tuple[Segment, ...]:
    """Return what the page's script selected: offsets in the shown form, mapped to the stored text."""
    try:
        stretches = json.loads(selection)
        segments = []
        for each in stretches[:20]:
            place = known[str(each["place"])]
            start, end = int(each["start"]), int(each["end"])
            if language == SERBIAN_LATIN and not each.get("stored"):
                start, end = to_latin_with_map(place.text).stored_span(start, end)
            segments.append(words_at(str(each["place"]), place.text, start, end))
    except (ValueError, OverflowError, KeyError, TypeError, RecursionError):
        raise AnchorFault("range") from None
    if not segments:
        raise AnchorFault("range")
    return tuple(segments)


def again(posted: Posted, consultation: Consultation, actor: Actor, faults: Mapping[str, Any]) -> CommentForm:
    """Return the form with everything that was typed and what is wrong with it."""
    form = blank(posted.target, consultation, actor)
    form.identifier, form.values = posted.identifier, dict(posted.values)
    form.faults = {name: str(sentence) for name, sentence in faults.items()}
    form.seko = posted.seko.code if posted.seko else "direct"
    form.is_missing = posted.fields["anchor"].get("kind") == AnchorKind.MISSING
    form.network_name = posted.fields["under_network_name"]
    form.quote = posted.values.get("quote", "")
    form.edition, form.supersedes = posted.edition, posted.supersedes
    mine = unsent_of(actor).filter(pk=posted.identifier, consultation=consultation)
    unsent = mine.select_related("attachment").first()
    if unsent is not None and not posted.drops_attachment:
        form.attachment = kept_file(unsent)
    return form
