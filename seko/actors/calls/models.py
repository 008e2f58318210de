"""Calls, their criteria, applications, scores, and what partners say of proposed decisions."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.calls.enums import ApplicationStatus, CallKind, CallStatus, Outcome, Stance
from seko.actors.mechanism.models import Membership, Seko
from seko.actors.organisations.models import Mandate, Organisation
from seko.foundation.files.models import StoredFile
from seko.foundation.workflow.lifecycle import status_field


class Call(models.Model):
    """A public call: for a consortium by the ministry, for network members by the lead of the SEKO.

    Without `closes_at` it stands open: organisations apply to a network at any time. `starts_on` is the day from which
    a new consortium holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=CallKind.choices)
    seko = models.ForeignKey(Seko, on_delete=models.PROTECT, related_name="calls")
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    is_scored = models.BooleanField(default=False)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    status = status_field(CallStatus, CallStatus.DRAFTED)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decision = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    objections_until = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-opens_at", "code")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=models.F("opens_at")),
                name="call_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=CallKind.NETWORK) | models.Q(closes_at__isnull=False),
                name="consortium_call_closes",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """By what applications are judged; in a scored call with the most points, their weight and the least needed."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    most = models.PositiveSmallIntegerField(default=0)
    weight = models.PositiveSmallIntegerField(default=1)
    least = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("call", "order"), name="one_criterion_at_a_place"),
            models.CheckConstraint(condition=models.Q(least__lte=models.F("most")), name="criterion_can_be_met"),
        )

    def __str__(self) -> str:
        return self.text


class Application(models.Model):
    """An organisation's application to a call; for a consortium it names its partners.

    What was sent never changes: a new one can be sent after a withdrawal. `proposed_outcome` and `proposed_reason` are
    what one person proposes; `outcome`, `reason` and `decided_by` what was decided by another. `partners_typed` keeps
    names as they were typed until it is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    partners = models.ManyToManyField(Organisation, blank=True, related_name="+")
    partners_typed = models.TextField(blank=True)
    words = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    declarations = models.JSONField(default=list)
    attachment = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = status_field(ApplicationStatus, ApplicationStatus.UNSENT)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    points = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    proposed_outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    proposed_reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    objections_until = models.DateTimeField(null=True, blank=True)
    objection = models.TextField(blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objection_reason = models.TextField(blank=True)
    objection_decided_at = models.DateTimeField(null=True, blank=True)
    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="application"
    )

    class Meta:
        ordering = ("rank", "sent_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("call", "organisation"),
                condition=~models.Q(status__in=("withdrawn", "refused-finally", "registered")),
                name="one_application_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status="unsent") | models.Q(sent_at__isnull=False), name="sent_application_has_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} – {self.call.code}"


class Impartiality(models.Model):
    """A person of the deciding body says whether there is a conflict of interest; with one nothing is scored."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="impartialities")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    has_conflict = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("call", "person"), name="one_declaration_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.person} – {self.call.code}"


class Score(models.Model):
    """The points one person gives one application by one criterion."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="scores")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("application", "criterion", "person"), name="one_score_of_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.points}"


class PartnerStance(models.Model):
    """What a partner of the consortium says of a proposed decision on an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stances")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    stance = models.CharField(max_length=8, choices=Stance.choices)
    note = models.CharField(max_length=1000, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("application", "organisation"), name="one_stance_of_a_partner"),)

    def __str__(self) -> str:
        return f"{self.organisation} – {self.stance}"
