"""The demonstration's working translation of the first draft, comments made in it, answers with their translation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from seko.demo.cast import Cast
from seko.demo.document import build_translation
from seko.demo.drafts import DOCX
from seko.demo.register import read_json
from seko.dialogue.comments.actions import send_comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import carry
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.actions import approve, assign, propose, save_draft, translate_answer
from seko.drafts.documents.actions import add_translation, pair_translation, propose_version, publish_version
from seko.drafts.documents.enums import Revisions
from seko.drafts.documents.model.cleaning import published_copy
from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.models import Passage, Version
from seko.drafts.documents.translating import unsure_of
from seko.foundation.core.languages import ENGLISH
from seko.foundation.files.actions import store

WRITTEN = "translated.json"
NETWORK = "zivotna-sredina"


def publish_translation(authentic: Version, cast: Cast, now: datetime) -> Version:
    """Read the translation, say of what is not sure that it is as it was found, and publish it by two people."""
    data, view = build_translation(), "accepted"
    first, second = cast.ministry[0], cast.ministry[1]
    files = (data, published_copy(data, view))
    name = f"{authentic.document.code}-1-{ENGLISH}.docx"
    original, copy = (store(each, name=name, media_type=DOCX, kind="document", by=first, now=now) for each in files)
    translation = add_translation(
        authentic,
        passages=passages(read_document(data), view),
        original=original,
        published_copy=copy,
        revisions=Revisions.NONE,
        findings=[],
        language=ENGLISH,
        by=first,
        now=now,
    )
    found = {place: place for place in unsure_of(translation)}
    if found:
        translation = pair_translation(translation, found, by=first, now=now + timedelta(hours=1))
    propose_version(translation, by=first, now=now + timedelta(hours=2))
    return publish_version(translation, by=second, now=now + timedelta(hours=5))


def comment_in_translation(
    consultation: Consultation, translation: Version, cast: Cast, *, now: datetime
) -> list[Point]:
    """Send the comments that were made in the translation; their lead takes them over as they are."""
    sent = [
        send_comment(
            identifier=uuid5(NAMESPACE_URL, each["quote"]),
            consultation=consultation,
            fields={"words": each["words"], "kind": each["kind"], "anchor": _anchor(each["quote"], translation)},
            by=cast.voice(each["organisation"]),
            now=now,
            seko=cast.register.sekos[NETWORK],
        )
        for each in read_json(WRITTEN)
    ]
    return list(carry(sent, by=cast.leads[NETWORK], now=now + timedelta(hours=1)))


def _anchor(quote: str, translation: Version) -> dict[str, Any]:
    """Return the place of words of the translation: the same part of the authentic text, with the words selected."""
    passage = Passage.objects.get(version=translation, text__contains=quote)
    start = passage.text.index(quote)
    segment = {"place": passage.place, "start": start, "end": start + len(quote), "exact": quote}
    translated = {"language": translation.language, "segments": [segment]}
    return {"kind": "passage", "places": [passage.place], "translated": translated}


def answer_in_both(points: Sequence[Point], cast: Cast, *, now: datetime) -> None:
    """Answer these comments in Serbian, and put a working translation beside each answer."""
    slug = sorted(cast.officers)[0]
    officer, second = cast.officers[slug], cast.ministry[1]
    assign(points, institution=cast.register.organisations[slug], by=cast.ministry[0], now=now)
    written = {each["words"]: each for each in read_json(WRITTEN)}
    for point in points:
        each = written[point.wording]
        fields = {name: each[name] for name in ("disposition", "reason", "will_change")}
        drafted = save_draft(point, fields=fields, by=officer, now=now + timedelta(days=1))
        proposed = propose(drafted, by=officer, now=now + timedelta(days=1, minutes=5))
        answer = approve(proposed, by=second, now=now + timedelta(days=4))
        words = {"reason": each["reason_en"], "will_change": each["will_change_en"]}
        translate_answer(answer, language=ENGLISH, fields=words, by=officer, now=now + timedelta(days=5))


def without(points: Iterable[Point], others: Iterable[Point]) -> list[Point]:
    """Return the points that are none of the others."""
    left_out = {point.pk for point in others}
    return [point for point in points if point.pk not in left_out]
