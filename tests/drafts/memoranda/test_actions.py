"""From the first line to the end of a memorandum: who may, what is written, who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from seko.drafts.memoranda import actions
from seko.drafts.memoranda.enums import Side, Status
from seko.drafts.memoranda.models import Memorandum, Obligation, Party
from seko.drafts.memoranda.queries import is_over
from seko.foundation.core.errors import Conflict, Invalid, NotThere, Refused, WrongState
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow import second
from tests.drafts.memoranda import agreeing as a

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> a.Cast:
    """Who acts."""
    return a.Cast()


def told(kind: str) -> set[object]:
    """Return who is mailed of a kind."""
    return set(Outbox.objects.filter(kind=kind).values_list("recipient", flat=True))


def people(*actors: object) -> set[object]:
    """Return the identifiers of people."""
    return {actor.person.pk for actor in actors}  # type: ignore[attr-defined]


# --- preparing


def test_what_is_written_down_is_kept_line_by_line(cast: a.Cast) -> None:
    memorandum = a.prepared(cast)

    assert memorandum.status == Status.PREPARED
    lines = [(party.side, party.name, party.organisation_id) for party in memorandum.parties.order_by("order")]
    assert lines == [
        (Side.STATE, cast.ministry.organisation_name, cast.ministry.mandate.organisation_id),  # type: ignore[union-attr]
        (Side.CIVIL, "Зелена мрежа", cast.first.mandate.organisation_id),  # type: ignore[union-attr]
        (Side.CIVIL, "Плава мрежа", cast.other.mandate.organisation_id),  # type: ignore[union-attr]
    ]
    rows = Obligation.objects.filter(memorandum=memorandum).select_related("party", "measure")
    assert [(row.side, row.number, str(row.party or ""), str(row.measure or "")) for row in rows] == [
        (Side.CIVIL, 1, "Зелена мрежа", ""),
        (Side.STATE, 1, "", "answers-in-term"),
    ]


def test_only_the_ministry_writes_down(cast: a.Cast) -> None:
    for actor in (cast.first, cast.stranger):
        with pytest.raises(Refused):
            actions.prepare_memorandum(
                code="n", fields=a.fields(), parties=[], obligations=[], by=actor, now=a.PREPARED
            )
    assert Memorandum.objects.count() == 0


def test_faults_are_named_by_their_line(cast: a.Cast) -> None:
    parties = [*a.parties(cast)[:2], replace(a.parties(cast)[2], name=" ")]
    obligations = [replace(a.obligations()[0], text="", measure="no-such"), replace(a.obligations()[1], party=0)]

    with pytest.raises(Invalid) as found:
        actions.prepare_memorandum(
            code="m",
            fields=a.fields(title_sr="", starts_on=a.ENDS_ON + timedelta(days=1)),
            parties=parties,
            obligations=obligations,
            by=cast.ministry,
            now=a.PREPARED,
        )

    assert set(found.value.faults) == {
        "title_sr",
        "ends_on",
        "party-2-name",
        "obligation-0-text",
        "obligation-0-measure",
        "obligation-1-party",
    }


def test_two_who_change_at_once_do_not_overwrite_each_other(cast: a.Cast) -> None:
    memorandum = a.prepared(cast)
    given = {"fields": a.fields(title_sr="Друго"), "parties": a.parties(cast), "obligations": []}

    changed = actions.change_memorandum(memorandum, **given, by=cast.ministry, now=a.OFFERED, seen=a.PREPARED)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        actions.change_memorandum(memorandum, **given, by=cast.second, now=a.OFFERED, seen=a.PREPARED)  # type: ignore[arg-type]

    assert (changed.title_sr, changed.obligations.count()) == ("Друго", 0)


@pytest.mark.parametrize(
    ("lines", "duties", "word"), [(slice(0, 1), 2, "Наведите"), (slice(1, 3), 2, "Наведите"), (slice(0, 3), 0, "текст")]
)
def test_nothing_is_offered_without_both_sides_and_something_to_sign(
    cast: a.Cast, lines: slice, duties: int, word: str
) -> None:
    rows = a.parties(cast)[lines]
    obligations = [replace(each, party=None) for each in a.obligations()[:duties]]
    memorandum = actions.prepare_memorandum(
        code="m", fields=a.fields(), parties=rows, obligations=obligations, by=cast.ministry, now=a.PREPARED
    )

    with pytest.raises(Refused):
        actions.offer_memorandum(memorandum, by=cast.ministry, now=a.OFFERED)


def test_an_offer_tells_the_parties_people_and_nobody_else(cast: a.Cast) -> None:
    a.offered(cast)

    assert told("memorandum-offered") == people(cast.first, cast.other, cast.ministry, cast.second)


def test_an_offered_one_is_changed_by_nobody(cast: a.Cast) -> None:
    memorandum = a.offered(cast)

    with pytest.raises(WrongState):
        actions.change_memorandum(
            memorandum, fields=a.fields(), parties=[], obligations=[], by=cast.ministry, now=a.UPLOADED
        )


def test_the_offer_is_taken_back_until_somebody_signed(cast: a.Cast) -> None:
    memorandum = actions.take_back_memorandum(a.offered(cast), by=cast.ministry, now=a.UPLOADED)
    again = actions.offer_memorandum(memorandum, by=cast.ministry, now=a.UPLOADED)
    a.plain_check(again, cast)

    with pytest.raises(WrongState):
        actions.take_back_memorandum(again, by=cast.ministry, now=a.IN_FORCE)
    assert told("memorandum-taken-back") == people(cast.first, cast.other, cast.ministry, cast.second)


# --- signing


def test_who_may_not_take_back_learns_nothing_of_signed_files(cast: a.Cast) -> None:
    memorandum = a.offered(cast)
    a.plain_check(memorandum, cast)

    with pytest.raises(Refused):
        actions.take_back_memorandum(memorandum, by=cast.first, now=a.IN_FORCE)
    with pytest.raises(WrongState):
        actions.take_back_memorandum(memorandum, by=cast.ministry, now=a.IN_FORCE)


def test_a_day_of_signing_in_the_future_is_refused(cast: a.Cast) -> None:
    memorandum = a.offered(cast)
    party = memorandum.parties.first()
    assert party is not None

    with pytest.raises(Invalid) as found:
        actions.note_signing(
            memorandum, lines=[actions.Signed(party.pk, date(2027, 3, 5))], by=cast.ministry, now=a.UPLOADED
        )
    assert set(found.value.faults) == {f"party-{party.pk}-on"}


def test_it_comes_into_force_by_two_once_both_sides_signed_and_a_file_is_here(cast: a.Cast) -> None:
    memorandum = a.offered(cast)
    for step in (lambda: a.plain_check(memorandum, cast), lambda: a.noted(memorandum, cast)):
        with pytest.raises(Refused):
            actions.propose_in_force(memorandum, reason="Потписано.", by=cast.ministry, now=a.IN_FORCE)
        step()
    proposed = actions.propose_in_force(memorandum, reason="Потписано.", by=cast.ministry, now=a.IN_FORCE)
    with pytest.raises(Refused):
        second.confirm(proposed, by=cast.ministry, now=a.IN_FORCE)
    found = second.confirm(proposed, by=cast.second, now=a.IN_FORCE)

    assert (found.status, found.signed_on, found.begins_on) == (Status.IN_FORCE, a.SIGNED_ON, a.SIGNED_ON)
    assert told("memorandum-in-force") == people(cast.first, cast.other, cast.ministry, cast.second)


def test_taking_the_offer_back_ends_what_waits_for_a_second_person(cast: a.Cast) -> None:
    memorandum = a.offered(cast)
    found = a.plain_check(memorandum, cast)
    a.noted(memorandum, cast)
    actions.propose_in_force(memorandum, reason="Потписано.", by=cast.ministry, now=a.IN_FORCE)
    found.delete()

    actions.take_back_memorandum(memorandum, by=cast.ministry, now=a.IN_FORCE)

    assert second.all_waiting(memorandum.pk) == []
    assert not memorandum.parties.filter(signed_on__isnull=False).exists()


# --- lasting


def test_a_renewal_moves_the_end_and_keeps_the_term_as_it_was_offered(cast: a.Cast) -> None:
    memorandum = a.in_force(cast)
    until = date(2029, 3, 1)

    actions.renew_memorandum(
        memorandum, on=date(2027, 3, 5), until=until, basis="Анекс 1", by=cast.ministry, now=a.IN_FORCE
    )

    memorandum.refresh_from_db()
    assert (memorandum.ends_on, memorandum.until) == (a.ENDS_ON, until)
    assert told("memorandum-renewed") == people(cast.first, cast.other, cast.ministry, cast.second)


@pytest.mark.parametrize(
    ("on", "until", "field"),
    [
        (date(2027, 3, 2), date(2029, 1, 1), "on"),
        (date(2027, 3, 9), date(2029, 1, 1), "on"),
        (date(2027, 3, 5), a.ENDS_ON, "until"),
    ],
)
def test_a_renewal_has_possible_days(cast: a.Cast, on: date, until: date, field: str) -> None:
    memorandum = a.in_force(cast)

    with pytest.raises(Invalid) as found:
        actions.renew_memorandum(memorandum, on=on, until=until, basis="Анекс", by=cast.ministry, now=a.IN_FORCE)
    assert set(found.value.faults) == {field}


def test_a_party_leaves_for_itself_alone(cast: a.Cast) -> None:
    memorandum = a.in_force(cast)
    mine, others = (Party.objects.get(memorandum=memorandum, name=name) for name in ("Зелена мрежа", "Плава мрежа"))
    leave = {"on": date(2027, 3, 5), "statement": "Иступамо.", "now": a.IN_FORCE}

    with pytest.raises(NotThere):
        actions.leave_memorandum(memorandum, party=others, by=cast.first, **leave)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        actions.leave_memorandum(memorandum, party=mine, by=cast.stranger, **leave)  # type: ignore[arg-type]
    actions.leave_memorandum(memorandum, party=mine, by=cast.first, **leave)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        actions.leave_memorandum(memorandum, party=mine, by=cast.first, **leave)  # type: ignore[arg-type]

    memorandum.refresh_from_db()
    mine.refresh_from_db()
    assert (memorandum.status, mine.left_statement) == (Status.IN_FORCE, "Иступамо.")
    assert told("memorandum-left") >= people(cast.other, cast.ministry, cast.second)


def test_two_end_it_and_the_reason_is_kept(cast: a.Cast) -> None:
    memorandum, newer = a.in_force(cast), a.in_force(cast, "newer")
    proposed = actions.propose_end(
        memorandum, reason="Замењен новим.", replaced_by=newer, by=cast.ministry, now=a.IN_FORCE
    )

    found = second.confirm(proposed, by=cast.second, now=a.IN_FORCE)

    assert (found.status, found.replaced_by, found.ended_reason) == (Status.REPLACED, newer, "Замењен новим.")
    assert told("memorandum-ended") == people(cast.first, cast.other, cast.ministry, cast.second)


def test_it_is_not_replaced_by_one_that_is_not_in_force(cast: a.Cast) -> None:
    memorandum = a.in_force(cast)

    with pytest.raises(Invalid):
        actions.propose_end(
            memorandum, reason="Замена.", replaced_by=a.prepared(cast, "x"), by=cast.ministry, now=a.IN_FORCE
        )
    with pytest.raises(Invalid):
        actions.propose_end(memorandum, reason="Замена.", replaced_by=memorandum, by=cast.ministry, now=a.IN_FORCE)


def test_the_end_of_the_term_is_told_at_90_and_at_30_days_once_each(cast: a.Cast) -> None:
    a.in_force(cast)
    end = datetime.combine(a.ENDS_ON, datetime.min.time(), tzinfo=a.IN_FORCE.tzinfo)

    counts = []
    for days in (91, 90, 89, 31, 30, 10, 0, -1):
        actions.warn_of_terms(end - timedelta(days=days) + timedelta(hours=9))
        counts.append(Outbox.objects.filter(kind="memorandum-term-ends", recipient=cast.first.person.pk).count())  # type: ignore[union-attr]

    assert counts == [0, 1, 1, 1, 2, 2, 2, 2]


def test_that_a_term_is_over_is_told_by_the_clock(cast: a.Cast) -> None:
    memorandum = a.in_force(cast)

    assert [is_over(memorandum, a.ENDS_ON + timedelta(days=days)) for days in (0, 1)] == [False, True]


# --- history, the journal, the database


def test_a_historical_one_needs_its_source(cast: a.Cast) -> None:
    given: dict[str, Any] = {"fields": a.fields(ends_on=None), "parties": a.parties(cast), "obligations": []}
    given |= {"code": "h", "signed_on": date(2014, 11, 20), "now": a.PREPARED}
    with pytest.raises(Invalid):
        actions.record_historical(**given, source=" ", by=cast.ministry)
    with pytest.raises(Refused):
        actions.record_historical(**given, source="Вест", by=cast.first)

    found = actions.record_historical(**given, source="Вест", by=cast.ministry)

    assert (found.status, set(found.parties.values_list("signed_on", flat=True))) == (
        Status.IN_FORCE,
        {date(2014, 11, 20)},
    )


def test_the_journal_tells_the_course_and_holds_no_names(cast: a.Cast) -> None:
    memorandum = a.in_force(cast)

    entries = Entry.objects.filter(scope=str(memorandum.pk)).order_by("sequence")
    assert [entry.kind for entry in entries] == [
        "memorandum-prepared",
        "memorandum-offered",
        "signed-file-received",
        "signed-file-checked",
        "memorandum-signing-noted",
        "memorandum-in-force-proposed",
        "memorandum-in-force",
    ]
    assert "Весна" not in str(list(entries.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE memoranda_memorandum SET title_sr = 'x'",
        "UPDATE memoranda_party SET name = 'x'",
        "UPDATE memoranda_obligation SET text_sr = 'x'",
        "DELETE FROM memoranda_obligation",
    ],
)
def test_the_database_keeps_what_was_offered(cast: a.Cast, statement: str) -> None:
    a.offered(cast)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_signatory_can_be_forgotten(cast: a.Cast) -> None:
    memorandum = a.in_force(cast)

    changed = Party.objects.filter(memorandum=memorandum).update(signatory="", function="", signed_by="", signed_as="")

    assert changed == 3
