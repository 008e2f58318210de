"""What the public page of answers shows: what is past its term, who answered, how, how long it took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.queries import formerly
from seko.dialogue.responses.enums import OUTCOME_STATES, VERDICT_STATES, Disposition, Verdict
from seko.dialogue.responses.queries import Debt, Debts, Given, Whereabouts
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.dates import local_date, working_days_until
from seko.foundation.core.languages import current
from seko.foundation.design import charts, spoken
from seko.foundation.design.parts import BarWithKey, Figure, Link
from seko.foundation.design.states import State, state
from seko.pages.portal.queries import ANSWERED, CHANGES, LATE, NOBODY

FILLS = {
    Disposition.ACCEPTED: "yes",
    Disposition.PARTLY: "part",
    Disposition.NOT_ACCEPTED: "no",
    Disposition.NOTED: "plain",
    Disposition.OUTSIDE: "plain",
}


def address(**chosen: str) -> str:
    """Return the address of the list with these filters."""
    return f"{reverse('answers-list')}?{urlencode(chosen)}"


def as_of(now: datetime) -> str:
    """Return "As of 11 January 2018, 6:00"."""
    local = now.astimezone(BELGRADE)
    return _("As of %(day)s, %(time)s") % {"day": spoken.day(now, genitive=True), "time": f"{local:%H:%M}"}


def days(value: float | None) -> str:
    """Return a median of working days: whole where it is whole."""
    if value is None:
        return "–"
    return spoken.count(int(value), current()) if value == int(value) else spoken.decimal(value, current())


def figures_of(owed: Debts, given: Given) -> tuple[Figure, ...]:
    """Return the four numbers; each opens its list."""
    language, total = current(), owed.total
    earliest = owed.months[0] if len(owed.months) > 1 else None
    note = _("median")
    if earliest is not None:
        month = str(MONTHS[earliest[0].month])
        note = _("median; %(month)s: %(days)s") % {"month": month, "days": days(earliest[1])}
    after = ngettext("in %(count)s answer", "in %(count)s answers", total.answered)
    return (
        Figure(
            spoken.count(total.answered, language),
            _("answered"),
            address(state=ANSWERED),
            _of_all(total),
            state("answered"),
        ),
        Figure(
            spoken.count(total.waiting, language),
            _("awaiting answer"),
            reverse("consultations"),
            _("their term still runs"),
            state("awaiting"),
        ),
        Figure(days(total.median_answer_days), _("working days to an answer"), "#how-long", note, icon="calendar"),
        Figure(
            spoken.count(given.changes, language),
            _("changes of the text announced"),
            address(state=CHANGES),
            after % {"count": spoken.count(total.answered, language)},
            state("changed"),
        ),
    )


def _of_all(total: Debt) -> str:
    everything = total.answered + total.waiting + total.past_term
    words = ngettext("of %(count)s comment to be answered", "of %(count)s comments to be answered", everything)
    return words % {"count": spoken.count(everything, current())}


def first_figures(owed: Debts) -> tuple[Figure, ...]:
    """Return the three numbers of the first page, with the page or list that each opens; none before the first one."""
    language, total = current(), owed.total
    if not total.answered + total.waiting + total.past_term:
        return ()
    answered = Figure(
        spoken.count(total.answered, language),
        _("answered"),
        address(state=ANSWERED),
        _of_all(total),
        state=state("answered"),
    )
    waiting = Figure(
        spoken.count(total.waiting, language),
        _("awaiting answer"),
        note=_("their term still runs"),
        state=state("awaiting"),
    )
    late = Figure(
        spoken.count(total.past_term, language), _("past their term"), address(state=LATE), state=state("late")
    )
    return (answered, waiting, late)


@dataclass(frozen=True, slots=True)
class InstitutionLine:
    """One row of the table: an institution (or what nobody has yet), its bar, its numbers with their lists."""

    name: str
    former: str
    url: str
    bar: charts.Bar
    answered: str
    answered_url: str
    late: int
    late_url: str
    median: str
    oldest: str


def institutions_of(owed: Debts, now: datetime) -> tuple[InstitutionLine, ...]:
    """Return the table's rows, the most owed first."""
    today = local_date(now)
    longest = max((debt.answered + debt.past_term for debt in owed.each), default=0)
    shown = [debt for debt in owed.each if debt.answered or debt.past_term]
    former = formerly(debt.institution.pk for debt in shown if debt.institution)
    return tuple(
        _line(debt, longest, today, former.get(debt.institution.pk, "") if debt.institution else "") for debt in shown
    )


def _line(debt: Debt, longest: int, today: date, former: str) -> InstitutionLine:
    slug = debt.institution.slug if debt.institution else NOBODY
    amounts = [charts.Amount(debt.answered, "yes", ""), charts.Amount(debt.past_term, "late", "")]
    return InstitutionLine(
        name=debt.institution.shown_name if debt.institution else _("Not assigned: the ministry's coordination"),
        former=former,
        url=address(institution=slug),
        bar=charts.bar(amounts, "", of=longest),
        answered=spoken.count(debt.answered, current()),
        answered_url=address(institution=slug, state=ANSWERED),
        late=debt.past_term,
        late_url=address(institution=slug, state=LATE),
        median=days(debt.median_answer_days),
        oldest=oldest_of(debt, today),
    )


def oldest_of(debt: Debt, today: date) -> str:
    """Return for how many working days the longest owed answer is past its term; a dash for none."""
    if debt.oldest_due_on is None:
        return "–"
    return spoken.count(working_days_until(debt.oldest_due_on, today), current())


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One outcome with its bar and its list."""

    state: State
    bar: charts.Bar
    count: int
    url: str


def outcomes_of(given: Given) -> tuple[OutcomeLine, ...]:
    """Return the outcomes in their order; the bars are in proportion to the most frequent."""
    most = max(given.outcomes.values(), default=0)
    return tuple(
        OutcomeLine(
            state(OUTCOME_STATES[Disposition(code)]),
            charts.bar([charts.Amount(count, FILLS[Disposition(code)], "")], "", of=most),
            count,
            address(outcome=code),
        )
        for code, count in given.outcomes.items()
    )


def replies_of(given: Given) -> tuple[tuple[Link, int], ...]:
    """Return the replies: each verdict with its list and number."""
    return tuple(
        (Link(state(VERDICT_STATES[Verdict(code)]).word, address(reply=code)), count)
        for code, count in given.replies.items()
    )


def waiting_line(owed: Debts) -> charts.LineChart | None:
    """Return the median of working days to an answer, month by month; None for less than two months."""
    if len(owed.months) < 2:
        return None
    values = [(str(MONTHS_3[month.month]), round(value)) for month, value in owed.months[-12:]]
    first, last = owed.months[-12:][0], owed.months[-1]
    title = _("Median of working days to an answer: %(first_month)s %(first)s, %(last_month)s %(last)s") % {
        "first_month": MONTHS[first[0].month],
        "first": days(first[1]),
        "last_month": MONTHS[last[0].month],
        "last": days(last[1]),
    }
    highest = max(value for _label, value in values)
    return charts.line(values, title, step=next((step for step in (1, 2, 5, 10, 20, 50) if highest <= 4 * step), 100))


def nothing_lost(found: Whereabouts) -> BarWithKey | None:
    """Return what became of every comment of ended consultations; None while none has ended."""
    if not found.sent:
        return None
    amounts = [
        charts.Amount(found.answered, "yes", _("answered")),
        charts.Amount(found.set_aside, "no", _("not taken in, with a reason")),
        charts.Amount(found.withdrawn, "plain", _("withdrawn or replaced")),
    ]
    if found.waiting:
        amounts.append(charts.Amount(found.waiting, "late", _("left unanswered by an exception"), address(state=LATE)))
    title = ngettext(
        "%(count)s comment in ended consultations", "%(count)s comments in ended consultations", found.sent
    ) % {"count": spoken.count(found.sent, current())}
    parts = ", ".join(f"{amount.count} {amount.word}" for amount in amounts)
    return BarWithKey(charts.bar(amounts, f"{title}: {parts}"), spoken.count(found.sent, current()))
