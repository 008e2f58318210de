"""Who is told of what happens to answers: one table (entry -> audience -> template)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from seko.actors.mechanism.models import Seko
from seko.actors.mechanism.queries import mandates_of_lead
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.queries import people_in_role, people_of
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import by_author, numbered, source_comments
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.models import Reply, Response
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import ENGLISH
from seko.foundation.journal.chain import digest
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind

# entry -> audience: point-assigned -> the institution's officers; response-returned -> its writer; response-published
# -> each author, and the lead of the SEKO; response-replied -> the ministry's coordination and the institution's
# officers; correct-response-refused by the report -> who proposed it; the clock -> the officers of the institutions
# that still owe answers.
KINDS = (
    "answers-assigned",
    "answer-returned",
    "answers-published",
    "answer-corrected",
    "answer-replied",
    "answers-due",
    "correction-lapsed",
)
MOST_NAMED = 20


def _for_author(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("record")}


def _for_official(context: dict[str, Any], language: str) -> dict[str, Any]:
    added = {"path": reverse("desk")}
    if "number" in context:
        added["label"] = _label(context, language)
    if "verdict" in context:
        added["verdict_name"] = str(Verdict(context["verdict"]).label)
    return added


def _label(context: dict[str, Any], language: str) -> str:
    seko = context["seko_en"] if language == ENGLISH else context["seko"]
    return numbered(context["number"], seko) if seko else str(context["number"])


for _kind in KINDS:
    _details = _for_author if _kind in ("answers-published", "answer-corrected") else _for_official
    register_kind(_kind, template=f"responses/mail/{_kind.replace('-', '_')}", details=_details)


def assigned(consultation: Consultation, institution: Organisation, points: Sequence[Point], *, now: datetime) -> None:
    """Tell the institution's officers, once for the whole deed, how many answers are asked of them and until when."""
    people = officers_of([institution.pk], now).get(institution.pk, set())
    event = digest([str(institution.pk), now.isoformat(), sorted(str(point.pk) for point in points)])
    _tell(
        "answers-assigned",
        people,
        consultation,
        now,
        event,
        count=len(points),
        due_on=consultation.answers_due_on.isoformat(),
    )


def returned(response: Response, *, by: Actor, now: datetime) -> None:
    """Tell everybody who wrote the answer that it came back, and why; of them only who still answers for the
    institution (or the ministry's coordination), and where nobody does, its officers.
    """
    officers = officers_of([response.institution_id], now).get(response.institution_id, set())
    acting = officers | people_in_role(Role.MINISTRY, local_date(now))
    people = ({UUID(drafter) for drafter in response.drafters} & acting or officers) - {UUID(by.person_id)}
    point = response.point
    _tell(
        "answer-returned",
        people,
        point.consultation,
        now,
        f"{response.pk}:{response.revision}:{now.isoformat()}",
        reason=response.returned_reason,
        **_named(point),
    )


def correction_lapsed(response: Response, *, proposed_by: UUID, now: datetime) -> None:
    """Tell whoever proposed a correction that the report came before its second person."""
    point = response.point
    _tell("correction-lapsed", [proposed_by], point.consultation, now, str(response.pk), **_named(point))


def published(response: Response, *, by: Actor, now: datetime) -> None:
    """Tell the authors of one answer's words."""
    published_set([response], now=now)


def published_set(responses: Sequence[Response], *, now: datetime) -> None:
    """Tell each author once of all the answers to the own words, and each lead of all to its SEKO's."""
    if not responses:
        return
    consultation = responses[0].point.consultation
    answer_of: dict[Comment, list[Response]] = {}
    for response in responses:
        for comment in source_comments(response.point):
            answer_of.setdefault(comment, []).append(response)
    for group in by_author(answer_of, now).values():
        own = [response for comment in group.comments for response in answer_of[comment]]
        _tell_of_answers(group.people, consultation, own, sorted(map(number_of, group.comments)), now)
    for seko, of_seko in _by_seko(responses).items():
        people = set(mandates_of_lead(seko.pk, local_date(now)).values_list("person_id", flat=True))
        numbers = [str(_named(each.point)["number"]) for each in of_seko]
        _tell_of_answers(people, consultation, of_seko, numbers, now, seko=seko)


def _named(point: Point) -> dict[str, Any]:
    """Return how people call the point, its words left to the moment of sending."""
    if point.comment is not None:
        return {"number": number_of(point.comment), "seko": "", "seko_en": ""}
    seko = point.seko
    return {"number": point.number, "seko": seko.name_sr if seko else "", "seko_en": seko.name_en if seko else ""}


def _by_seko(responses: Iterable[Response]) -> dict[Seko, list[Response]]:
    found: dict[Seko, list[Response]] = {}
    for response in responses:
        if response.point.seko is not None:
            found.setdefault(response.point.seko, []).append(response)
    return found


def _tell_of_answers(
    people: set[UUID],
    consultation: Consultation,
    responses: list[Response],
    numbers: list[str],
    now: datetime,
    *,
    seko: Seko | None = None,
) -> None:
    is_correction = any(response.edition > 1 for response in responses)
    _tell(
        "answer-corrected" if is_correction else "answers-published",
        people,
        consultation,
        now,
        f"{seko.pk if seko else 'author'}:{digest(sorted({str(response.pk) for response in responses}))}",
        count=len(numbers),
        numbers=", ".join(numbers[:MOST_NAMED]) + (" …" if len(numbers) > MOST_NAMED else ""),
        replies_until=consultation.replies_until_at.isoformat(),
        reason=responses[0].correction_reason if is_correction else "",
        seko=seko.name_sr if seko else "",
        seko_en=seko.name_en if seko else "",
    )


def replied(reply: Reply, response: Response, *, now: datetime) -> None:
    """Tell the ministry's coordination and the officers of the institution what was replied."""
    people = people_in_role(Role.MINISTRY, local_date(now))
    people |= officers_of([response.institution_id], now).get(response.institution_id, set())
    point = response.point
    _tell(
        "answer-replied",
        people,
        point.consultation,
        now,
        str(reply.pk),
        **_named(point),
        verdict=reply.verdict,
        words=reply.words,
    )


def remind_of_due(
    consultation: Consultation, counts: dict[UUID | None, int], *, day: date, now: datetime, is_late: bool
) -> int:
    """Tell the officers of each institution (None: the ministry's coordination) how many answers it still owes.

    `day` names the reminder: nobody gets the same twice. Returns how many institutions were reminded.
    """
    officers = officers_of([pk for pk in counts if pk is not None], now)
    for institution_id, count in counts.items():
        if institution_id is None:
            people = people_in_role(Role.MINISTRY, local_date(now))
        else:
            people = officers.get(institution_id, set())
        due_on = consultation.answers_due_on.isoformat()
        event = f"{consultation.pk}:{institution_id}:{due_on}:{day.isoformat()}"
        _tell("answers-due", people, consultation, now, event, count=count, due_on=due_on, is_late=is_late)
    return len(counts)


def officers_of(institution_ids: Iterable[object], now: datetime) -> dict[UUID, set[UUID]]:
    """Return the people who answer for each institution today: its officers, or its coordination at the ministry."""
    return people_of(institution_ids, local_date(now), Role.OFFICER, Role.MINISTRY)


def _tell(
    kind: str, people: Iterable[UUID], consultation: Consultation, now: datetime, event: str, **extra: Any
) -> None:
    notify(
        kind,
        recipients=sorted(people),
        subject="consultation",
        subject_id=consultation.pk,
        context={
            "code": consultation.code,
            "title": consultation.title,
            "title_en": consultation.title_en,
            **extra,
        },
        now=now,
        key=f"{kind}:{event}",
    )
