"""The common position of a SEKO, its points, their sources; what a lead decided of each comment."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind, PositionStatus, ProposalKind, ProposalStatus, Relation, Stance


class Position(models.Model):
    """The common position of one SEKO in one consultation. `letter` is its covering letter.

    `submitted_counts` is what was decided of the SEKO's comments, frozen in the submitting transaction.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="positions")
    seko = models.ForeignKey(Seko, on_delete=models.PROTECT, related_name="positions")
    status = models.CharField(max_length=10, choices=PositionStatus.choices, default=PositionStatus.IN_WORK)
    letter = models.TextField(blank=True)
    last_number = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    submitted_counts = models.JSONField(default=dict)
    taken_back_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("consultation", "seko__order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("consultation", "seko"), name="one_position_a_seko"),
            models.CheckConstraint(
                condition=models.Q(status="submitted", submitted_at__isnull=False)
                | models.Q(status="in-work", submitted_at__isnull=True),
                name="position_submitted_has_its_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.seko_id}"


class Point(models.Model):
    """The unit of answer.

    A consolidated one belongs to a position and has its own wording. Every sent comment also has one of its own
    (`comment`), which lives only when it goes directly, late, as a dissent, or undecided past the leads' deadline
    (`queries.live`): so time alone makes a point of what a lead left undecided, without any job.
    `is_absorbed` says that the lead decided its comment. `anchor` has the form of a comment's anchor. `passage_order`
    sorts by the text: 0 for the whole and for questions, else one more than the order of the first marked passage.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="points")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, related_name="points")
    seko = models.ForeignKey(Seko, on_delete=models.PROTECT, null=True, related_name="points")
    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, null=True, related_name="own_point")
    kind = models.CharField(max_length=16, choices=PointKind.choices)
    number = models.PositiveIntegerField()
    wording = models.TextField(blank=True)
    proposed_wording = models.TextField(blank=True)
    anchor = models.JSONField(default=dict)
    passage_order = models.PositiveIntegerField(default=0)
    is_absorbed = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    dissent_words = models.TextField(blank=True)
    dissented_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("passage_order", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("position", "number"), condition=models.Q(position__isnull=False), name="point_number"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="consolidated", position__isnull=False, comment__isnull=True)
                | (~models.Q(kind="consolidated") & models.Q(position__isnull=True, comment__isnull=False)),
                name="point_has_its_origin",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="dissent", dissented_at__isnull=False)
                | (~models.Q(kind="dissent") & models.Q(dissented_at__isnull=True, dissent_words="")),
                name="dissent_has_its_time",
            ),
        )
        indexes = (models.Index(fields=("consultation", "kind", "is_absorbed"), name="point_live"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class PointPlace(models.Model):
    """At which passage a consolidated point stands: one row a marked passage, as for comments."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="places")
    passage = models.ForeignKey("documents.Passage", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("point", "passage"), name="one_point_place"),)

    def __str__(self) -> str:
        return f"{self.point_id} {self.passage_id}"


class Source(models.Model):
    """A comment behind a consolidated point, and how its words entered it."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="sources")
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="sources")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ("comment__number",)
        constraints = (models.UniqueConstraint(fields=("point", "comment"), name="one_source"),)

    def __str__(self) -> str:
        return f"{self.comment_id} → {self.point_id}"


class SetAside(models.Model):
    """A comment that the lead did not take into the common position, with the reason its author reads."""

    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="set_aside")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="set_aside")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.comment_id}"


class Agreement(models.Model):
    """What a partner organisation says of a point on the board; a new wording asks anew (`revision`)."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="agreements")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    words = models.TextField(blank=True)
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("point", "organisation"), name="one_agreement"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.stance}"


class FatesTold(models.Model):
    """That authors were told, once for each leads' deadline that passed, what became of their comments."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="+")
    deadline_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("consultation", "deadline_at"), name="fates_told_once"),)

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.deadline_at}"


class PartnerProposal(models.Model):
    """What a partner proposes the lead to do: the deed, its comments or point, its wording.

    `words` say why (for leaving out they are the reason its author will read); `answer` is the lead's, when declined.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="proposals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=ProposalKind.choices)
    comments = models.ManyToManyField(Comment, related_name="+")
    point = models.ForeignKey(Point, on_delete=models.CASCADE, null=True, related_name="proposals")
    wording = models.TextField(blank=True)
    proposed_wording = models.TextField(blank=True)
    words = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.OPEN)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.status}"
