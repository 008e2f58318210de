"""What was promised is found in the next draft, put off, or revised; every difference can have its cause."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from seko.actors.organisations.actor import Actor
from seko.dialogue.positions.models import Point
from seko.dialogue.tracing import actions
from seko.dialogue.tracing.enums import Outcome, Reason, Said
from seko.dialogue.tracing.models import Cause, Difference, Statement
from seko.dialogue.tracing.queries import causes_of, outcome_counts, promises, reasons_counted, statements_of
from seko.drafts.documents.actions import publish_version
from seko.drafts.documents.models import Release
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.models import Notice
from tests import factories as f
from tests.dialogue.responses.conftest import Answering
from tests.dialogue.tracing.conftest import NEW_FOURTH, NEW_SECOND, Traced
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db
NOW = f.OVERDUE
DAY = date(2027, 5, 3)


def outcome(traced: Traced, actor: Actor | None = None) -> str:
    """Return what became of the promise, as the actor (the officer) may know it."""
    found = promises(traced.answering.consultation, actor or traced.answering.officer, NOW)
    return found.get(pk=traced.point.pk).outcome


def test_differences_are_kept_once_with_their_words_and_section(traced: Traced) -> None:
    changed, added = traced.differences
    assert (changed.kind, changed.before, changed.after) == ("changed", f.PASSAGES[1], NEW_SECOND)
    assert (added.kind, added.old, added.after) == ("added", [], NEW_FOURTH)
    assert actions.keep_differences(traced.version, now=NOW) == 2
    assert Difference.objects.count() == 2
    assert Entry.objects.get(kind="differences-kept").facts["count"] == 2


def test_a_first_draft_differs_from_nothing(answering: Answering) -> None:
    assert answering.consultation.version is not None
    assert actions.keep_differences(answering.consultation.version, now=NOW) == 0


def test_a_promise_awaits_the_next_draft_is_not_found_there_and_then_is_done(answering: Answering) -> None:
    answering.published()
    (waiting,) = promises(answering.consultation, answering.officer, NOW)
    assert (waiting.pk, waiting.outcome) == (answering.point.pk, Outcome.AWAITING)


def test_naming_the_difference_fulfils_the_promise(traced: Traced) -> None:
    assert outcome(traced) == Outcome.NOT_FOUND
    changed, _added = traced.differences
    cause = actions.confirm_cause(traced.point, changed, by=traced.answering.officer, now=NOW, rank=1)
    assert outcome(traced) == Outcome.DONE
    assert actions.confirm_cause(traced.point, changed, by=traced.answering.officer, now=NOW) == cause
    assert [each.pk for each in causes_of([traced.point], traced.answering.stranger, NOW)] == [cause.pk]
    assert outcome_counts(traced.answering.consultation, traced.answering.officer, NOW)[Outcome.DONE] == 1
    assert Entry.objects.filter(kind="change-named").count() == 1


def test_a_cause_taken_back_leaves_the_promise_not_found(traced: Traced) -> None:
    cause = actions.confirm_cause(traced.point, traced.differences[0], by=traced.answering.officer, now=NOW)
    actions.take_back_cause(cause, by=traced.answering.coordinator, now=NOW)
    assert outcome(traced) == Outcome.NOT_FOUND
    with pytest.raises(WrongState):
        actions.take_back_cause(cause, by=traced.answering.coordinator, now=NOW)
    again = actions.confirm_cause(traced.point, traced.differences[0], by=traced.answering.officer, now=NOW)
    assert again != cause


def test_only_who_answers_names_causes(traced: Traced) -> None:
    for stranger in (traced.answering.network.lead, traced.answering.network.members[0], f.an_officer(), Actor()):
        with pytest.raises(Refused):
            actions.confirm_cause(traced.point, traced.differences[0], by=stranger, now=NOW)
        with pytest.raises(Refused):
            actions.state_of_promise(traced.point, said=Said.LATER, due_on=DAY, by=stranger, now=NOW)
        with pytest.raises(Refused):
            actions.name_reason(traced.differences, reason=Reason.EDITORIAL, by=stranger, now=NOW)
    assert not Cause.objects.exists()


def test_what_promises_nothing_has_no_cause(traced: Traced) -> None:
    with pytest.raises(WrongState):
        actions.confirm_cause(traced.answering.direct, traced.differences[0], by=traced.answering.coordinator, now=NOW)


def test_a_difference_of_another_document_is_no_cause(traced: Traced) -> None:
    other = f.a_version(["Нешто друго."], circle="public")
    following = f.a_version(["Нешто сасвим треће."], document=other.document)
    actions.keep_differences(following, now=NOW)
    foreign = Difference.objects.filter(new_version=following).first()
    assert foreign is not None
    with pytest.raises(Invalid):
        actions.confirm_cause(traced.point, foreign, by=traced.answering.officer, now=NOW)


def test_a_promise_is_put_off_to_a_day_and_past_it_is_not_found(traced: Traced) -> None:
    officer = traced.answering.officer
    with pytest.raises(Invalid) as without:
        actions.state_of_promise(traced.point, said=Said.LATER, by=officer, now=NOW)
    assert list(without.value.faults) == ["due_on"]
    actions.state_of_promise(traced.point, said=Said.LATER, due_on=DAY, by=officer, now=NOW)
    assert outcome(traced) == Outcome.LATER
    later = NOW + timedelta(days=60)
    assert promises(traced.answering.consultation, officer, later).get().outcome == Outcome.NOT_FOUND


def test_no_change_needs_a_reason_and_the_newest_statement_counts(traced: Traced) -> None:
    officer = traced.answering.officer
    with pytest.raises(Invalid) as without:
        actions.state_of_promise(traced.point, said=Said.NOT_NEEDED, reason="  ", by=officer, now=NOW)
    assert list(without.value.faults) == ["reason"]
    actions.state_of_promise(traced.point, said=Said.LATER, due_on=DAY, by=officer, now=NOW)
    actions.state_of_promise(
        traced.point, said=Said.NOT_NEEDED, reason="Већ стоји у анексу.", by=officer, now=NOW + timedelta(minutes=1)
    )
    assert outcome(traced) == Outcome.NOT_NEEDED
    assert [each.said for each in statements_of([traced.point])[traced.point.pk]] == ["not-needed", "later"]


def test_a_revised_promise_tells_every_author_with_the_reason(traced: Traced) -> None:
    Notice.objects.all().delete()
    actions.state_of_promise(
        traced.point,
        said=Said.REVISED,
        words="Станица ће бити у Мајданпеку.",
        reason="Локација није доступна.",
        by=traced.answering.officer,
        now=NOW,
    )
    assert outcome(traced) == Outcome.REVISED
    told = Notice.objects.filter(kind="promise-revised")
    authors = {traced.answering.network.members[place].person_id for place in (0, 1)}
    assert {str(each.recipient) for each in told} == authors
    assert {each.context["reason"] for each in told} == {"Локација није доступна."}


def test_other_reasons_are_named_for_many_differences_at_once(traced: Traced) -> None:
    coordinator = traced.answering.coordinator
    with pytest.raises(Invalid):
        actions.name_reason(traced.differences, reason=Reason.COMMENT, by=coordinator, now=NOW)
    with pytest.raises(Invalid):
        actions.name_reason([], reason=Reason.EDITORIAL, by=coordinator, now=NOW)
    made = actions.name_reason(traced.differences, reason=Reason.COMMISSION, by=coordinator, now=NOW)
    assert len(made) == 2
    assert actions.name_reason(traced.differences, reason=Reason.COMMISSION, by=coordinator, now=NOW) == []
    assert reasons_counted(Difference.objects.filter(new_version=traced.version)) == {"commission": 2, "": 0}


def test_authors_are_told_once_when_they_may_read_the_draft(traced: Traced) -> None:
    document = traced.version.document
    version = f.a_version(f.PASSAGES, document=document, circle="public", proposed_by=traced.answering.coordinator)
    Release.objects.filter(version=version).delete()
    actions.keep_differences(version, now=NOW)
    back = Difference.objects.filter(new_version=version).first()
    assert back is not None
    actions.confirm_cause(traced.point, back, by=traced.answering.officer, now=NOW)
    assert not Notice.objects.filter(kind="comments-changed-text").exists()
    assert outcome(traced, traced.answering.network.members[0]) == Outcome.NOT_FOUND

    publish_version(version, by=traced.answering.second, now=NOW)
    told = Notice.objects.filter(kind="comments-changed-text")
    later = NOW + actions.TOLD_AFTER
    actions.tell_of_changes(later)
    assert told.count() == 0  # published, but nobody outside may read it yet
    Release.objects.create(version=version, circle="networks", starts_at=NOW)
    actions.tell_of_changes(later - timedelta(seconds=1))
    assert told.count() == 0  # it may still be taken back
    for _ in range(2):
        actions.tell_of_changes(later)
        assert told.count() == 2
    assert outcome(traced, traced.answering.network.members[0]) == Outcome.DONE
    assert {str(each.recipient) for each in told} == {
        traced.answering.network.members[place].person_id for place in (0, 1)
    }


def test_a_draft_that_is_added_is_compared_in_the_background(answering: Answering) -> None:
    assert answering.consultation.version is not None
    version = f.a_version([*f.PASSAGES, NEW_FOURTH], document=answering.consultation.version.document)
    actions.ask_to_compare(version=version, by=answering.coordinator, now=NOW)
    work_through_the_queue()
    assert [each.kind for each in Difference.objects.filter(new_version=version)] == ["added"]


def test_the_database_keeps_one_cause_and_demands_day_or_reason(traced: Traced) -> None:
    actions.confirm_cause(traced.point, traced.differences[0], by=traced.answering.officer, now=NOW)
    values = {"difference": traced.differences[0], "at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Cause.objects.create(point=traced.point, reason=Reason.COMMENT, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cause.objects.create(reason=Reason.COMMENT, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.create(point=traced.point, said=Said.LATER, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.create(point=traced.point, said=Said.NOT_NEEDED, at=NOW)
    assert isinstance(traced.point, Point)


def test_that_nothing_was_found_is_said_only_to_who_may_read_the_further_draft(traced: Traced) -> None:
    stranger = f.an_actor(f.an_organisation("Ван мреже"), "representative")
    assert outcome(traced, stranger) == Outcome.NOT_FOUND
    Release.objects.filter(version=traced.version).update(circle="networks")

    actions.confirm_cause(traced.point, traced.differences[0], by=traced.answering.officer, now=NOW)

    assert outcome(traced, traced.answering.network.members[0]) == Outcome.DONE
    assert outcome(traced, stranger) == Outcome.AWAITING
