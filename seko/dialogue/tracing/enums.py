"""Causes of differences, what is said of a promise, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from seko.drafts.documents.model.carrying.differences import DifferenceKind as Kind
from seko.drafts.documents.model.carrying.offering import Because
from seko.foundation.design.states import State, state


class DifferenceKind(models.TextChoices):
    """What happened to the words between two drafts."""

    CHANGED = Kind.CHANGED.value, _("Changed")
    ADDED = Kind.ADDED.value, _("Added")
    REMOVED = Kind.REMOVED.value, _("Removed")
    MOVED = Kind.MOVED.value, _("Moved")
    SPLIT = Kind.SPLIT.value, _("Split")
    JOINED = Kind.JOINED.value, _("Joined")


class Reason(models.TextChoices):
    """Why the text was changed: a comment, or somebody else's wish."""

    COMMENT = "comment", _("A comment")
    COMMISSION = "commission", _("European Commission or EU Delegation")
    INSTITUTION = "institution", _("The institution itself")
    GOVERNMENT = "government", _("Government")
    EDITORIAL = "editorial", _("Editorial")


OTHER_REASONS = tuple(each for each in Reason if each is not Reason.COMMENT)


class Said(models.TextChoices):
    """What is said of a promise instead of naming a difference."""

    LATER = "later", _("Will be done by")
    NOT_NEEDED = "not-needed", _("No change needed")
    REVISED = "revised", _("Promise revised")


class Outcome(models.TextChoices):
    """What became of what an answer promised."""

    DONE = "done", _("Promised and done")
    NOT_FOUND = "not-found", _("Promised, not found")
    LATER = "later", _("To be done later")
    NOT_NEEDED = "not-needed", _("No change needed")
    REVISED = "revised", _("Promise revised")
    AWAITING = "awaiting", _("Next draft awaited")


# The state (shape, word, colour) that each outcome wears.
OUTCOME_STATES = {
    Outcome.DONE: "accepted",
    Outcome.NOT_FOUND: "late",
    Outcome.LATER: "awaiting",
    Outcome.NOT_NEEDED: "noted",
    Outcome.REVISED: "in-part",
    Outcome.AWAITING: "awaiting",
}

BECAUSE = {
    Because.WORDS: _("at the words of the comment"),
    Because.PROPOSAL: _("has the words that were proposed"),
    Because.PASSAGE: _("in the same part of the text"),
    Because.ROW: _("in the same table row"),
    Because.SECTION: _("in the same section"),
    Because.ALIKE: _("speaks of the same"),
}


def outcome_state(outcome: str) -> State:
    """Return the state that an outcome wears."""
    return state(OUTCOME_STATES[Outcome(outcome)])
