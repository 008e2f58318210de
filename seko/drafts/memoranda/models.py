"""Memoranda of cooperation: parties, text, term, obligations, signed files and what their signatures prove."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from seko.actors.organisations.models import Organisation
from seko.drafts.documents.models import Version
from seko.drafts.memoranda.enums import Added, Covers, Side, SignedState, Status
from seko.foundation.core.languages import as_written
from seko.foundation.files.models import StoredFile
from seko.foundation.workflow.lifecycle import status_field


class Measure(models.Model):
    """A way in which an obligation is measured; the code is stable, an upper app measures by it (a catalogue)."""

    code = models.SlugField(max_length=40, unique=True)
    name_sr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.code


class Memorandum(models.Model):
    """An agreement of the state with organisations of civil society.

    `starts_on` and `ends_on` are the term as it was offered (empty: from the day of signing, without an end); `until`
    is its end as it stands after renewals. `source` says where the facts of a historical one stand; it has no text.
    """

    code = models.SlugField(max_length=40, unique=True)
    title_sr = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    summary_sr = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    text = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.TextField(blank=True)
    status = status_field(Status, Status.PREPARED)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    until = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    created_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    # The digest of the words of the offered PDF by language form, kept when a signed file is first compared with it.
    words = models.JSONField(default=dict)

    class Meta:
        ordering = ("-signed_on", "code")
        verbose_name_plural = "memoranda"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="memorandum_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def begins_on(self) -> date | None:
        """The first day of the term: as offered, else the day of signing."""
        return self.starts_on or self.signed_on


class Party(models.Model):
    """A party: the name as signed, and the organisation of the register where it is known.

    `signatory` and `function` stand in the offered text; `signed_by` and `signed_as` are filled where another person
    signed. These four alone are personal data: they can be emptied without touching the rest.
    """

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="parties")
    order = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=Side.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="memoranda")
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    signatory = models.CharField(max_length=200, blank=True)
    function = models.CharField(max_length=200, blank=True)
    signed_by = models.CharField(max_length=200, blank=True)
    signed_as = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    left_statement = models.TextField(blank=True)

    class Meta:
        ordering = ("memorandum", "order")
        constraints = (models.UniqueConstraint(fields=("memorandum", "order"), name="party_order"),)

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name for a page: the English one on English pages where there is one, else as signed."""
        return as_written(self, "name")


class Obligation(models.Model):
    """One line of what a side takes upon itself; `number` counts within the side."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="obligations")
    side = models.CharField(max_length=10, choices=Side.choices)
    number = models.PositiveSmallIntegerField()
    text_sr = models.TextField()
    text_en = models.TextField(blank=True)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, related_name="obligations")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("memorandum", "side", "number")
        constraints = (models.UniqueConstraint(fields=("memorandum", "side", "number"), name="obligation_number"),)

    def __str__(self) -> str:
        return f"{self.side} {self.number}"


class Renewal(models.Model):
    """A renewal: on which day, until when (empty: without an end), on what basis."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.CASCADE, related_name="renewals")
    on = models.DateField()
    until = models.DateField(null=True)
    basis = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("memorandum", "on", "pk")

    def __str__(self) -> str:
        return f"{self.on} {self.until}"


class SignedFile(models.Model):
    """A signed PDF on its way to its verdict; of one that is not taken the reason stays and the file goes.

    `refusal` is a code of `sentences`; `is_scan` says that it has no words to compare; `matches` is the language form
    whose offered text it holds, empty where its words are others.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    memorandum = models.ForeignKey(Memorandum, on_delete=models.PROTECT, related_name="signed_files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=SignedState.choices, default=SignedState.CHECKING)
    refusal = models.CharField(max_length=40, blank=True)
    is_scan = models.BooleanField(default=False)
    matches = models.CharField(max_length=8, blank=True)
    job_id = models.UUIDField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "pk")

    def __str__(self) -> str:
        return f"{self.sha256[:8]} {self.state}"


class Signature(models.Model):
    """What one signature of a file proves, as it was found when the file was checked; `fault` where nothing could be.

    `name`, `organisation` and `issuer` stand in the certificate as its issuer wrote them.
    """

    signed_file = models.ForeignKey(SignedFile, on_delete=models.CASCADE, related_name="signatures")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True)
    is_stamped = models.BooleanField(default=False)
    is_intact = models.BooleanField(default=False)
    is_trusted = models.BooleanField(default=False)
    is_revoked = models.BooleanField(default=False)
    is_expired = models.BooleanField(default=False)
    is_early = models.BooleanField(default=False)
    covers = models.CharField(max_length=10, choices=Covers.choices, default=Covers.PART)
    added = models.CharField(max_length=10, choices=Added.choices, default=Added.UNKNOWN)
    fault = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("signed_file", "order")
        constraints = (models.UniqueConstraint(fields=("signed_file", "order"), name="signature_order"),)

    def __str__(self) -> str:
        return f"{self.signed_file_id} {self.order}"
