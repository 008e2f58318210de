"""Unsent comments (their author's, mutable) and comments (everybody's, fixed)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.models import Mandate, Organisation
from seko.dialogue.comments.enums import AnchorKind, CommentKind, LateStatus
from seko.dialogue.consultations.models import Consultation, Question
from seko.drafts.documents.models import Passage
from seko.foundation.core.tokens import new_token
from seko.foundation.files.models import StoredFile


class Words(models.Model):
    """What somebody writes about a place of the draft; shared by unsent and sent comments.

    `anchor` is the place in the form of `documents.model.anchors` (kind, segments with passage order, start and end in
    code points, exact quote, prefix, suffix). `proposed_value` holds value, unit and year for a cell of the logical
    framework. With `under_network_name` the organisation is known to its lead only: everybody else reads "member of
    the network" (`queries.authors`).
    """

    kind = models.CharField(max_length=14, choices=CommentKind.choices, blank=True)
    words = models.TextField(blank=True)
    proposed_wording = models.TextField(blank=True)
    proposed_value = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    source = models.TextField(blank=True)
    anchor = models.JSONField(default=dict)
    anchor_kind = models.CharField(max_length=10, choices=AnchorKind.choices, default=AnchorKind.WHOLE)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    under_network_name = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Unsent(Words):
    """A comment that is still being written: seen by its author's organisation only.

    The identifier is made by the page and is the key by which a repeated sending finds the first one. `revision`
    counts savings, so that two tabs do not overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="unsent")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsent")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="unsent")
    seko = models.ForeignKey(Seko, on_delete=models.PROTECT, null=True, related_name="+")
    attachment = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    supersedes = models.ForeignKey("Comment", on_delete=models.CASCADE, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    late_status = models.CharField(max_length=10, choices=LateStatus.choices, default=LateStatus.NONE)
    late_reason = models.TextField(blank=True)
    late_requested_at = models.DateTimeField(null=True)
    late_decision = models.TextField(blank=True)

    class Meta:
        ordering = ("-saved_at",)

    def __str__(self) -> str:
        return self.words[:60]


class Comment(Words):
    """A sent comment: its words are fixed for everybody, for ever (a database rule holds it).

    `organisation_name` is the name of that day, as everybody reads it; `mandate` shows under which right it was sent.
    `seko` is the SEKO through which it goes, empty when it goes directly. `hash` is the SHA-256 of the canonical JSON
    of what the receipt names. `search_key` holds the stems of its words (foundation.text.stems).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="comments")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="comments")
    organisation_name = models.CharField(max_length=200)
    seko = models.ForeignKey(Seko, on_delete=models.PROTECT, null=True, related_name="comments")
    attachment = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    request_began_at = models.DateTimeField(null=True)
    is_after_members_date = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False)
    unsent_id = models.UUIDField(unique=True)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    hash = models.CharField(max_length=64)
    search_key = models.TextField(blank=True)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    withdrawn_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("consultation", "number")
        constraints = (
            models.UniqueConstraint(fields=("consultation", "number"), name="comment_number"),
            models.CheckConstraint(
                condition=models.Q(under_network_name=False) | models.Q(seko__isnull=False, organisation__isnull=False),
                name="network_name_needs_a_network",
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "-sent_at"), name="comment_organisation"),
            models.Index(fields=("person", "-sent_at"), name="comment_person"),
        )

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.number}"

    @property
    def is_standing(self) -> bool:
        """Whether it was neither withdrawn nor superseded."""
        return self.withdrawn_at is None and self.superseded_at is None


class CommentPlace(models.Model):
    """At which passage a comment is marked and counted: derived from its anchor, one row a marked passage.

    `cells` holds the places (`Passage.place`) of the cells of a marked row that the comment speaks of.
    """

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="places")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    cells = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("comment", "passage"), name="one_place"),)

    def __str__(self) -> str:
        return f"{self.comment_id} {self.passage_id}"


class Support(models.Model):
    """An organisation's support of another's comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="supports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("comment", "organisation"), name="one_support"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.comment_id}"
