"""What the tests of reports stand on: one consultation in which everything happened that a report tells of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

import pytest

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.comments.actions import (
    propose_late_acceptance,
    refuse_late,
    request_late,
    save_unsent,
    withdraw_comment,
)
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.actions import move_date, propose_exception
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import (
    carry,
    dissent,
    ensure_position,
    merge,
    set_aside,
    submit_position,
)
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import live
from seko.dialogue.responses.actions import approve, assign, propose, reply, save_draft
from seko.dialogue.responses.enums import Verdict
from seko.drafts.documents.enums import Circle
from seko.foundation.core.catalogue import load_all
from seko.foundation.files.actions import store
from seko.foundation.files.models import StoredFile
from seko.foundation.workflow import second
from tests import factories as f

TYPED = "Текст {{7*7}} %s <script>alert(1)</script> и крај."
FORMULA = '=HYPERLINK("http://primer.example","x")'
ATTACHED = ("merged-1", "left-out", "dissent", "citizen")  # and "undecided"
UNSENT_WORDS = "Речи које никада нису послате."
CONCLUDED = f.REPLIES_UNTIL - timedelta(days=1)
REPORTED = f.AFTER_REPLIES


@dataclass
class Year:
    """The consultation, its people, and its comments by a name of their own."""

    network: f.Network
    other: f.Network
    consultation: Consultation
    coordinator: Actor
    second: Actor
    officer: Actor
    stranger: Actor
    citizen: Actor
    comments: dict[str, Comment] = field(default_factory=dict)

    def point(self, name: str) -> Point:
        """Return the live point behind the comment of that name."""
        comment = self.comments[name]
        own = live(REPORTED).filter(comment=comment).first()
        return own or live(REPORTED).get(sources__comment=comment)

    def answer(self, name: str, outcome: str, reason: str, will_change: str = "") -> None:
        """Let the coordination answer, and a second person approve."""
        fields = {"disposition": outcome, "reason": reason, "will_change": will_change}
        draft = save_draft(self.point(name), fields=fields, by=self.coordinator, now=f.ANSWERING)
        propose(draft, by=self.coordinator, now=f.ANSWERING)
        approve(draft, by=self.second, now=f.ANSWERING + timedelta(hours=1))


@pytest.fixture
def year() -> Year:
    """A consultation concluded with an exception: one comment stayed without an answer."""
    load_all()
    network, other = f.a_network(members=3), f.a_network("energy", members=1)
    consultation = f.a_consultation(
        [network.seko, other.seko], version=f.a_version(circle=Circle.PUBLIC), audience="public", allows_direct=True
    )
    coordinator = f.ministry()
    year = Year(
        network,
        other,
        consultation,
        coordinator,
        f.another_of(coordinator),
        f.an_officer(),
        f.an_actor(f.an_organisation("Ван мреже"), Role.REPRESENTATIVE),
        f.an_actor(None, "", f.a_person("Цветко Грађанин")),
    )
    _send(year)
    _decide(year)
    _late(year)
    _answer(year)
    proposed = propose_exception(consultation, reason="Подаци касне.", by=coordinator, now=CONCLUDED)
    second.confirm(proposed, by=year.second, now=CONCLUDED)
    consultation.refresh_from_db()
    return year


def _file(name: str, by: Actor) -> StoredFile:
    return store(name.encode(), name=name, media_type="application/pdf", kind="attachment", by=by, now=f.COMMENTING)


def _send(year: Year) -> None:
    consultation, network = year.consultation, year.network
    first, second_one, third = network.members
    sent = year.comments

    def comment(name: str, by: Actor, words: str, place: str = "", seko: bool = True, **more: object) -> None:
        through = network.seko if seko else None
        if name in ATTACHED:
            more["attachment"] = _file(f"{name}.pdf", by)
        sent[name] = f.a_comment(consultation, by, words, seko=through, place=place, **more)  # type: ignore[arg-type]

    comment("merged-1", first, "Додати станицу у Бору.", "1-2")
    comment("merged-2", second_one, "Мерна станица у Бору.", "1-2")
    comment("typed", third, TYPED, "1-1", proposed_wording=FORMULA)
    comment("left-out", first, "Краћи рок.", "1-3")
    comment("dissent", second_one, "Дужи рок.", "1-3")
    comment("withdrawn", first, "Повлачимо ово.", "1-3")
    comment("superseded", third, "Грешка у броју.", "1-2")
    comment("newer", third, "Исправан број је 29.", "1-2", supersedes=sent["superseded"])
    comment("direct", year.stranger, "Станица у Смедереву.", "1-1", seko=False)
    comment("citizen", year.citizen, "Чист ваздух за све.", seko=False)
    other = year.other.members[0]
    file = _file("undecided.pdf", other)
    sent["undecided"] = f.a_comment(
        consultation, other, "Енергија.", seko=year.other.seko, place="1-3", attachment=file
    )
    withdraw_comment(sent["withdrawn"], by=first, now=f.COMMENTING)


def _decide(year: Year) -> None:
    network, sent, lead = year.network, year.comments, year.network.lead
    move_date(
        year.consultation,
        field="answers_due_on",
        value=f.ANSWERS_DUE_ON + timedelta(days=1),
        reason="Празник.",
        by=year.coordinator,
        now=f.COMMENTING,
    )
    merge([sent["merged-1"], sent["merged-2"]], wording="Станица у Бору и околини.", by=lead, now=f.CONSOLIDATING)
    carry([sent["typed"], sent["newer"]], by=lead, now=f.CONSOLIDATING)
    set_aside([sent["left-out"], sent["dissent"]], reason="Рок је закон.", by=lead, now=f.CONSOLIDATING)
    position = ensure_position(year.consultation, network.seko, by=lead, now=f.CONSOLIDATING)
    submit_position(position, by=lead, now=f.CONSOLIDATING)
    dissent(sent["dissent"], words="Остајемо при свом.", by=network.members[1], now=f.DISSENTING)


def _late(year: Year) -> None:
    asked = []
    for words in ("Закаснели коментар.", UNSENT_WORDS):
        unsent = save_unsent(
            identifier=uuid4(),
            consultation=year.consultation,
            fields={"words": words, "anchor": {"kind": "whole"}},
            by=year.stranger,
            now=f.COMMENTING,
        )
        asked.append(request_late(unsent, reason="Квар на мрежи.", by=year.stranger, now=f.DISSENTING))
    proposed = propose_late_acceptance(asked[0], reason="Оправдано.", by=year.coordinator, now=f.DISSENTING)
    year.comments["late"] = second.confirm(proposed, by=year.second, now=f.DISSENTING)
    refuse_late(asked[1], reason="Већ речено.", by=year.coordinator, now=f.DISSENTING)


def _answer(year: Year) -> None:
    assert year.officer.organisation is not None
    assign([year.point("undecided")], institution=year.officer.organisation, by=year.coordinator, now=f.ANSWERING)
    year.answer("merged-1", "accepted", "Тачно је.", "Додаје се станица.")
    year.answer("typed", "partly", f"Одговор: {TYPED}")
    year.answer("newer", "not-accepted", "Број је проверен.")
    year.answer("dissent", "noted", "Знамо за рок.")
    year.answer("direct", "outside", "Друга акција.")
    year.answer("citizen", "accepted", "Слажемо се.", "Нова реченица.")
    year.answer("late", "noted", "Забележено.")
    response = year.point("newer").responses.get()
    third = year.network.members[2]
    reply(response, verdict=Verdict.OBJECTS, words="Број није проверен.", by=third, now=f.OVERDUE)
    merged = year.point("merged-1").responses.get()
    reply(merged, verdict=Verdict.SATISFIED, words="", by=year.network.members[0], now=f.OVERDUE)
