"""Outcomes of consideration and verdicts on answers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.languages import ENGLISH, SERBIAN
from seko.foundation.design.states import State, state


class Disposition(models.TextChoices):
    """The outcome of consideration; no answer yet is the absence of a response (design.md section 2)."""

    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    NOT_ACCEPTED = "not-accepted", _("Not accepted")
    NOTED = "noted", _("Noted")
    OUTSIDE = "outside", _("Outside the scope of this consultation")


class ResponseStatus(models.TextChoices):
    """Where one edition of an answer stands."""

    DRAFTED = "drafted", _("Drafted")
    PROPOSED = "proposed", _("Sent for approval")
    PUBLISHED = "published", _("Published")
    EARLIER = "earlier", _("Earlier edition")


class Verdict(models.TextChoices):
    """What the author says of the answer; an organisation speaks."""

    SATISFIED = "satisfied", _("We are satisfied")
    ACCEPTABLE = "acceptable", _("We can live with it")
    OBJECTS = "objects", _("We object")


# The state (shape, word, colour) that an outcome and a verdict wear.
OUTCOME_STATES = {
    Disposition.ACCEPTED: "accepted",
    Disposition.PARTLY: "in-part",
    Disposition.NOT_ACCEPTED: "not-accepted",
    Disposition.NOTED: "noted",
    Disposition.OUTSIDE: "outside",
}
VERDICT_STATES = {Verdict.SATISFIED: "satisfied", Verdict.ACCEPTABLE: "acceptable", Verdict.OBJECTS: "objects"}


# Languages into which answers are translated, and what such a translation is called.
INTO = {ENGLISH: _("Working translation into English"), SERBIAN: _("Working translation into Serbian")}


def outcome_state(disposition: str) -> State:
    """Return the state that an outcome wears."""
    return state(OUTCOME_STATES[Disposition(disposition)])
