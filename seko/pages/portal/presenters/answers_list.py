"""What a list behind a number on the public page of answers shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import label_of, words_of
from seko.dialogue.responses.enums import OUTCOME_STATES, VERDICT_STATES, Disposition, Verdict
from seko.dialogue.responses.models import Response
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.model.anchors import MISSING, Anchor, from_json
from seko.drafts.documents.queries import places_in
from seko.foundation.core.dates import local_date, working_days_until
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.parts import Link
from seko.foundation.design.states import State, state
from seko.pages.portal.queries import ANSWERED, CHANGES, LATE

CLIPPED = 160


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
