"""The seven dates: what must hold among them, and what is warned of with its basis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from seko.dialogue.consultations.enums import Status
from seko.drafts.programming.models import TimeRule
from seko.foundation.core.dates import (
    add_working_days,
    end_of_day,
    holidays_between,
    is_working_day,
    local_date,
    working_days_until,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from seko.dialogue.consultations.models import Consultation

HARD = ("opens_at", "leads_deadline_at", "dissents_until_at", "replies_until_at")
INDICATIVE = ("members_on", "answers_due_on", "report_due_on")
ORDER = (
    "opens_at",
    "members_on",
    "leads_deadline_at",
    "dissents_until_at",
    "answers_due_on",
    "replies_until_at",
    "report_due_on",
)
DATE_NAMES = {
    "opens_at": _("Opening"),
    "members_on": _("Comments of members"),
    "leads_deadline_at": _("Deadline for the common position"),
    "dissents_until_at": _("Dissents"),
    "answers_due_on": _("Answers"),
    "replies_until_at": _("Replies"),
    "report_due_on": _("Report"),
}
DISSENT_WORKING_DAYS = 3
# What is proposed where no rule asks for more, in working days: from preparing to the opening, the window, how long a
# lead consolidates after its members' date, answers after the dissents, replies after the answers, the report.
NOTICE, WINDOW, CONSOLIDATION, ANSWERING, REPLYING, REPORTING = 3, 15, 3, 15, 5, 8
# What still moves after the conclusion, until the report is published.
AFTER_CONCLUDING = ("replies_until_at", "report_due_on")
FARTHEST_YEARS = 3


@dataclass(frozen=True, slots=True)
class Warned:
    """Something about the dates that should be weighed: a stable code, values for its sentence, and its basis.

    `basis` is law, own-rule or good-practice (empty for plain care); `citation` is the rule's own words.
    """

    code: str
    values: Mapping[str, Any]
    basis: str = ""
    rule: TimeRule | None = None


def default_dissents_until(leads_deadline_at: datetime) -> datetime:
    """Return the default: the end of the third working day after the leads' deadline (design.md, States)."""
    return end_of_day(add_working_days(local_date(leads_deadline_at), DISSENT_WORKING_DAYS))


def days_to_dissent(leads_deadline_at: datetime, dissents_until_at: datetime) -> int:
    """Return how many working days authors have to dissent from what their lead handed in."""
    return working_days_until(local_date(leads_deadline_at), local_date(dissents_until_at))


def proposed(kind: str, now: datetime) -> dict[str, date]:
    """Return a day for every date of a consultation that is begun to be prepared, all of them working days.

    The opening leaves the days of notice and the deadline those of the window that the rules for the document's kind
    ask for (an empty kind: the rules for all); the report comes within the days that the rules give it.
    """
    rules = rules_for(kind, local_date(now))
    opens = _least(rules, "notice", local_date(now), NOTICE)
    deadline = _least(rules, "window", opens, WINDOW)
    answers = add_working_days(local_date(default_dissents_until(end_of_day(deadline))), ANSWERING)
    replies = add_working_days(answers, REPLYING)
    return {
        "opens_at": opens,
        "members_on": _working_days_before(deadline, CONSOLIDATION),
        "leads_deadline_at": deadline,
        "dissents_until_at": local_date(default_dissents_until(end_of_day(deadline))),
        "answers_due_on": answers,
        "replies_until_at": replies,
        "report_due_on": _latest_report(rules, replies),
    }


def _least(rules: Iterable[TimeRule], subject: str, first: date, least: int) -> date:
    """Return the first working day that is at least `least` working days and what the rules ask for after `first`."""
    days = [add_working_days(first, least)]
    days += [_after(first, rule) for rule in rules if rule.subject == subject]
    return add_working_days(max(days) - timedelta(days=1), 1)


def _after(first: date, rule: TimeRule) -> date:
    is_working = rule.unit == TimeRule.Unit.WORKING
    return add_working_days(first, rule.days) if is_working else first + timedelta(days=rule.days)


def _working_days_before(day: date, count: int) -> date:
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def _latest_report(rules: Iterable[TimeRule], replies: date) -> date:
    """Return the report's day: a working day within every rule's term."""
    last = min([add_working_days(replies, REPORTING), *(_after(replies, r) for r in rules if r.subject == "report")])
    return last if is_working_day(last) else _working_days_before(last, 1)


def movable(consultation: Consultation) -> tuple[str, ...]:
    """Return the dates that can be moved in the consultation's state: all while it is opened, then what is left of it,
    none once the report is published.
    """
    if consultation.status == Status.OPENED:
        return ORDER
    return AFTER_CONCLUDING if consultation.status in (Status.CONCLUDED, Status.EXCEPTION) else ()


def faults(dates: Mapping[str, Any], now: datetime, *, is_new: bool = True) -> dict[str, str | _StrPromise]:
    """Return what makes the dates impossible, by field: order, past, too far, no day to dissent (reliability.md C6 72).

    `dates` holds every name of `ORDER`: aware times for the hard ones, days for the indicative ones.
    """
    found: dict[str, str | _StrPromise] = {}
    moments = {name: _moment(dates[name]) for name in ORDER if dates.get(name) is not None}
    for earlier, later in pairwise(ORDER):
        if earlier in moments and later in moments and moments[later] < moments[earlier]:
            names = {"date": DATE_NAMES[later], "earlier": DATE_NAMES[earlier]}
            found[later] = format_lazy(_("{date}: the date must not be before that of “{earlier}”."), **names)
    if "leads_deadline_at" in moments and moments["leads_deadline_at"] <= moments.get("opens_at", now):
        found["leads_deadline_at"] = _("The deadline must be after the opening.")
    if is_new and "leads_deadline_at" in moments and moments["leads_deadline_at"] <= now:
        found["leads_deadline_at"] = _("The deadline must be in the future.")
    deadline, dissents = moments.get("leads_deadline_at"), moments.get("dissents_until_at")
    if deadline and dissents and deadline <= dissents and days_to_dissent(deadline, dissents) < 1:
        found["dissents_until_at"] = format_lazy(
            _("{date}: leave at least one working day after the deadline; choose a later date."),
            date=DATE_NAMES["dissents_until_at"],
        )
    farthest = now + timedelta(days=366 * FARTHEST_YEARS)
    for name, moment in moments.items():
        if moment > farthest:
            found[name] = format_lazy(
                _("{date}: the date is more than three years ahead; check the year."), date=DATE_NAMES[name]
            )
    return found


def _moment(value: date | datetime) -> datetime:
    return value if isinstance(value, datetime) else end_of_day(value)


def rules_for(kind: str, today: date) -> list[TimeRule]:
    """Return the rules in force that bind a document kind (those without a kind bind all), strictest first."""
    return list(
        TimeRule.objects.filter(Q(kind__isnull=True) | Q(kind__code=kind), valid_from__lte=today)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .order_by("subject", "-days")
    )


def warnings(consultation: Consultation, now: datetime) -> list[Warned]:
    """Return what must be acknowledged before opening: short windows and notice with their basis, few days to dissent,
    holidays.
    """
    kind = consultation.version.document.kind if consultation.version else ""
    found: list[Warned] = []
    opens, deadline = local_date(consultation.opens_at), local_date(consultation.leads_deadline_at)
    published = consultation.version.published_at if consultation.version else None
    notice_from = local_date(published) if published else local_date(now)
    spans = {"window": (opens, deadline), "notice": (notice_from, opens)}
    for rule in rules_for(kind, local_date(now)):
        if rule.subject in spans:
            days = _length(*spans[rule.subject], rule.unit)
            if days < rule.days:
                values = {"days": days, "minimum": rule.days, "unit": rule.unit}
                found.append(Warned(f"{rule.subject}-short:{rule.code}", values, rule.basis, rule))
        elif rule.subject == "report":
            days = _length(local_date(consultation.replies_until_at), consultation.report_due_on, rule.unit)
            if days > rule.days:
                values = {"days": days, "maximum": rule.days, "unit": rule.unit}
                found.append(Warned(f"report-late:{rule.code}", values, rule.basis, rule))
    days = days_to_dissent(consultation.leads_deadline_at, consultation.dissents_until_at)
    if days < DISSENT_WORKING_DAYS:
        values = {"days": days, "minimum": DISSENT_WORKING_DAYS, "unit": TimeRule.Unit.WORKING}
        found.append(Warned("dissents-short", values))
    free = holidays_between(opens, deadline)
    if free:
        found.append(Warned("holidays", {"days": [day.isoformat() for day in free]}))
    for name in ("leads_deadline_at", "dissents_until_at", "replies_until_at"):
        day = local_date(getattr(consultation, name))
        if working_days_until(day - timedelta(days=1), day) == 0:
            found.append(Warned(f"not-a-working-day:{name}", {"day": day.isoformat()}))
    return found


def _length(first: date, last: date, unit: str) -> int:
    if unit == TimeRule.Unit.WORKING:
        return working_days_until(first, last)
    return (last - first).days
