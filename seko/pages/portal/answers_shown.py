"""What the public page of answers shows: what is past its term, who answered, how, how long it took; its lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.models import Organisation
from seko.actors.organisations.queries import formerly
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import label_of, words_of
from seko.dialogue.responses.enums import OUTCOME_STATES, VERDICT_STATES, Disposition, ResponseStatus, Verdict
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import Debt, Debts, Given, Whereabouts, counted_points, past_term_points
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.model.anchors import MISSING, Anchor, from_json
from seko.drafts.documents.queries import places_in
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.dates import local_date, working_days_until
from seko.foundation.core.languages import current
from seko.foundation.design import charts, spoken
from seko.foundation.design.parts import BarWithKey, Figure, Link
from seko.foundation.design.states import State, state

NOBODY = "none"
LATE, ANSWERED, CHANGES = "late", "answered", "changes"
FILLS = {
    Disposition.ACCEPTED: "yes",
    Disposition.PARTLY: "part",
    Disposition.NOT_ACCEPTED: "no",
    Disposition.NOTED: "plain",
    Disposition.OUTSIDE: "plain",
}
CLIPPED = 160


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


def listed(
    chosen: Mapping[str, str], institution: Organisation | None, consultation: Consultation | None, now: datetime
) -> QuerySet[Point]:
    """Return what a number counts: past its term, or answered (`outcome`, `reply`, announced `changes`), of one
    institution where it is named (`none`: assigned to nobody), of one consultation where that is. What still has time
    is a total, never a list.
    """
    published = Response.objects.filter(status=ResponseStatus.PUBLISHED)
    answered = counted_points(now).filter(responses__in=published)
    if chosen.get("outcome") in Disposition.values:
        rows = answered.filter(responses__in=published.filter(disposition=chosen["outcome"]))
    elif chosen.get("reply") in Verdict.values:
        rows = answered.filter(responses__in=published.filter(replies__verdict=chosen["reply"]))
    elif chosen.get("state") == CHANGES:
        rows = answered.filter(responses__in=published.exclude(will_change=""))
    elif chosen.get("state") == ANSWERED:
        rows = answered
    elif chosen.get("state") == LATE:
        rows = past_term_points(now)
    else:
        rows = counted_points(now).filter(Q(responses__in=published) | Q(pk__in=past_term_points(now).values("pk")))
    if institution is not None:
        rows = rows.filter(assignment__institution=institution)
    elif chosen.get("institution") == NOBODY:
        rows = rows.filter(assignment__isnull=True)
    if consultation is not None:
        rows = rows.filter(consultation=consultation)
    return (
        rows.distinct()
        .select_related(
            "consultation__version",
            "seko",
            "position",
            "comment__consultation",
            "comment__organisation",
            "comment__question",
            "assignment__institution",
        )
        .order_by("consultation__answers_due_on", "consultation", "passage_order", "number", "pk")
    )


@dataclass(frozen=True, slots=True)
class Public:
    """What everybody may read of what is listed: these points' words, these consultations by name, these texts."""

    points: Collection[UUID]
    consultations: Collection[UUID]
    texts: Collection[UUID]


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One line of a list: what it is called, its words where they are public, where it stands, in which consultation,
    who answers by when, the reason of an exception that left it unanswered.
    """

    label: str
    url: str
    words: str
    place: str
    about: Link
    facts: tuple[str, ...]
    exception: str
    state: State
    state_word: str


def lines_of(
    points: Iterable[Point], answers: Mapping[UUID, Response], public: Public, now: datetime
) -> tuple[ListedLine, ...]:
    """Return the list's lines, whoever asks now; of a consultation that not everybody may see nothing is named but the
    institution and the day.
    """
    today = local_date(now)
    return tuple(_listed(point, answers.get(point.pk), public, today) for point in points)


def _listed(point: Point, answer: Response | None, public: Public, today: date) -> ListedLine:
    consultation, is_public = point.consultation, point.pk in public.points
    about = Link(_("a consultation that is not public"), "")
    if is_known := consultation.pk in public.consultations:
        about = Link(title_of(consultation), reverse("consultation", args=[consultation.code]))
    return ListedLine(
        label_of(point) if is_known else _("A comment"),
        _url(point) if is_public else "",
        spoken.beginning(words_of(point), CLIPPED) if is_public else "",
        _place(point) if consultation.pk in public.texts else "",
        about,
        _facts(point, answer),
        consultation.exception_reason if is_known and answer is None else "",
        *_state(consultation, answer, today),
    )


def _state(consultation: Consultation, answer: Response | None, today: date) -> tuple[State, str]:
    if answer is not None:
        shown = state(OUTCOME_STATES[Disposition(answer.disposition)])
        return shown, str(shown.word)
    late = working_days_until(consultation.answers_due_on, today)
    words = ngettext("Past its term, %(days)s working day", "Past its term, %(days)s working days", late)
    return state("late"), words % {"days": late}


def _facts(point: Point, answer: Response | None) -> tuple[str, ...]:
    """Return who answers (or answered), when the answer came, when it was due."""
    has_it = answer or getattr(point, "assignment", None)
    who = has_it.institution.shown_name if has_it else _("not assigned; the ministry's coordination answers")
    due = _("Answer due: %(day)s") % {"day": spoken.day(point.consultation.answers_due_on)}
    if answer is None:
        return (_("Institution: %(name)s") % {"name": who}, due)
    came = _("Answered: %(day)s") % {"day": spoken.day(answer.published_at)}
    return (_("Institution: %(name)s") % {"name": who}, came, due)


def _anchor(point: Point) -> Anchor:
    return from_json(point.comment.anchor if point.comment is not None else point.anchor)


def _place(point: Point) -> str:
    """Return where it stands: a question, a part of the draft by its section and first words, or the whole."""
    if point.comment is not None and point.comment.question is not None:
        return _("Question %(number)s") % {"number": point.comment.question.order}
    anchor = _anchor(point)
    name = place_name(places_in(point.consultation.version), *anchor.passages)
    if not name:
        return _("The whole document")
    return _("Missing after: %(place)s") % {"place": name} if anchor.kind == MISSING else name


def _url(point: Point) -> str:
    if point.comment is not None:
        return reverse("comment", args=[number_of(point.comment)])
    places = _anchor(point).passages
    here = f"?p={places[0]}" if places else "?p=whole"
    return reverse("reading", args=[point.consultation.code]) + here


def list_title(chosen: Mapping[str, str], count: int, late: int) -> str:
    """Return what the list is of and how many there are; `late` of them past their term where both kinds are in it."""
    language = current()
    if chosen.get("outcome") in Disposition.values:
        word = state(OUTCOME_STATES[Disposition(chosen["outcome"])]).word
    elif chosen.get("reply") in Verdict.values:
        word = state(VERDICT_STATES[Verdict(chosen["reply"])]).word
    elif chosen.get("state") in (titles := _titles()):
        word = titles[chosen["state"]]
    else:
        numbers = {"answered": spoken.count(count - late, language), "late": spoken.count(late, language)}
        return _("Answered: %(answered)s, past their term: %(late)s") % numbers
    return f"{word}: {spoken.count(count, language)}"


def _titles() -> dict[str, str]:
    return {LATE: _("Past their term"), ANSWERED: _("Answered"), CHANGES: _("Changes of the text announced")}
