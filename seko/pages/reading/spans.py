"""Which words of the draft somebody commented on, as far as the reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.cache import cache

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.enums import AnchorKind
from seko.dialogue.comments.queries import standing, visible_to
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import stage_at
from seko.drafts.documents.drawing.letters import Span
from seko.drafts.documents.model.anchors import from_json
from seko.foundation.core.dates import local_date

KEPT_SECONDS = 3_600


def commented_words(consultation: Consultation, actor: Actor, now: datetime, text: str = "") -> dict[str, list[Span]]:
    """Return the spans by place, in the authentic text or in the translation into `text`; what a reader may see depends
    on role, organisation and stage, and so does the key.
    """
    who = f"{actor.person_id}:{actor.mandate_id}:{sorted(actor.sekos())}:{local_date(now)}"
    key = f"spans:{consultation.pk}:{consultation.public_stamp}:{stage_at(consultation, now)}:{text}:{who}"
    found: dict[str, list[Span]] | None = cache.get(key)
    if found is None:
        where = {"anchor__translated__language": text} if text else {"anchor_kind": AnchorKind.WORDS}
        rows = standing(visible_to(actor, now)).filter(consultation=consultation, **where)
        found = _merged(rows.values_list("anchor", flat=True))
        cache.set(key, found, KEPT_SECONDS)
    return found


def _merged(anchors: Iterable[dict[str, object]]) -> dict[str, list[Span]]:
    stretches: dict[str, list[tuple[int, int]]] = {}
    for form in anchors:
        anchor = from_json(form)
        for segment in anchor.segments or (anchor.translated.segments if anchor.translated else ()):
            stretches.setdefault(segment.place, []).append((segment.start, segment.end))
    return {place: _joined(sorted(each)) for place, each in stretches.items()}


def _joined(stretches: list[tuple[int, int]]) -> list[Span]:
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [Span(start, end) for start, end in joined]
