"""The seven dates: what must hold among them, and what is warned of with its basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seko.dialogue.consultations.enums import Status
from seko.drafts.programming.models import TimeRule
from seko.foundation.core.dates import (
    add_working_days,
    end_of_day,
    holidays_between,
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
DISSENT_WORKING_DAYS = 3
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


def movable(consultation: Consultation) -> tuple[str, ...]:
    """Return the dates that can be moved in the consultation's state: all while it is opened, then what is left of it,
    none once the report is published.
    """
    if consultation.status == Status.OPENED:
        return ORDER
    return AFTER_CONCLUDING if consultation.status in (Status.CONCLUDED, Status.EXCEPTION) else ()


def faults(dates: Mapping[str, Any], now: datetime, *, is_new: bool = True) -> dict[str, str | _StrPromise]:
    """Return what makes the dates impossible, by field: order, past, too far (reliability.md C6 72).

    `dates` holds every name of `ORDER`: aware times for the hard ones, days for the indicative ones.
    """
    found: dict[str, str | _StrPromise] = {}
    moments = {name: _moment(dates[name]) for name in ORDER if dates.get(name) is not None}
    for earlier, later in pairwise(ORDER):
        if earlier in moments and later in moments and moments[later] < moments[earlier]:
            found[later] = _("This date must not be before the one above it.")
    if "leads_deadline_at" in moments and moments["leads_deadline_at"] <= moments.get("opens_at", now):
        found["leads_deadline_at"] = _("The deadline must be after the opening.")
    if is_new and "leads_deadline_at" in moments and moments["leads_deadline_at"] <= now:
        found["leads_deadline_at"] = _("The deadline must be in the future.")
    farthest = now + timedelta(days=366 * FARTHEST_YEARS)
    for name, moment in moments.items():
        if moment > farthest:
            found[name] = _("This date is more than three years ahead; check the year.")
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
    """Return what must be acknowledged before opening: short windows and notice with their basis, holidays."""
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
