"""A memorandum between a ministry and two organisations, brought as far as a test needs it by the real actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.drafts.memoranda import actions
from seko.drafts.memoranda.actions import LineOfObligation, LineOfParty
from seko.drafts.memoranda.compiling import compile_memorandum
from seko.drafts.memoranda.enums import Side
from seko.drafts.memoranda.models import Measure, Memorandum, Party, SignedFile
from seko.foundation.rendering.formats import render
from seko.foundation.workflow import second
from tests import factories as f
from tests.drafts.memoranda.signing import Holder, sign

PREPARED = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
OFFERED = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
UPLOADED = datetime(2027, 3, 4, 9, 0, tzinfo=UTC)
IN_FORCE = datetime(2027, 3, 5, 9, 0, tzinfo=UTC)
SIGNED_ON = date(2027, 3, 3)
ENDS_ON = date(2028, 3, 1)
TITLE = "Меморандум о сарадњи"


@dataclass
class Cast:
    """Who acts: two of the ministry, two organisations that are parties, one that is not."""

    ministry: Actor = field(default_factory=f.ministry)
    first: Actor = field(default_factory=lambda: f.an_actor(f.an_organisation("Зелена мрежа"), Role.COORDINATOR))
    other: Actor = field(default_factory=lambda: f.an_actor(f.an_organisation("Плава мрежа"), Role.REPRESENTATIVE))
    stranger: Actor = field(default_factory=lambda: f.an_actor(f.an_organisation("Трећа"), Role.REPRESENTATIVE))
    second: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.second = f.another_of(self.ministry)


def fields(**changed: Any) -> dict[str, Any]:
    """Return what is said once."""
    given = {"title_sr": TITLE, "title_en": "Memorandum of cooperation", "ends_on": ENDS_ON}
    return {**given, **changed}


def parties(cast: Cast) -> list[LineOfParty]:
    """Return the three parties as they are written down."""
    names = ((Side.STATE, cast.ministry), (Side.CIVIL, cast.first), (Side.CIVIL, cast.other))
    return [
        LineOfParty(side, actor.organisation_name, "", actor.organisation, "Весна Весић", "директорка")
        for side, actor in names
    ]


def obligations() -> list[LineOfObligation]:
    """Return an obligation of each side; the state's is measured."""
    Measure.objects.get_or_create(
        code="answers-in-term", defaults={"name_sr": "Одговори дати у року", "name_en": "Answers given in time"}
    )
    return [
        LineOfObligation(
            Side.STATE, "Одговор на сваки коментар.", "An answer to every comment.", None, "answers-in-term"
        ),
        LineOfObligation(Side.CIVIL, "Обавештавање мреже.", "", 1),
    ]


def prepared(cast: Cast, code: str = "m", **changed: Any) -> Memorandum:
    """Return a memorandum in preparation."""
    return actions.prepare_memorandum(
        code=code,
        fields=fields(**changed),
        parties=parties(cast),
        obligations=obligations(),
        by=cast.ministry,
        now=PREPARED,
    )


def offered(cast: Cast, code: str = "m", **changed: Any) -> Memorandum:
    """Return one that is offered for signing."""
    return actions.offer_memorandum(prepared(cast, code, **changed), by=cast.ministry, now=OFFERED)


def a_file(data: bytes, name: str = "potpisan.pdf") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def document(memorandum: Memorandum, form: str = "sr") -> bytes:
    """Return the offered PDF."""
    return render(compile_memorandum(memorandum, form), "pdf").content


def checked(memorandum: Memorandum, cast: Cast, data: bytes | None = None, by: Holder | None = None) -> SignedFile:
    """Send a signed file in and keep its verdict, without rendering what it is compared with."""
    data = data if data is not None else sign(document(memorandum), by)
    found = actions.receive_signed(memorandum, upload=a_file(data), by=cast.ministry, now=UPLOADED)
    answer = actions.check_file(found, now=UPLOADED)
    return actions.settle_check(found, answer, {"sr": answer.get("words", "")}, now=UPLOADED)


def plain_check(memorandum: Memorandum, cast: Cast) -> SignedFile:
    """Keep a verdict without any signature: fast, where a test is not about files."""
    found = actions.receive_signed(memorandum, upload=a_file(b"%PDF-1.7\nx"), by=cast.ministry, now=UPLOADED)
    answer = {"refusal": "", "words": "w", "letters": 1, "signatures": []}
    return actions.settle_check(found, answer, {"sr": "w"}, now=UPLOADED)


def noted(memorandum: Memorandum, cast: Cast, *, but: str = "") -> None:
    """Note that every party has signed (but one)."""
    rows = Party.objects.filter(memorandum=memorandum)
    lines = [actions.Signed(party.pk, None if party.name == but else SIGNED_ON) for party in rows]
    actions.note_signing(memorandum, lines=lines, by=cast.ministry, now=UPLOADED)


def in_force(cast: Cast, code: str = "m", **changed: Any) -> Memorandum:
    """Return one that is in force."""
    memorandum = offered(cast, code, **changed)
    plain_check(memorandum, cast)
    noted(memorandum, cast)
    proposed = actions.propose_in_force(memorandum, reason="Све је потписано.", by=cast.ministry, now=IN_FORCE)
    found: Memorandum = second.confirm(proposed, by=cast.second, now=IN_FORCE)
    return found


def receive(memorandum: Memorandum, cast: Cast, data: bytes) -> SignedFile:
    """Send a file in, and leave it unchecked."""
    return actions.receive_signed(memorandum, upload=a_file(data), by=cast.ministry, now=UPLOADED)
