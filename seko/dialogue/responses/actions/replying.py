"""Replies: what each author's organisation, and the SEKO, says of a published answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.actions import touch_public
from seko.dialogue.consultations.queries import locked
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import source_comments
from seko.dialogue.responses import notices, permissions
from seko.dialogue.responses.enums import ResponseStatus, Verdict
from seko.dialogue.responses.models import Reply, Response
from seko.dialogue.responses.queries import voices_of, with_point
from seko.foundation.core.errors import Conflict, Invalid, WrongState, possible_unless_refused, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal


def reply(
    response: Response,
    *,
    verdict: Verdict,
    words: str = "",
    for_seko: bool = False,
    by: Actor,
    now: datetime,
) -> Reply:
    """Record a verdict on the answer in force: the own organisation's (or person's), or with `for_seko` the SEKO's.

    One reply a voice and edition; the same again returns the first, another raises `Conflict` with both. Not agreeing
    needs words. Silence is no objection, and no reply reopens anything (design.md, States). Also raises `Refused`,
    `WrongState` (date passed, a newer edition is out), `Invalid`.
    """
    if verdict not in Verdict.values:
        raise Invalid({"verdict": _("Choose one of the three.")})
    given = read_text(words, "words", required=_("Say why.") if verdict == Verdict.OBJECTS else "")
    with transaction.atomic():
        consultation = locked(response.point.consultation)
        row = with_point(Response.objects.filter(pk=response.pk)).get()
        voice = _voice(row, for_seko=for_seko, by=by, now=now)
        possible_unless_refused(permissions.replies_are_open(consultation, now))
        if row.status != ResponseStatus.PUBLISHED:
            raise WrongState(_("This answer is not in force; look at the newest one."))
        earlier = Reply.objects.filter(response=row, voice=voice).first()
        if earlier is not None:
            return _same_or_conflict(earlier, verdict, given)
        said = Reply.objects.create(
            response=row,
            voice=voice,
            organisation=by.organisation if voice.startswith("organisation:") else None,
            network_name=_network_name(row.point, by) if voice.startswith("organisation:") else "",
            seko=row.point.seko if for_seko else None,
            verdict=verdict,
            words=given,
            at=now,
            by=by.person,
        )
        touch_public(consultation.pk)
        notices.replied(said, row, now=now)
        journal.record(
            "response-replied", "response", row.pk, by=by, now=now, scope=consultation.pk, verdict=str(verdict)
        )
    return said


def _voice(response: Response, *, for_seko: bool, by: Actor, now: datetime) -> str:
    refuse_unless(permissions.may_reply(by, response, now, for_seko=for_seko))
    return next(voice for voice in voices_of(by, response.point) if voice.startswith("seko:") == for_seko)


def _network_name(point: Point, by: Actor) -> str:
    """Return the name under which the organisation spoke, where nothing behind the answer bears its own; else empty."""
    own = [each for each in source_comments(point) if str(each.organisation_id) == by.organisation_id]
    return own[0].organisation_name if all(each.under_network_name for each in own) else ""


def _same_or_conflict(earlier: Reply, verdict: Verdict, words: str) -> Reply:
    if (earlier.verdict, earlier.words) == (verdict, words):
        return earlier
    raise Conflict(
        _("A reply was already sent in this name; a sent reply does not change."),
        theirs=earlier,
        yours={"verdict": verdict, "words": words},
    )
