"""Documents, versions, passages, releases."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.models import Organisation
from seko.drafts.documents.enums import Circle, ImportStatus, PassageKind, Revisions, VersionStatus
from seko.foundation.files.models import StoredFile


class Document(models.Model):
    """What is consulted, through all its versions. `kind` is the code of a document kind of the catalogue."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    institution = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="documents")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.title


class Authentic(models.Manager["Version"]):
    """Versions in the language in which they count; their translations are asked for by `Version.everything`."""

    def get_queryset(self) -> models.QuerySet[Version]:
        """Leave the translations out."""
        return super().get_queryset().filter(authentic__isnull=True)


class Version(models.Model):
    """One draft of a document: frozen once published (a database rule holds it).

    A working translation is a version of its own that names the `authentic` one and has its number. Its passages are
    called as those they translate, so that a place means the same in both; `objects` leaves it out, so that nothing
    takes it for a draft.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8, default="sr")
    authentic = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    published_copy = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    revisions = models.CharField(max_length=10, choices=Revisions.choices, default=Revisions.NONE)
    findings = models.JSONField(default=list)
    open_decisions = models.JSONField(default=list)
    passage_count = models.PositiveIntegerField(default=0)
    letter_count = models.PositiveIntegerField(default=0)
    content_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    hidden_reason = models.TextField(blank=True)

    objects = Authentic()
    everything: models.Manager[Version] = models.Manager()

    class Meta:
        ordering = ("document", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "number"), condition=models.Q(authentic__isnull=True), name="version_number"
            ),
            models.UniqueConstraint(
                fields=("authentic", "language"),
                condition=models.Q(authentic__isnull=False) & ~models.Q(status="hidden"),
                name="one_translation_a_language",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"

    def get_absolute_url(self) -> str:
        """Return the address of the draft's page, or of the translation's."""
        if self.authentic_id is None:
            return reverse("version", args=[self.document.code, self.number])
        return reverse("translation", args=[self.document.code, self.number, self.language])


class Passage(models.Model):
    """A heading, a paragraph, a list item, a note, a table row or a cell of a version.

    `place` is its short name within the version, shown and used in addresses (`1.1-3`: third part of section 1.1;
    a cell adds its column, `2.1-17.3`). `order` counts through the document. Cells belong to their row (`row`).
    `shape` holds what drawing needs: spans, column roles, emphasis and notes, as `documents.model` gives them.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="passages")
    order = models.PositiveIntegerField()
    place = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=PassageKind.choices)
    level = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    key = models.CharField(max_length=64)
    section = models.CharField(max_length=40, blank=True)
    row = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="cells")
    shape = models.JSONField(default=dict)

    class Meta:
        ordering = ("version", "order")
        constraints = (
            models.UniqueConstraint(fields=("version", "order"), name="passage_order"),
            models.UniqueConstraint(fields=("version", "place"), name="passage_place"),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.text[:40]}"


class Release(models.Model):
    """From when a circle may read a version. A wider circle includes the narrower ones of the same SEKO."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="releases")
    circle = models.CharField(max_length=12, choices=Circle.choices)
    seko = models.ForeignKey(Seko, on_delete=models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version", "circle"), condition=models.Q(seko__isnull=True), name="one_release_a_circle"
            ),
            models.UniqueConstraint(
                fields=("version", "circle", "seko"), condition=models.Q(seko__isnull=False), name="one_release_a_seko"
            ),
            models.CheckConstraint(
                condition=(models.Q(circle__in=("consortium", "network")) & models.Q(seko__isnull=False))
                | (~models.Q(circle__in=("consortium", "network")) & models.Q(seko__isnull=True)),
                name="release_names_its_seko",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} {self.circle}"


class Import(models.Model):
    """An uploaded file on its way to becoming a draft: read, looked at, then kept or cancelled; nothing by halves.

    `result` is what the child read (`model.reading.Reading` in plain JSON), emptied when it is decided; `refusal` is a
    code of `sentences`. `name` and `sha256` stay when the file is deleted. With `authentic` it is to be a translation
    of that version, else the next draft.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="imports")
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=8, default="sr")
    authentic = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=12, choices=ImportStatus.choices, default=ImportStatus.READING)
    result = models.JSONField(null=True)
    refusal = models.CharField(max_length=60, blank=True)
    refusal_params = models.JSONField(default=dict)
    job_id = models.UUIDField(null=True)
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(
                fields=("document",), condition=models.Q(status__in=("reading", "read")), name="one_open_import"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.status}"
