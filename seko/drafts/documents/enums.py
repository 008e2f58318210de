"""Statuses, circles and kinds of passages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionStatus(models.TextChoices):
    """Where a version of a document stands (design.md, States)."""

    DRAFT = "draft", _("Being prepared")
    PROPOSED = "proposed", _("Proposed for publishing")
    PUBLISHED = "published", _("Published")
    HIDDEN = "hidden", _("Hidden, with a reason")


class Circle(models.TextChoices):
    """Who may read a version from a given moment; the order is from the narrowest to the widest."""

    INSTITUTION = "institution", _("The institution")
    CONSORTIUM = "consortium", _("The consortium of a SEKO")
    NETWORK = "network", _("The network of a SEKO")
    NETWORKS = "networks", _("All networks")
    PUBLIC = "public", _("The public")


class PassageKind(models.TextChoices):
    """What a part of the text is; marks and counts stand at all but cells and notes."""

    HEADING = "heading", _("Heading")
    PARAGRAPH = "paragraph", _("Paragraph")
    LIST_ITEM = "list_item", _("List item")
    TABLE_ROW = "table_row", _("Table row")
    TABLE_CELL = "table_cell", _("Table cell")
    FOOTNOTE = "footnote", _("Note")


class Revisions(models.TextChoices):
    """What was decided about tracked changes found in the uploaded file."""

    NONE = "none", _("There were none")
    ACCEPTED = "accepted", _("The text with the changes")
    REJECTED = "rejected", _("The text without the changes")


class ImportStatus(models.TextChoices):
    """Where an uploaded file stands on its way to becoming a draft."""

    READING = "reading", _("Being read")
    READ = "read", _("Read, to be decided")
    REFUSED = "refused", _("Not taken")
    KEPT = "kept", _("Kept as a draft")
    CANCELLED = "cancelled", _("Cancelled")
