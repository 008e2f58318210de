"""The index: which stems stand in what, and what waits to be taken in. It holds no words and no rights."""

from __future__ import annotations

from django.db import models

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.models import Response
from seko.drafts.documents.models import Passage
from seko.outlets.search.enums import Kind, Waits


class Entry(models.Model):
    """One thing that can be found: a passage (once for each consultation on its draft), a comment, a consolidated
    comment, a published answer.

    `terms` are the stems of its words (`foundation.text.stems`); each engine keeps its own index of them beside the
    table (see the second migration and `triggers`). `place` sorts within a kind. `outcome` is that of the published
    answer, empty while there is none. What is shown is always read from the thing itself, through its own app's
    `visible_to`: an entry that is behind by a moment can miss something, never show something.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, null=True, related_name="+")
    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    point = models.OneToOneField(Point, on_delete=models.CASCADE, null=True, related_name="+")
    response = models.OneToOneField(Response, on_delete=models.CASCADE, null=True, related_name="+")
    place = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=14, blank=True, default="")
    terms = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("consultation", "passage"), name="one_entry_a_passage"),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.PASSAGE, passage__isnull=False)
                | models.Q(kind=Kind.COMMENT, comment__isnull=False)
                | models.Q(kind=Kind.POINT, point__isnull=False)
                | models.Q(kind=Kind.ANSWER, response__isnull=False),
                name="entry_has_its_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Waiting(models.Model):
    """A thing whose entries are to be made anew: written by the database in the acting transaction, taken by the job.

    Appended to without looking, so that no act ever waits for another one's; the same thing may wait twice.
    """

    id = models.BigAutoField(primary_key=True)
    what = models.CharField(max_length=12, choices=Waits.choices)
    subject = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"
