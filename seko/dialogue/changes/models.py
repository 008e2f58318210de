"""Placements: where a comment or a consolidated comment stands in a later draft."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from seko.dialogue.changes.enums import PlacementStatus
from seko.dialogue.comments.models import Comment
from seko.dialogue.positions.models import Point
from seko.drafts.documents.models import Version


class Placement(models.Model):
    """Where a comment, or a consolidated comment (`point`), stands in a later version than the one it was sent to.

    `anchor` has the form of `documents.model.anchors`, empty where nothing is left of it; `candidates` the places
    between which a person is asked to choose; `heading` is the name of the nearest heading that is still there. What a
    person chose (`chosen_at`) is never changed by carrying again.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="placements")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="placements")
    point = models.ForeignKey(Point, on_delete=models.CASCADE, null=True, related_name="placements")
    status = models.CharField(max_length=12, choices=PlacementStatus.choices)
    anchor = models.JSONField(default=dict, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    heading = models.CharField(max_length=40, blank=True)
    confidence = models.FloatField(default=0.0)
    made_at = models.DateTimeField()
    chosen_at = models.DateTimeField(null=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(comment__isnull=False, point__isnull=True)
                | models.Q(comment__isnull=True, point__isnull=False),
                name="placement_of_one_thing",
            ),
            models.UniqueConstraint(fields=("version", "comment"), name="one_placement_of_a_comment"),
            models.UniqueConstraint(fields=("version", "point"), name="one_placement_of_a_point"),
        )
        indexes = (models.Index(fields=("version", "status"), name="placement_status"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.comment_id or self.point_id} {self.status}"

    @property
    def stamp(self) -> str:
        """What a page sends back to say which placement it showed: another one after each choice and each carrying."""
        return f"{self.status}:{(self.chosen_at or self.made_at).isoformat()}"
