"""Assignments, responses in editions, replies."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.models import Organisation
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.enums import Disposition, ResponseStatus, Verdict
from seko.foundation.core.languages import ENGLISH, SERBIAN


class Subkind(models.Model):
    """A sub-kind of an outcome, as catalogue data with the days between which it is offered.

    `asks_for` says what `Response.detail` must hold: a passage, a phase, a body (empty: nothing).
    """

    code = models.SlugField(max_length=40, unique=True)
    disposition = models.CharField(max_length=14, choices=Disposition.choices)
    name_sr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    asks_for = models.CharField(max_length=20, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_sr


class Assignment(models.Model):
    """The institution that answers a point; a point without one waits for the ministry's coordination.

    `officer` is the person of the institution who took it on, empty while it lies in the institution's common queue:
    everybody there may answer it all the same.
    """

    point = models.OneToOneField(Point, on_delete=models.PROTECT, related_name="assignment")
    institution = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assignments")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="assignments"
    )

    def __str__(self) -> str:
        return f"{self.point_id} → {self.institution_id}"


class Response(models.Model):
    """One edition of an institution's answer to a point. Published words never change; a correction is a new edition.

    `will_change` says what will be different in the text; `detail` is what the sub-kind asks for. `revision` counts
    savings, so that two officers do not overwrite each other. `drafters` are the identifiers of everybody who wrote in
    it or proposed it: none of them can approve it. `correction_reason` says why a later edition was needed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="responses")
    edition = models.PositiveSmallIntegerField(default=1)
    institution = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="responses")
    disposition = models.CharField(max_length=14, choices=Disposition.choices, blank=True)
    subkind = models.ForeignKey(Subkind, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    detail = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    will_change = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=ResponseStatus.choices, default=ResponseStatus.DRAFTED)
    revision = models.PositiveIntegerField(default=0)
    drafters = models.JSONField(default=list)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    correction_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("point", "edition")
        constraints = (
            models.UniqueConstraint(fields=("point", "edition"), name="response_edition"),
            models.UniqueConstraint(
                fields=("point",), condition=models.Q(status="published"), name="one_published_response"
            ),
            models.UniqueConstraint(
                fields=("point",), condition=models.Q(status__in=("drafted", "proposed")), name="one_open_response"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=("proposed", "published", "earlier"))
                | (~models.Q(disposition="") & ~models.Q(reason="")),
                name="response_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=("published", "earlier"), published_at__isnull=False)
                | models.Q(status__in=("drafted", "proposed"), published_at__isnull=True),
                name="response_published_has_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(published_by__isnull=True)
                | models.Q(drafted_by__isnull=True)
                | ~models.Q(published_by=models.F("drafted_by")),
                name="response_second_person",
            ),
        )
        indexes = (models.Index(fields=("institution", "-published_at"), name="response_institution"),)

    def __str__(self) -> str:
        return f"{self.point_id} {self.edition} {self.status}"


class ResponseTranslation(models.Model):
    """One edition of a working translation of an answer into another language; the answer itself counts.

    `of_revision` is the answer's `revision` that was translated: once the answer says something else, nobody is shown
    the translation until it was looked at again. Its words never change; a corrected one is a new edition, and
    `replaced_at` says until when an earlier one stood. `institution` is whose translation it is.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="translations")
    language = models.CharField(max_length=8)
    edition = models.PositiveSmallIntegerField(default=1)
    of_revision = models.PositiveIntegerField()
    institution = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    detail = models.CharField(max_length=300, blank=True)
    reason = models.TextField()
    will_change = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("response", "language", "edition")
        constraints = (
            models.UniqueConstraint(fields=("response", "language", "edition"), name="response_translation_edition"),
            models.UniqueConstraint(
                fields=("response", "language"),
                condition=models.Q(replaced_at__isnull=True),
                name="one_response_translation",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="response_translation_has_words"),
            models.CheckConstraint(
                condition=models.Q(language__in=(SERBIAN, ENGLISH)), name="response_translation_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.response_id} {self.language} {self.edition}"


class Reply(models.Model):
    """The verdict of an author's organisation (or of the SEKO, by its lead) on a published answer.

    `voice` says whose it is, so that each has one: `organisation:<id>`, `seko:<id>` or, for an individual's direct
    comment, `person:<id>`. `network_name` is what everybody reads instead of the organisation's name where all that
    it said behind the answer was said under its network's name.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="replies")
    voice = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    network_name = models.CharField(max_length=200, blank=True)
    seko = models.ForeignKey(Seko, on_delete=models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(fields=("response", "voice"), name="one_reply_a_voice"),
            models.CheckConstraint(
                condition=~models.Q(verdict="objects") | ~models.Q(words=""), name="objection_has_its_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.response_id} {self.verdict}"

    @property
    def shown_organisation(self) -> str:
        """Whose it is as everybody may read it; empty for a SEKO's or an individual's."""
        return self.network_name or (self.organisation.shown_name if self.organisation else "")
