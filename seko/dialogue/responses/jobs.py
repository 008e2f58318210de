"""Timed work: reminding institutions of answers that are due or past their term."""

from __future__ import annotations

from datetime import datetime, time

from django.db.models import Count

from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.responses import notices
from seko.dialogue.responses.queries import open_points
from seko.foundation.core.dates import is_working_day, local_date, working_days_until
from seko.foundation.jobs import timed

BEFORE = (3, 1)
LATE_EVERY = 5


@timed.daily(at=time(8, 15))
def remind_of_answers(now: datetime) -> int:
    """Remind institutions three and one working days before answers are due, on the first working day after, and then
    every fifth; return how many reminders were written.
    """
    today = local_date(now)
    if not is_working_day(today):
        return 0
    reminded = 0
    for consultation in Consultation.objects.filter(status=Status.OPENED, leads_deadline_at__lt=now):
        days = working_days_until(today, consultation.answers_due_on)
        if days in BEFORE or (days < 0 and -days % LATE_EVERY == 1):
            rows = open_points(now, consultation).order_by().values_list("assignment__institution")
            counts = dict(rows.annotate(count=Count("pk")))
            reminded += notices.remind_of_due(consultation, counts, day=today, now=now, is_late=days < 0)
    return reminded
