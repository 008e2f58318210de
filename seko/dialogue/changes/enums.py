"""What became of the words a comment is tied to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from seko.drafts.documents.model.carrying.bridge import Status
from seko.foundation.design.states import State, state


class PlacementStatus(models.TextChoices):
    """Where a comment or point stands in a later draft. `check`: a person is asked."""

    UNCHANGED = Status.UNCHANGED.value, _("Unchanged")
    CHANGED = Status.CHANGED.value, _("Changed")
    MOVED = Status.MOVED.value, _("Moved")
    SPLIT = Status.SPLIT.value, _("Split")
    REMOVED = Status.REMOVED.value, _("Removed")
    CHECK = Status.CHECK.value, _("Please check")


def state_of(status: str) -> State:
    """Return the state (shape, word, colour) that a placement's status wears."""
    return state(f"place-{status}")
