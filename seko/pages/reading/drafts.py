"""The same text in the document's other drafts: the ways there, and the comments of earlier drafts that stand here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.changes import queries as changes
from seko.dialogue.changes.enums import PlacementStatus, state_of
from seko.dialogue.changes.models import Placement
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import stage_at, text_visible_to
from seko.dialogue.tracing.drawing.sentences import sentence_of
from seko.dialogue.tracing.drawing.shown import compare_url
from seko.dialogue.tracing.models import LastRead
from seko.dialogue.tracing.queries import causes_into
from seko.drafts.documents.model.anchors import Anchor, from_json
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import Place, places_in, places_of, reads
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import current
from seko.foundation.design.parts import Elsewhere, Link

KEPT_SECONDS = 3_600
STANDING_NOWHERE = (PlacementStatus.REMOVED, PlacementStatus.CHECK)


@dataclass(frozen=True, slots=True)
class OtherDraft:
    """Another draft of the document on which a consultation can be read, and the name by which it is linked."""

    number: int
    code: str
    version: UUID
    content_hash: str

    @property
    def name(self) -> str:
        """Return "Draft 2"."""
        return _("Draft %(number)s") % {"number": self.number}


def other_drafts(consultation: Consultation, actor: Actor, now: datetime) -> tuple[OtherDraft, ...]:
    """Return the other drafts whose text the actor may read on such a page; one query, none where there is no other."""
    version = consultation.version
    if version is None or getattr(consultation, "drafts_consulted", 0) < 2:
        return ()
    rows = text_visible_to(actor, now).filter(version__document=version.document_id).exclude(version=version)
    found = rows.order_by("version__number", "opens_at").values_list(
        "version__number", "code", "version", "version__content_hash"
    )
    # Where a draft was consulted on more than once, the last time counts.
    return tuple({row[0]: OtherDraft(*row) for row in found}.values())


@dataclass(frozen=True, slots=True)
class Since:
    """What was changed between the draft that is read and another one: a sentence, the address of the comparison."""

    words: str
    link: Link


def since(version: Version, drafts: Iterable[OtherDraft], known: LastRead | None) -> Since | None:
    """Return what there is to see of what changed: a later draft that has come, else this one beside what the person
    read before it.
    """
    numbers = {draft.number for draft in drafts}
    before = _read_before(version, known)
    later = max(numbers, default=0)
    if later > version.number:
        return _since(version, _("Draft %(number)s has come since.") % {"number": later}, version.number, later)
    if before in numbers:
        return _since(version, _("Before this you read draft %(number)s.") % {"number": before}, before, version.number)
    return None


def _read_before(version: Version, known: LastRead | None) -> int:
    if known is None or known.number > version.number:
        return 0
    return known.before if known.number == version.number else known.number


def _since(version: Version, words: str, old: int, new: int) -> Since:
    url = reverse("versions-compare", args=[version.document.code, old, new])
    return Since(words, Link(_("See what was changed"), url))


def changed_here(consultation: Consultation, actor: Actor, now: datetime) -> dict[int, tuple[str, str]]:
    """Return by marked passage why it was changed since the draft before, and where the two are compared there, as far
    as the reader may know it; kept as long as nothing changes.
    """
    version = consultation.version
    if version is None or version.number == 1:
        return {}
    key = f"changed:{current()}:{_stamped(consultation, actor, now)}"
    found: dict[int, tuple[str, str]] | None = cache.get(key)
    if found is None:
        known, causes = places_in(version), defaultdict(list)
        for cause in causes_into(version, actor, now):
            for mark in {known[each["place"]].mark_place for each in cause.difference.new if each["place"] in known}:
                causes[mark].append(cause)
        found = {
            known[mark].mark_pk: (
                sentence_of(each),
                compare_url(version.document, each[0].difference.old_version, version, mark),
            )
            for mark, each in causes.items()
        }
        cache.set(key, found, KEPT_SECONDS)
    return found


def placed_here(consultation: Consultation, actor: Actor, now: datetime) -> dict[int, list[int]]:
    """Return by marked passage the placements of earlier drafts' comments that stand there, as far as the reader may
    know of them. A place of which a person has still to decide is none.
    """
    version = consultation.version
    if version is None or version.number == 1:
        return {}
    key = f"earlier:{_stamped(consultation, actor, now)}"
    found: dict[int, list[int]] | None = cache.get(key)
    if found is None:
        rows = changes.standing(changes.visible_to(actor, now)).filter(version=version, comment__isnull=False)
        known, found = places_in(version), defaultdict(list)
        for pk, anchor in rows.exclude(status__in=STANDING_NOWHERE).values_list("pk", "anchor"):
            marks = {known[name].mark_pk for name in from_json(anchor).passages if name in known}
            for mark in marks:
                found[mark].append(pk)
        found = dict(found)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _stamped(consultation: Consultation, actor: Actor, now: datetime) -> str:
    """Return what changes whenever something is changed, or the reader may know more."""
    who = f"{actor.person_id}:{actor.mandate_id}:{sorted(actor.sekos())}:{local_date(now)}"
    stamp = f"{getattr(consultation, 'drafts_stamp', 0)}:{getattr(consultation, 'drafts_released', 0)}"
    return f"{consultation.pk}:{stamp}:{stage_at(consultation, now)}:{who}"


def earlier_placements(keys: Sequence[int], actor: Actor, now: datetime) -> list[Placement]:
    """Return the placements of these keys that the actor may see, with comments as threads show them; one query."""
    if not keys:
        return []
    rows = changes.visible_to(actor, now).filter(pk__in=keys).order_by("pk")
    related = ("own_point", "set_aside__position", "attachment", "consultation__version", "question")
    return list(rows.select_related(*(f"comment__{each}" for each in related)).defer("comment__search_key"))


def places_elsewhere(
    comments: Iterable[Comment], drafts: Iterable[OtherDraft], actor: Actor, now: datetime
) -> Mapping[UUID, tuple[Elsewhere, ...]]:
    """Return where comments stand in other drafts; one query, none where there is no other draft."""
    by_version = {draft.version: draft for draft in drafts}
    if not by_version:
        return {}
    rows = Placement.objects.filter(reads(actor, now, of="version__"), comment__in=[each.pk for each in comments])
    found: dict[UUID, list[Elsewhere]] = defaultdict(list)
    for row in rows.filter(version__in=by_version).order_by("version__number"):
        if row.comment_id is not None:
            found[row.comment_id].append(_elsewhere(row, by_version[row.version_id]))
    return {pk: tuple(each) for pk, each in found.items()}


def _elsewhere(row: Placement, draft: OtherDraft) -> Elsewhere:
    known = places_of(draft.version, draft.content_hash)
    anchor = row.anchor if row.status not in STANDING_NOWHERE else {}
    query = _query(known, from_json(anchor) if anchor else None) or (f"#p-{row.heading}" if row.heading else "")
    return Elsewhere(state_of(row.status), draft.name, reverse("reading", args=[draft.code]) + query)


def _query(known: Mapping[str, Place], anchor: Anchor | None) -> str:
    """Return what opens the thread of the first place of an anchor; nothing where it has none."""
    mark = next((known[name].mark_place for name in (anchor.passages if anchor else ()) if name in known), "")
    return f"?p={mark}#p-{mark}" if mark else ""


def way_back(placement: Placement, comment: Comment, drafts: Iterable[OtherDraft]) -> tuple[Elsewhere, ...]:
    """Return the way from where a comment stands now to its thread in the draft that it was sent to, where the reader
    may read that one.
    """
    said_in = comment.consultation
    version = said_in.version
    if version is None or version.pk not in {draft.version for draft in drafts}:
        return ()
    query = _query(places_in(version), from_json(comment.anchor)) or "?p=whole#thread"
    name = _("Draft %(number)s") % {"number": version.number}
    return (Elsewhere(state_of(placement.status), name, reverse("reading", args=[said_in.code]) + query),)
