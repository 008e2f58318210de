"""Reading comments: who may see one is written here, once (design.md, Who sees what)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.conditions import readers
from seko.dialogue.comments.enums import AnchorKind, LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.model.anchors import from_json
from seko.drafts.documents.queries import places_in
from seko.foundation.core.typed import whole_number
from seko.foundation.text.scripts import to_latin

STANDING = Q(withdrawn_at__isnull=True, superseded_at__isnull=True)
OF_RECEIPT = ("consultation__version", "organisation", "attachment", "question")
CODE = re.compile(r"[a-z0-9_-]+")
# How long what was left unsent in the name of a closed organisation stays with its authors (reliability.md C7 84).
LEFT_BEHIND_FOR = timedelta(days=30)


def own(actor: Actor) -> Q:
    """Return the condition of the actor's own comments: the organisation's, or the person's sent without one."""
    if actor.person is None:
        return Q(pk__in=())
    personal = Q(person=actor.person, organisation__isnull=True)
    return personal | Q(organisation_id=actor.organisation_id) if actor.is_civil else personal


def own_side(actor: Actor) -> Q:
    """Return the condition of comments that the actor's own side reads: own ones always; as long as they stand, its
    consortium's, and its network's where the consultation says so. Withdrawn words are their author's alone.
    """
    condition = own(actor)
    if actor.is_civil:
        side = Q(seko_id__in=actor.sekos("lead", "partner"))
        side |= Q(seko_id__in=actor.sekos(), consultation__network_reads=True)
        condition |= side & STANDING
    return condition


def visible_to(actor: Actor, now: datetime) -> QuerySet[Comment]:
    """Return the sent comments the actor may read, the own withdrawn and superseded ones included."""
    return Comment.objects.filter(own_side(actor) | readers.q(actor, now))


def standing(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """Return those neither withdrawn nor superseded."""
    return rows.filter(STANDING)


def standing_counts(consultations: Iterable[Consultation]) -> dict[UUID, int]:
    """Return how many comments stand in each of these consultations that has any, whoever may read them; in one query.

    What is a comment in numbers: `responses.queries.whereabouts`.
    """
    rows = standing(Comment.objects.filter(consultation__in=consultations)).order_by()
    return dict(rows.values_list("consultation").annotate(count=Count("pk")))


def unsent_of(actor: Actor) -> QuerySet[Unsent]:
    """Return the unsent comments of the actor's organisation, or of the person where there is none (matrix F); and what
    the person wrote for an organisation that no longer exists, while it is kept (`LEFT_BEHIND_FOR`).
    """
    if actor.person is None:
        return Unsent.objects.none()
    personal = Q(person=actor.person) & (Q(organisation__isnull=True) | Q(organisation__closed_at__isnull=False))
    return Unsent.objects.filter(personal | Q(organisation_id=actor.organisation_id) if actor.is_civil else personal)


def unsent_visible_to(actor: Actor) -> QuerySet[Unsent]:
    """Return the unsent comments the actor may read: the own side's, and for the ministry's coordination those whose
    authors asked it to take them late.
    """
    own_texts = unsent_of(actor)
    asked_of_ministry = Unsent.objects.filter(late_status=LateStatus.REQUESTED)
    return own_texts | asked_of_ministry if actor.is_ministry else own_texts


def number_of(comment: Comment) -> str:
    """Return the permanent number: the consultation's short code and the running number."""
    return numbered_in(comment.consultation.code, comment.number)


def numbered_in(code: str, number: int) -> str:
    """Return the permanent number of the consultation's code and the running number."""
    return f"{code}-{number:04d}".upper()


def place_words(comment: Comment) -> str:
    """Return what people call the place of a comment; it carries `question` and `consultation__version`.

    A part of the text is called as in `documents.drawing.naming`: show it through the filter `words`.
    """
    anchor, version = from_json(comment.anchor), comment.consultation.version
    if comment.question is not None:
        return _("Question %(number)s") % {"number": comment.question.order}
    if comment.anchor_kind == AnchorKind.WHOLE:
        return _("The whole document") if version else _("The consultation as a whole")
    name = place_name(places_in(version), *anchor.passages)
    return _("Missing after: %(place)s") % {"place": name} if comment.anchor_kind == AnchorKind.MISSING else name


def value_words(value: Mapping[str, str] | None) -> str:
    """Return a proposed value with its unit and year; empty where none is proposed."""
    if not value or not value.get("value"):
        return ""
    year = f" ({value['year']})" if value.get("year") else ""
    return f"{value['value']} {value.get('unit', '')}".strip() + year


def attachment_url(comment: Comment) -> str:
    """Return where the comment's file is given to whoever may read the comment; empty where it has none."""
    return reverse("comment-attachment", args=[number_of(comment)]) if comment.attachment_id else ""


def parse_number(text: str) -> tuple[str, int] | None:
    """Return (consultation code, running number) of a permanent number, typed in either script, or None."""
    code, _, number = to_latin(text.strip()).lower().rpartition("-")
    running = whole_number(number)
    return (code, running) if running is not None and CODE.fullmatch(code) else None


def by_token(token: str) -> Comment | None:
    """Return the comment of a receipt's link; the token is the right to read it."""
    return Comment.objects.filter(token=token).select_related(*OF_RECEIPT).first() if token else None


def sent_in(consultation: Consultation) -> QuerySet[Comment]:
    """Return every comment ever sent in the consultation, whoever may read it: for counting and for the report."""
    return Comment.objects.filter(consultation=consultation)


def late_requests() -> QuerySet[Unsent]:
    """Return the texts whose authors ask to have them taken after the deadline, the oldest request first."""
    rows = Unsent.objects.filter(late_status=LateStatus.REQUESTED).order_by("late_requested_at", "pk")
    return rows.select_related("consultation", "organisation", "person", "attachment")
