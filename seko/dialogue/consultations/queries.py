"""Reading consultations: who may see one is written here, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.consultations.enums import COUNTED, Audience, Stage, Status
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.models import Release, Version
from seko.drafts.documents.queries import reads
from seko.drafts.programming.models import TimeRule
from seko.foundation.core.dates import add_working_days, end_of_day, local_date, running_day
from seko.foundation.core.languages import as_written

READ_ALL = (Role.MINISTRY, Role.AUDITOR)
REPLY_WORKING_DAYS = 5


def visible_to(actor: Actor, now: datetime) -> QuerySet[Consultation]:
    """Return the consultations that the actor may see.

    The ministry and auditors see all; everybody else those that were opened (or ended) and whose version they may
    read, or could read before it was hidden: the text becomes a tombstone, the consultation and its report stay. One
    without a document is seen by the networks it asks, by institutions and observers as a draft for networks is, or by
    all when it is public. The administrator sees what the public sees.
    """
    rows = Consultation.objects.all()
    if actor.has_role(*READ_ALL):
        return rows
    out = ~Q(status__in=(Status.PREPARED, Status.CANCELLED)) | Q(status=Status.CANCELLED, opened_at__isnull=False)
    read = Q(version__isnull=False) & reads(actor, now, of="version__", once=True)
    asked = Q() if actor.has_role(Role.OFFICER, Role.OBSERVER) else Q(audience=Audience.PUBLIC)
    if actor.standings:
        asked |= Q(
            Exists(Consultation.sekos.through.objects.filter(consultation=OuterRef("pk"), seko_id__in=actor.sekos()))
        )
    return rows.filter(out).filter(read | Q(version__isnull=True) & asked)


def with_drafts(rows: QuerySet[Consultation], now: datetime) -> QuerySet[Consultation]:
    """Return consultations with `drafts_consulted`, how many consultations there are on drafts of the same document,
    `drafts_stamp`, which counts up with each change to what is shown of them, `drafts_released`, which counts for
    whom these drafts are out, and what `translation_beside` takes.
    """
    same = OuterRef("version__document")
    others = Consultation.objects.filter(version__document=same).order_by().values("version__document")
    begun = Release.objects.filter(version__document=same, version__status=VersionStatus.PUBLISHED, starts_at__lte=now)
    releases = begun.order_by().values("version__document")
    beside = Version.everything.filter(authentic=OuterRef("version"), status=VersionStatus.PUBLISHED)
    beside = beside.order_by("language")
    return rows.annotate(
        drafts_consulted=Coalesce(Subquery(others.annotate(n=Count("pk")).values("n")), 0),
        drafts_stamp=Coalesce(Subquery(others.annotate(n=Sum("public_stamp")).values("n")), 0),
        drafts_released=Coalesce(Subquery(releases.annotate(n=Count("pk")).values("n")), 0),
        translated_pk=Subquery(beside.values("pk")[:1]),
        translated_hash=Subquery(beside.values("content_hash")[:1]),
        translated_into=Subquery(beside.values("language")[:1]),
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """The published translation of a consulted draft."""

    pk: UUID
    content_hash: str
    language: str


def translation_beside(consultation: Consultation) -> Beside | None:
    """Return the translation of the draft of a consultation that was read by `with_drafts`; no query."""
    found = (getattr(consultation, name, None) for name in ("translated_pk", "translated_hash", "translated_into"))
    key, content_hash, language = found
    return Beside(key, content_hash or "", language or "") if key else None


def text_visible_to(actor: Actor, now: datetime) -> QuerySet[Consultation]:
    """Return those whose text the actor may read too: none on a draft hidden from it."""
    rows = visible_to(actor, now)
    return rows.filter(Q(version__isnull=True) | reads(actor, now, of="version__"))


def reads_text(consultation: Consultation, actor: Actor, now: datetime) -> bool:
    """Return whether the actor, who may see the consultation, reads its draft too: only a hidden one is asked about."""
    version = consultation.version
    if version is None or version.status != VersionStatus.HIDDEN:
        return True
    return text_visible_to(actor, now).filter(pk=consultation.pk).exists()


def title_of(consultation: Consultation) -> str:
    """Return the title in the page's language: the English one where it is given, else as written."""
    return as_written(consultation, "title")


def asked(consultation: Consultation) -> tuple[Seko, ...]:
    """Return the SEKOs that are asked, read once for a row in hand: since opening they do not change."""
    prefetch_related_objects([consultation], "sekos")
    return tuple(consultation.sekos.all())


def locked(consultation: Consultation) -> Consultation:
    """Return the consultation's row, locked until the transaction ends: the first lock of gate, numbering, sending.

    The SEKOs asked come along when they were read after the opening.
    """
    rows = Consultation.objects.select_related("version").select_for_update(of=("self",))
    row = rows.get(pk=consultation.pk)
    known = getattr(consultation, "_prefetched_objects_cache", {})
    if consultation.status != Status.PREPARED and "sekos" in known:
        row._prefetched_objects_cache = {"sekos": known["sekos"]}  # type: ignore[attr-defined]
    return row


def with_stage(rows: QuerySet[Consultation], now: datetime) -> QuerySet[Consultation]:
    """Annotate `stage`: the twin of `stages.stage_at` (a property test proves them equal).

    `now <= end of day` is `running day <= day`, both in Belgrade.
    """
    today = running_day(now)
    when = [
        When(status=Status.PREPARED, then=Value(Stage.PREPARED)),
        When(status__in=(Status.CONCLUDED, Status.EXCEPTION), then=Value(Stage.CONCLUDED)),
        When(status=Status.REPORTED, then=Value(Stage.REPORTED)),
        When(status=Status.CANCELLED, then=Value(Stage.CANCELLED)),
        When(opens_at__gt=now, then=Value(Stage.ANNOUNCED)),
        When(members_on__gte=today, leads_deadline_at__gte=now, then=Value(Stage.COMMENTING)),
        When(leads_deadline_at__gte=now, then=Value(Stage.CONSOLIDATING)),
        When(dissents_until_at__gte=now, then=Value(Stage.DISSENTING)),
        When(answers_due_on__gte=today, then=Value(Stage.ANSWERING)),
    ]
    return rows.annotate(stage=Case(*when, default=Value(Stage.OVERDUE), output_field=CharField()))


def report_is_fixed(consultation: Consultation) -> bool:
    """Return whether a law says until when the report is due; else that date is indicative (`timetable.INDICATIVE`)."""
    kind = consultation.version.document.kind if consultation.version else ""
    day = local_date(consultation.opens_at)
    rows = TimeRule.objects.filter(subject="report", basis=TimeRule.Basis.LAW, valid_from__lte=day)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    return rows.filter(Q(kind__isnull=True) | Q(kind__code=kind)).exists()


def past_term(now: datetime) -> Q:
    """Return the condition of consultations whose missing answers are past their term."""
    return Q(status__in=COUNTED, answers_due_on__lt=running_day(now))


def earlier_unconcluded(consultation: Consultation) -> QuerySet[Consultation]:
    """Return earlier consultations on the same document that are neither concluded nor cancelled."""
    if consultation.version is None:
        return Consultation.objects.none()
    return Consultation.objects.filter(
        version__document_id=consultation.version.document_id, status__in=(Status.OPENED,)
    ).exclude(pk=consultation.pk)


STORED = {
    Status.PREPARED: Stage.PREPARED,
    Status.CONCLUDED: Stage.CONCLUDED,
    Status.EXCEPTION: Stage.CONCLUDED,
    Status.REPORTED: Stage.REPORTED,
    Status.CANCELLED: Stage.CANCELLED,
}


def stage_at(consultation: Consultation, now: datetime) -> Stage:
    """Return the stage at `now` (aware). A deadline's own second still belongs to the stage it ends."""
    if consultation.status in STORED:
        return STORED[Status(consultation.status)]
    if now < consultation.opens_at:
        return Stage.ANNOUNCED
    if now <= min(end_of_day(consultation.members_on), consultation.leads_deadline_at):
        return Stage.COMMENTING
    if now <= consultation.leads_deadline_at:
        return Stage.CONSOLIDATING
    if now <= consultation.dissents_until_at:
        return Stage.DISSENTING
    if now <= end_of_day(consultation.answers_due_on):
        return Stage.ANSWERING
    return Stage.OVERDUE


def takes_comments(consultation: Consultation, now: datetime) -> bool:
    """Return whether comments can be sent at `now`: opened, and not past the leads' deadline."""
    return stage_at(consultation, now) in (Stage.COMMENTING, Stage.CONSOLIDATING)


def is_past_term(consultation: Consultation, now: datetime) -> bool:
    """Return whether what has no answer in this consultation is past its term at `now`, also once it is concluded."""
    return consultation.status in COUNTED and now > end_of_day(consultation.answers_due_on)


def least_replies_until(answered_at: datetime) -> datetime:
    """Return until when authors may reply at the least to an answer published then: the end of the fifth working day
    after it.
    """
    return end_of_day(add_working_days(local_date(answered_at), REPLY_WORKING_DAYS))
