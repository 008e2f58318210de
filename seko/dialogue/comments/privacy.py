"""What the fields of comments hold of people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Support, Unsent
from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold, on_erasure

COMMENTING = Processing(
    code="comments",
    title=_("Comments"),
    purpose=_("To answer every comment, and to know under which mandate it was sent"),
    basis=PUBLIC_TASK,
    circle=_("The words become public with their answer; the person who sent them is named to nobody"),
    keeping=_("Sent ones for good, under the organisation's name; unsent ones until they are sent or discarded"),
)
TEXTS = ("words", "proposed_wording", "proposed_value", "reason", "source")

for model in ("comments.Unsent", "comments.Comment"):
    declare(model, COMMENTING, Sensitivity.IDENTIFIER, "person")
    # People may write of themselves or of others; the form warns of it before sending.
    declare(model, COMMENTING, Sensitivity.PERSONAL, *TEXTS)
    impersonal(model, "anchor")
declare("comments.Unsent", COMMENTING, Sensitivity.PERSONAL, "late_reason")
declare("comments.Comment", COMMENTING, Sensitivity.SECRET, "token")
declare("comments.Support", COMMENTING, Sensitivity.IDENTIFIER, "person")
impersonal("comments.Unsent", "late_decision")
impersonal("comments.Comment", "organisation_name", "unsent_id", "hash", "search_key")
impersonal("comments.CommentPlace", "cells")

hold(
    _("Comments you sent"),
    "comments.Comment",
    "person",
    {
        "consultation__code": _("Consultation"),
        "number": _("Number"),
        "organisation_name": _("In the name of"),
        "sent_at": _("Sent"),
        "words": _("Comment"),
        "proposed_wording": _("Proposed wording"),
        "reason": _("Reason"),
        "source": _("Source"),
    },
)
hold(
    _("Comments you have not sent"),
    "comments.Unsent",
    "person",
    {
        "consultation__code": _("Consultation"),
        "saved_at": _("Saved"),
        "words": _("Comment"),
        "proposed_wording": _("Proposed wording"),
        "reason": _("Reason"),
        "source": _("Source"),
        "late_reason": _("Reason for late sending"),
    },
)
hold(
    _("Comments you supported"),
    "comments.Support",
    "person",
    {"comment__consultation__code": _("Consultation"), "comment__number": _("Number"), "at": _("When")},
)


@on_erasure
def forget_sender(person: UUID, now: datetime) -> None:
    """Part the person from what was sent; unsent words that are no organisation's go."""
    Comment.objects.filter(person=person).update(person=None)
    Support.objects.filter(person=person).update(person=None)
    Unsent.objects.filter(person=person, organisation__isnull=True).exclude(late_status=LateStatus.REFUSED).delete()
