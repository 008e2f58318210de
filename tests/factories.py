"""Small plain functions that put things into the database as they really are, at explicit times.

The usual consultation runs in March 2027: see the moments below. What the platform's own actions can make is made by
them (comments, positions, answers); the rest is written as it would have been left behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client

from seko.actors.accounts.models import Person
from seko.actors.accounts.requests import SECOND_FACTOR, SHOWN
from seko.actors.mechanism.models import Membership, Sector, Seko
from seko.actors.organisations.actor import CHOSEN_MANDATE, Actor
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.actors.organisations.models import Mandate, Organisation
from seko.actors.organisations.queries import actor_for
from seko.dialogue.comments.actions import send_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation, Question
from seko.drafts.documents.enums import Circle, VersionStatus
from seko.drafts.documents.models import Document, Passage, Release, Version
from seko.foundation.core.dates import end_of_day
from seko.foundation.files.models import StoredFile
from seko.foundation.text.folding import fold

_number = count(1)

OPENS = datetime(2027, 3, 1, 7, 0, tzinfo=UTC)
MEMBERS_ON = date(2027, 3, 10)
LEADS_DEADLINE = end_of_day(date(2027, 3, 15))
DISSENTS_UNTIL = end_of_day(date(2027, 3, 18))
ANSWERS_DUE_ON = date(2027, 3, 31)
REPLIES_UNTIL = end_of_day(date(2027, 4, 9))
REPORT_DUE_ON = date(2027, 4, 20)

ANNOUNCED = datetime(2027, 2, 24, 9, 0, tzinfo=UTC)
COMMENTING = datetime(2027, 3, 5, 9, 0, tzinfo=UTC)
CONSOLIDATING = datetime(2027, 3, 12, 9, 0, tzinfo=UTC)
DISSENTING = datetime(2027, 3, 17, 9, 0, tzinfo=UTC)
ANSWERING = datetime(2027, 3, 22, 9, 0, tzinfo=UTC)
OVERDUE = datetime(2027, 4, 5, 9, 0, tzinfo=UTC)
AFTER_REPLIES = datetime(2027, 4, 12, 9, 0, tzinfo=UTC)

PASSAGES = (
    "Акција доприноси чистијем ваздуху у градовима.",
    "Мрежа мерних станица има 28 станица у 2017. години.",
    "Пројекат траје тридесет шест месеци.",
)


def a_person(name: str = "Ана Анић", **fields: Any) -> Person:
    """Create a person with a confirmed address of its own."""
    fields.setdefault("email_confirmed_at", OPENS)
    email = fields.pop("email", f"osoba{next(_number)}@primer.example")
    return Person.objects.create_person(email, name, **fields)


def an_organisation(name: str = "Зелена мрежа", kind: str = OrganisationKind.ASSOCIATION) -> Organisation:
    """Create an organisation."""
    return Organisation.objects.create(
        slug=f"org-{next(_number)}", kind=kind, name=name, name_key=fold(name),
        is_fictional=True,
    )  # fmt: skip


def an_actor(organisation: Organisation | None, role: str, person: Person | None = None, *, scope: str = "") -> Actor:
    """Return a (new) person under a new mandate for the organisation, as of the usual consultation's time."""
    person = person or a_person()
    if organisation is None:
        return Actor(person)
    mandate = Mandate.objects.create(
        person=person, organisation=organisation, role=role, scope=scope, starts_on=date(2026, 1, 1)
    )
    return again(Actor(person, mandate))


def again(actor: Actor, today: date = MEMBERS_ON) -> Actor:
    """Return the actor as a request of that day would read it."""
    return actor_for(actor.person, today, actor.mandate_id)


def client_of(actor: Actor | None) -> Client:
    """Return a browser in which the actor is signed in under the mandate, with a second factor as the state side needs
    it; nobody's without one.
    """
    client = Client(headers={"accept-language": "sr-Cyrl-RS,sr;q=0.9"})
    if actor is not None and actor.person is not None:
        client.force_login(actor.person)
        session = client.session
        session[CHOSEN_MANDATE] = actor.mandate_id
        session.save()
        keep_second_factor(client)
    return client


def keep_second_factor(client: Client) -> None:
    """Note in the browser's session what signing in with a second factor leaves there."""
    session = client.session
    session[SECOND_FACTOR] = SHOWN
    session.save()


@dataclass(frozen=True, slots=True)
class Network:
    """A SEKO with its organisations, and one actor for each: `lead` coordinates, the others represent."""

    seko: Seko
    lead: Actor
    partners: tuple[Actor, ...]
    members: tuple[Actor, ...]


def a_network(code: str = "environment", *, partners: int = 1, members: int = 2) -> Network:
    """Create a SEKO with its lead, partners and members."""
    number = next(_number)
    sector = Sector.objects.create(
        code=f"{code}-{number}", name_sr="Животна средина", name_en="Environment", valid_from=date(2014, 1, 1)
    )
    seko = Seko.objects.create(
        code=f"{code}-{number}",
        sector=sector,
        name_sr="СЕКО Животна средина",
        name_en="SEKO Environment",
        order=number % 32_768,  # one process counts past a small number
    )
    return Network(
        seko,
        join(seko, "lead", Role.COORDINATOR),
        tuple(join(seko, "partner") for _ in range(partners)),
        tuple(join(seko, "member") for _ in range(members)),
    )


def join(seko: Seko, standing: str, role: str = Role.REPRESENTATIVE, organisation: Organisation | None = None) -> Actor:
    """Let a (new) organisation join the SEKO; return an actor of it."""
    organisation = organisation or an_organisation(f"Удружење {next(_number)}")
    Membership.objects.create(organisation=organisation, seko=seko, role=standing, starts_on=date(2026, 1, 1))
    return an_actor(organisation, role)


def ministry() -> Actor:
    """Return a new coordinator at a new ministry."""
    return an_actor(an_organisation("Министарство за европске интеграције", OrganisationKind.MINISTRY), Role.MINISTRY)


def another_of(actor: Actor, role: str | None = None) -> Actor:
    """Return another person of the same organisation, in the same role unless another is named."""
    return an_actor(actor.organisation, role or actor.role)


def an_officer(institution: Organisation | None = None) -> Actor:
    """Return an officer of a (new) responding institution."""
    institution = institution or an_organisation("Министарство заштите животне средине", OrganisationKind.MINISTRY)
    return an_actor(institution, Role.OFFICER)


def a_version(
    texts: Sequence[str] = PASSAGES,
    *,
    circle: str = Circle.NETWORKS,
    document: Document | None = None,
    proposed_by: Actor | None = None,
) -> Version:
    """Create a published version of paragraphs, released to a circle without a SEKO (networks or public); with
    `proposed_by` one that waits for its second person.
    """
    document = document or Document.objects.create(
        code=f"ad-{next(_number)}",
        kind="action_document",
        title="Чист ваздух",
        title_en="Clean air",
        institution=an_organisation("Министарство заштите животне средине", OrganisationKind.MINISTRY),
        created_at=ANNOUNCED,
    )
    number = document.versions.count() + 1
    version = Version.objects.create(document=document, number=number, original=_a_file(), created_at=ANNOUNCED)
    Passage.objects.bulk_create(
        Passage(version=version, order=order, place=f"1-{order + 1}", kind="paragraph", text=text, key=fold(text)[:64])
        for order, text in enumerate(texts)
    )
    version.passage_count, version.content_hash = len(texts), uuid4().hex
    if proposed_by is None:
        version.status, version.published_at = VersionStatus.PUBLISHED, ANNOUNCED
    else:
        version.status, version.proposed_at, version.proposed_by = VersionStatus.PROPOSED, ANNOUNCED, proposed_by.person
    version.save()
    Release.objects.create(version=version, circle=circle, starts_at=ANNOUNCED)
    return version


def a_translation(authentic: Version, texts: Mapping[str, str], language: str = "en") -> Version:
    """Create the published working translation of a version: texts by the place that they translate."""
    version = Version.everything.create(
        document=authentic.document,
        number=authentic.number,
        authentic=authentic,
        language=language,
        original=_a_file(),
        created_at=ANNOUNCED,
    )
    Passage.objects.bulk_create(
        Passage(version=version, order=order, place=place, kind="paragraph", text=text, key=fold(text)[:64])
        for order, (place, text) in enumerate(texts.items())
    )
    version.passage_count, version.content_hash = len(texts), uuid4().hex
    version.status, version.published_at = VersionStatus.PUBLISHED, ANNOUNCED
    version.save()
    return version


def _a_file() -> StoredFile:
    return StoredFile.objects.create(
        kind="document", name="nacrt.docx", media_type="application/octet-stream", size=1, sha256="0" * 64,
        scan_state="clean", created_at=ANNOUNCED,
    )  # fmt: skip


def a_consultation(
    sekos: Iterable[Seko] = (), *, version: Version | None = None, questions: Sequence[str] = (), **fields: Any
) -> Consultation:
    """Create an opened consultation with the usual dates, on a new version unless questions are given."""
    if version is None and not questions:
        version = a_version()
    values: dict[str, Any] = {
        "code": f"k{next(_number)}",
        "title": "Акциони документ Чист ваздух",
        "title_en": "Action document Clean air",
        "status": Status.OPENED,
        "opens_at": OPENS,
        "members_on": MEMBERS_ON,
        "leads_deadline_at": LEADS_DEADLINE,
        "dissents_until_at": DISSENTS_UNTIL,
        "answers_due_on": ANSWERS_DUE_ON,
        "replies_until_at": REPLIES_UNTIL,
        "report_due_on": REPORT_DUE_ON,
        "created_at": ANNOUNCED,
        "opened_at": ANNOUNCED,
    }
    identifier, asked = uuid4(), Consultation.sekos.through
    with transaction.atomic():  # what it asks comes first: nothing is added to one that is opened
        asked.objects.bulk_create(asked(consultation_id=identifier, seko=seko) for seko in sekos)
        Question.objects.bulk_create(
            Question(consultation_id=identifier, order=order, text=text)
            for order, text in enumerate(questions, start=1)
        )
        return Consultation.objects.create(id=identifier, version=version, **{**values, **fields})


def written_by_hand(consultation: Consultation, **fields: Any) -> None:
    """Write what a rule of the database keeps as it was, to see pages show it; the rule stays away in the test."""
    connection.check_constraints()  # PostgreSQL takes no rule from a table whose constraints are still to be checked
    of_table = " ON consultations_consultation" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for rule in ("consultation_fixed", "consultation_excepted"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {rule}{of_table}")
    Consultation.objects.filter(pk=consultation.pk).update(**fields)


def a_comment(
    consultation: Consultation,
    by: Actor,
    words: str = "Додати мерну станицу у Бору.",
    *,
    seko: Seko | None = None,
    place: str = "",
    now: datetime = COMMENTING,
    supersedes: Comment | None = None,
    proposed_wording: str = "",
    proposed_value: dict[str, str] | None = None,
    attachment: StoredFile | None = None,
    under_network_name: bool = False,
) -> Comment:
    """Send a comment through the platform's own action: on the passage at `place`, or on the whole."""
    anchor = {"kind": "passage", "places": [place]} if place else {"kind": "whole"}
    return send_comment(
        identifier=uuid4(),
        consultation=consultation,
        fields={
            "words": words,
            "anchor": anchor,
            "proposed_wording": proposed_wording,
            "proposed_value": proposed_value,
            "under_network_name": under_network_name,
        },
        by=by,
        now=now,
        seko=seko,
        supersedes=supersedes,
        attachment=attachment,
    )
