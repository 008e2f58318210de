"""What is measured over: the demonstration's action document, its 418 organisations, and as many comments as asked."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction

from seko.actors.accounts.requests import SECOND_FACTOR, SHOWN
from seko.actors.mechanism.models import Membership
from seko.actors.organisations.actions import register_organisations
from seko.actors.organisations.actor import CHOSEN_MANDATE
from seko.actors.organisations.models import Mandate, Organisation
from seko.demo.cast import Cast
from seko.demo.drafts import create_action_document, publish_draft
from seko.demo.register import CONTENT, load_register
from seko.dialogue.comments.models import Comment, CommentPlace
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.enums import Disposition, ResponseStatus
from seko.dialogue.responses.models import Assignment, Response
from seko.drafts.documents.actions import create_document
from seko.drafts.documents.model.anchors import words_at
from seko.drafts.documents.models import Document, Version
from seko.drafts.documents.queries import Place, places_in
from seko.foundation.core import clock
from seko.foundation.core.dates import end_of_day, local_date
from seko.foundation.text.stems import stem_key

ANSWERED, OPEN, LIMIT = "merenje", "otvoreno", "granica"
"""Codes of the consultations: the one that is read, the one that is sent to, the one the limit view sends to."""

MANY = 41_800
"""Organisations with which the register is asked again: a hundred times those of the demonstration."""
KNOWN = "jasen"
"""The organisation whose page is asked for."""

COMMENT_LETTERS, ANSWER_LETTERS = 400, 220
CROWDED = 50  # comments at the first paragraph: its whole thread is what the limit view shows of the first ones
SEED = 20_180
BATCH = 500
WORD = re.compile(r"[а-шђјљњћџ]{2,}")


@dataclass(frozen=True, slots=True)
class Sender:
    """A person with a session: what the browser's cookie holds, and through which SEKO comments go."""

    cookie: str
    seko: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What the steps speak of: `crowded` is the place whose thread is opened, `passage` its row, `places` those to
    comment on.
    """

    crowded: str
    passage: int
    places: tuple[str, ...]
    senders: tuple[Sender, ...]


def organisations() -> int:
    """Return how many organisations there are."""
    return Organisation.objects.count()


def add_organisations(total: int) -> None:
    """Add organisations until there are so many: named, placed and in networks as those of the demonstration are, each
    copy with a number of its own.
    """
    known = list(Organisation.objects.filter(merged_into__isnull=True).prefetch_related("memberships").order_by("slug"))
    copies = range(2, total // len(known) + 2)
    numbered = ((copy, body) for copy in copies for body in known)
    left = total - Organisation.objects.count()
    for batch in batched(islice(numbered, left), BATCH * 4):
        rows = [
            Organisation(slug=f"{body.slug[:60]}-{copy}", kind=body.kind, name=f"{body.name} {copy}", town=body.town)
            for copy, body in batch
        ]
        register_organisations(rows, by=None, now=clock.read())
        Membership.objects.bulk_create(
            Membership(organisation=row, seko_id=one.seko_id, role="member", starts_on=one.starts_on)
            for row, (_copy, body) in zip(rows, batch, strict=True)
            for one in body.memberships.all()
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as the server has done by itself where rows came in over years


def batched(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    """Yield the rows in lists of so many."""
    while batch := list(islice(rows, size)):
        yield batch


class Wording:
    """Makes up Cyrillic sentences of the words of the demonstration's document, always the same ones."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)  # noqa: S311 - the same words every time
        text = "\n".join(
            path.read_text(encoding="utf-8") for path in sorted(Path(CONTENT / "action_document").glob("*.txt"))
        )
        self._words = WORD.findall(text)

    def text(self, letters: int) -> str:
        """Return sentences of about so many letters; runs of words follow one another as in the document."""
        out: list[str] = []
        length = 0
        while length < letters:
            start = self._rng.randrange(len(self._words) - 12)
            sentence = " ".join(self._words[start : start + self._rng.randint(5, 12)]).capitalize() + "."
            out.append(sentence)
            length += len(sentence) + 1
        return " ".join(out)


def load(now: datetime, comments: int, senders: int) -> Ground:
    """Fill an empty database around `now`: the register, two published drafts, three consultations, the comments.

    A document has one opened consultation at a time, so what is sent to is another one, of the same words.
    """
    cast = Cast(load_register(now - timedelta(days=120)), local_date(now))
    version = _published(create_action_document(cast, now - timedelta(days=90)), cast, now)
    add_comments(_consultation(ANSWERED, version, cast, now - timedelta(days=40)), comments)
    ministry = cast.ministry[0]
    another = create_document(
        code="ad-otvoreno",
        kind=version.document.kind,
        title=version.document.title,
        title_en=version.document.title_en,
        institution=version.document.institution,
        by=ministry,
        now=now - timedelta(days=90),
    )
    sent_to = _published(another, cast, now)
    _consultation(OPEN, sent_to, cast, now - timedelta(days=2))
    _consultation(LIMIT, sent_to, cast, now - timedelta(days=2), status=Status.PREPARED)
    places = _commentable(sent_to)
    return Ground(
        places[0][0], places[0][1].mark_pk, tuple(name for name, _place in places), tuple(_senders(cast, senders))
    )


def _published(document: Document, cast: Cast, now: datetime) -> Version:
    return publish_draft(document, cast, now - timedelta(days=80), is_first=False)


@transaction.atomic
def _consultation(
    code: str, version: Version, cast: Cast, opens: datetime, *, status: str = Status.OPENED
) -> Consultation:
    day = local_date(opens)
    identifier, asked = uuid4(), Consultation.sekos.through
    # What it asks comes first: nothing is added to one that is opened.
    asked.objects.bulk_create(asked(consultation_id=identifier, seko=seko) for seko in cast.register.sekos.values())
    made: Consultation = Consultation.objects.create(
        id=identifier,
        code=code,
        version=version,
        title=version.document.title,
        title_en=version.document.title_en,
        status=status,
        opens_at=opens,
        members_on=day + timedelta(days=10),
        leads_deadline_at=end_of_day(day + timedelta(days=15)),
        dissents_until_at=end_of_day(day + timedelta(days=18)),
        answers_due_on=day + timedelta(days=60),
        replies_until_at=end_of_day(day + timedelta(days=75)),
        report_due_on=day + timedelta(days=90),
        created_at=opens,
        opened_at=opens,
    )
    return made


def _commentable(version: Version) -> list[tuple[str, Place]]:
    """Return the paragraphs, list items and rows with words, the longest of the first paragraphs in front."""
    kinds = ("paragraph", "list_item", "table_row")
    found = [(name, place) for name, place in places_in(version).items() if place.kind in kinds and place.text.strip()]
    found.sort(key=lambda each: each[1].order)
    first = max(found[:20], key=lambda each: len(each[1].text))
    return [first, *(each for each in found if each is not first)]


def _senders(cast: Cast, count: int) -> Iterator[Sender]:
    register = cast.register
    for slug in sorted(register.voices)[:400]:
        if count and slug in register.networks:
            count -= 1
            yield Sender(_signed_in(register.voices[slug]), register.networks[slug][0])


def _signed_in(mandate: Mandate) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(mandate.person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = mandate.person.get_session_auth_hash()
    session[CHOSEN_MANDATE] = str(mandate.pk)
    session[SECOND_FACTOR] = SHOWN
    session.save()
    return str(session.session_key)


def add_comments(consultation: Consultation, count: int) -> None:
    """Add comments, each with its place, its own live point and the published answer, as they would be left behind."""
    first = consultation.comments_sent + 1
    wording = Wording(SEED + first)
    rng = Random(SEED + first)  # noqa: S311 - the same comments every time
    places = _commentable(consultation.version) if consultation.version else []
    voices = _voices()
    for start in range(first, first + count, BATCH):
        numbers = range(start, min(start + BATCH, first + count))
        _write(consultation, numbers, voices, places, wording, rng)
    consultation.comments_sent += count
    consultation.public_stamp += 1
    consultation.save(update_fields=["comments_sent", "public_stamp"])


def _voices() -> list[tuple[Mandate, int]]:
    """Return one mandate of each organisation of a SEKO, with the SEKO."""
    rows = Mandate.objects.filter(organisation__memberships__isnull=False).order_by("pk")
    found = rows.select_related("organisation", "person").values_list("pk", "organisation__memberships__seko")
    by_mandate = Mandate.objects.select_related("organisation", "person").in_bulk([pk for pk, _seko in found])
    return sorted(((by_mandate[pk], seko) for pk, seko in found), key=lambda each: each[0].organisation.slug)


def _write(
    consultation: Consultation,
    numbers: Sequence[int],
    voices: Sequence[tuple[Mandate, int]],
    places: Sequence[tuple[str, Place]],
    wording: Wording,
    rng: Random,
) -> None:
    institution = consultation.version.document.institution  # type: ignore[union-attr]
    kept: list[tuple[Comment, CommentPlace, Point, Assignment, Response]] = []
    for number in numbers:
        mandate, seko = voices[number % len(voices)]
        name, place = places[0] if number <= CROWDED else places[rng.randrange(1, len(places))]
        comment = _comment(consultation, number, mandate, seko, wording, rng)
        for column, value in _anchor(name, place, rng).items():
            setattr(comment, column, value)
        point = Point(
            consultation=consultation,
            seko_id=seko,
            comment=comment,
            kind=PointKind.NOT_CONSOLIDATED,
            number=number,
            passage_order=place.order + 1,
            created_at=comment.sent_at,
        )
        response = Response(
            point=point,
            institution=institution,
            disposition=rng.choice(list(Disposition)),
            reason=wording.text(ANSWER_LETTERS),
            status=ResponseStatus.PROPOSED,
            saved_at=consultation.leads_deadline_at,
        )
        assignment = Assignment(point=point, institution=institution, at=consultation.leads_deadline_at)
        kept.append((comment, CommentPlace(comment=comment, passage_id=place.mark_pk), point, assignment, response))
    comments, marks, points, assignments, responses = zip(*kept, strict=True)
    Comment.objects.bulk_create(comments)
    CommentPlace.objects.bulk_create(marks)
    Point.objects.bulk_create(points)
    Assignment.objects.bulk_create(assignments)
    Response.objects.bulk_create(responses)
    answers = Response.objects.filter(point__in=[point.pk for point in points])
    answers.update(status=ResponseStatus.PUBLISHED, published_at=consultation.leads_deadline_at + timedelta(days=5))


def _comment(
    consultation: Consultation, number: int, mandate: Mandate, seko: int, wording: Wording, rng: Random
) -> Comment:
    """Return a comment through the SEKO, sent at any moment while it was possible; its place is not chosen yet."""
    words = wording.text(COMMENT_LETTERS)
    return Comment(
        consultation=consultation,
        number=number,
        person=mandate.person,
        mandate=mandate,
        organisation=mandate.organisation,
        organisation_name=mandate.organisation.name,
        seko_id=seko,
        sent_at=consultation.opens_at + (consultation.leads_deadline_at - consultation.opens_at) * rng.random(),
        unsent_id=UUID(int=rng.getrandbits(128), version=4),
        token=secrets.token_urlsafe(24),
        hash=f"{rng.getrandbits(256):064x}",
        words=words,
        search_key=stem_key(words),
        kind=rng.choice(("", "wording", "factual", "indicator", "budget")),
    )


def _anchor(name: str, place: Place, rng: Random) -> dict[str, Any]:
    """Return the columns of a place: a third of the comments speak of exact words, the rest of the whole part."""
    borders = [0, *accumulate(len(word) + 1 for word in place.text.split(" "))]
    if place.kind == "table_row" or len(borders) < 6 or rng.random() > 1 / 3:
        return {"anchor": {"kind": "passage", "places": [name]}, "anchor_kind": "passage"}
    first = rng.randrange(len(borders) - 4)
    segment = words_at(name, place.text, borders[first], min(len(place.text), borders[first + 3] - 1))
    form = {
        "place": segment.place,
        "start": segment.start,
        "end": segment.end,
        "exact": segment.exact,
        "prefix": segment.prefix,
        "suffix": segment.suffix,
    }
    return {"anchor": {"kind": "words", "segments": [form]}, "anchor_kind": "words"}
