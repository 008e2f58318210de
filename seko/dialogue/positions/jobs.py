"""Timed work: telling authors at the leads' deadline, reminding leads before it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions import actions, notices, queries
from seko.foundation.core.dates import local_date, working_days_until
from seko.foundation.jobs import timed

REMINDED_BEFORE = (3, 1)
LATEST_TELLING = timedelta(days=14)


@timed.every(minutes=10)
def tell_fates(now: datetime) -> int:
    """Tell authors what was decided, once the leads' deadline has passed; return how many authors were named.

    A missed turn is made up for two weeks; a round with nothing to tell only reads.
    """
    waiting = queries.fates_to_tell(now, now - LATEST_TELLING)
    return sum(actions.tell_fates(consultation, now=now) for consultation in waiting)


@timed.daily(at=time(8, 0))
def remind_leads(now: datetime) -> int:
    """Remind leads of undecided comments three and one working days before their deadline; return how many."""
    today = local_date(now)
    coming = Consultation.objects.filter(
        status=Status.OPENED, leads_deadline_at__gte=now, leads_deadline_at__lt=now + LATEST_TELLING
    )
    reminded = 0
    for consultation in coming:
        days = working_days_until(today, local_date(consultation.leads_deadline_at))
        if days in REMINDED_BEFORE:
            reminded += notices.remind_of_undecided(consultation, days=days, now=now)
    return reminded
