"""An institution's answer table that came back: read, looked at, taken in row by row by the actions of answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.responses.actions import propose, save_draft
from seko.dialogue.responses.enums import ResponseStatus
from seko.drafts.documents.model import sandbox
from seko.drafts.documents.model.refusals import ParserFailed
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Conflict, Invalid, Refused, SekoError, TooLarge, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.design import spoken
from seko.foundation.files import actions as files
from seko.foundation.files import storage
from seko.foundation.files.kinds import DOCX, ODT, PDF, XLSX, register_kind
from seko.foundation.files.models import StoredFile
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.models import Job
from seko.foundation.journal import actions as journal
from seko.outlets.papers import permissions
from seko.outlets.papers.enums import TableStatus, Verdict
from seko.outlets.papers.filled.rows import Filled, from_json
from seko.outlets.papers.judging import Judged
from seko.outlets.papers.lifecycle import ANSWER_TABLE
from seko.outlets.papers.marks import COLUMNS, FORM, Table, read_stated
from seko.outlets.papers.models import AnswerTable
from seko.outlets.papers.sentences import REFUSALS

TASKS = "seko.outlets.papers.filled.tasks"
READING_SECONDS = 30.0
KEPT = timedelta(days=30)
ANSWER_JOB = "papers.take-answers"
NUMBER_LETTERS = 80
ANSWERS = register_kind("answer-table", (XLSX, DOCX), limit_key="attachment_bytes")
LETTER = register_kind("answer-letter", (PDF, DOCX, ODT), limit_key="attachment_bytes")


def begin_table(
    consultation: Consultation,
    upload: Any,
    *,
    letter: Any = None,
    letter_number: str = "",
    letter_on: date | None = None,
    by: Actor,
    now: datetime,
) -> AnswerTable:
    """Take a filled table in with the letter by which it came, and read it in the child; no answer is touched.

    For another institution than the actor's own the letter, its number and its day are needed. The same file that waits
    already is returned as it is. Raises `Refused`, `Invalid` by field (`file`, `letter`, `letter_number`, `letter_on`).
    """
    refuse_unless(permissions.may_bring_answers(by, None, now))
    number = read_text(letter_number, "letter_number", limit=NUMBER_LETTERS)
    if letter_on is not None and letter_on > local_date(now):
        raise Invalid({"letter_on": _("This day is in the future.")})
    if upload is None:
        raise Invalid({"file": _("Choose a file.")})
    stored = files.receive(upload, kind=ANSWERS.code, by=by, now=now)
    kept_letter = None
    try:
        filled, institution = _checked(stored, consultation, by, now)
        earlier = _same_before(stored, consultation, institution)
        if earlier is not None:
            _discard(stored)
            return earlier
        if str(institution.pk) != by.organisation_id:
            _refuse_without_letter(letter, number, letter_on)
        kept_letter = _received_letter(letter, by=by, now=now)
    except SekoError:
        _discard(stored)
        raise
    with transaction.atomic():
        Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
        earlier = _same_before(stored, consultation, institution)
        if earlier is not None:  # somebody else sent the same file while this one was read
            _discard(stored, kept_letter)
            return earlier
        begun = AnswerTable.objects.create(
            consultation=consultation,
            institution=institution,
            name=stored.name,
            sha256=stored.sha256,
            file=stored,
            content=filled.as_json(),
            letter=kept_letter,
            letter_number=number,
            letter_on=letter_on,
            by=by.person,
            at=now,
        )
        facts = {"rows": len(filled.rows), "sha256": stored.sha256, "institution": str(institution.pk)}
        journal.record("answer-table-begun", "answer-table", begun.pk, by=by, now=now, scope=consultation.pk, **facts)
    return begun


def _checked(stored: StoredFile, consultation: Consultation, by: Actor, now: datetime) -> tuple[Filled, Organisation]:
    """Return what was read and whose answers it holds; what the file says of itself is not trusted."""
    filled = _read(storage.read(stored.path, stored.sha256), is_xlsx=stored.media_type == XLSX.media_type)
    stated = read_stated(filled.stated)
    if stated is None or stated.table is not Table.ANSWERS or set(COLUMNS[Table.ANSWERS]) - set(filled.places):
        raise _refused("no-keys")
    if stated.form > FORM:
        raise _refused("later-form")
    if stated.consultation != consultation.code:
        raise _refused("another-consultation")
    institution = _institution(stated.institution)
    if institution is None or not permissions.may_bring_answers(by, institution, now):
        raise _refused("another-institution")
    return filled, institution


def _institution(identifier: str) -> Organisation | None:
    try:
        return Organisation.objects.filter(pk=identifier).first()
    except (ValidationError, ValueError):
        return None


def _read(data: bytes, *, is_xlsx: bool) -> Filled:
    try:
        answer: dict[str, Any] = sandbox.parse_in_child(
            data, "xlsx" if is_xlsx else "docx", tasks=TASKS, wall_seconds=READING_SECONDS
        )
    except ParserFailed as failed:
        raise _refused("time" if failed.reason == "time" else "damaged") from None
    if "refusal" in answer:
        raise _refused(answer["refusal"], answer["params"])
    return from_json(answer["table"])


def _refused(code: str, params: Mapping[str, Any] | None = None) -> Invalid:
    sentence = REFUSALS[code]
    return Invalid({"file": sentence % params if params else sentence})


def _same_before(stored: StoredFile, consultation: Consultation, institution: Organisation) -> AnswerTable | None:
    """Return the same file that waits to be taken in. Raises `Invalid` where it was taken in before."""
    rows = AnswerTable.objects.filter(consultation=consultation, institution=institution, sha256=stored.sha256)
    taken = rows.filter(status=TableStatus.TAKEN).first()
    if taken is not None:
        day = spoken.day(taken.settled_at, genitive=True)
        raise Invalid({"file": _("This very table was taken in on %(day)s; nothing was added.") % {"day": day}})
    return rows.filter(status__in=(TableStatus.READ, TableStatus.TAKING)).first()


def _refuse_without_letter(letter: Any, number: str, on: date | None) -> None:
    faults: dict[str, Any] = {}
    if letter is None:
        faults["letter"] = _("Attach the letter by which the institution sent its answers.")
    if not number:
        faults["letter_number"] = _("Give the number of the letter.")
    if on is None:
        faults["letter_on"] = _("Give the day of the letter.")
    if faults:
        raise Invalid(faults)


def _received_letter(letter: Any, *, by: Actor, now: datetime) -> StoredFile | None:
    if letter is None:
        return None
    try:
        return files.receive(letter, kind=LETTER.code, by=by, now=now)
    except (Invalid, TooLarge) as invalid:
        raise Invalid({"letter": invalid.sentence}) from None


def _discard(*stored: StoredFile | None) -> None:
    with transaction.atomic():
        for each in filter(None, stored):
            files.discard(each)


def discard_table(found: AnswerTable, *, by: Actor, now: datetime) -> AnswerTable:
    """Throw a table away; no answer is touched. Raises `Refused`, `WrongState`."""
    return ANSWER_TABLE.run(found, "discard", by=by, now=now, write=_settled(now))  # type: ignore[no-any-return]


def _settled(now: datetime, taken: Mapping[str, int] | None = None) -> Any:
    def write(row: AnswerTable) -> None:
        row.settled_at, row.taken = now, dict(taken or {})

    return write


def ask_to_take(found: AnswerTable, *, sends: bool, by: Actor, now: datetime) -> Job:
    """Have the rows taken in as drafts of answers, with `sends` sent for approval too, by a job. Raises `Refused`,
    `WrongState`.
    """
    with transaction.atomic():
        ANSWER_TABLE.run(found, "begin", by=by, now=now)
        assert by.person is not None  # noqa: S101 - the ministry's coordination or an officer
        return enqueue(
            ANSWER_JOB,
            for_person=by.person.pk,
            table=str(found.pk),
            sends=sends,
            person=by.person_id,
            mandate=by.mandate_id,
        )


def take_row(judged: Judged, *, sends: bool, by: Actor, now: datetime) -> str:
    """Write one row's answer, where asked send it for approval; return `sent`, `drafted`, `same`, `empty` or `left`.

    Everything is checked again by the actions of answers: what they refuse is left as it is. Taken twice changes
    nothing.
    """
    if judged.point is None or judged.verdict not in (Verdict.NEW, Verdict.SAME):
        return "empty" if judged.verdict == Verdict.EMPTY else "left"
    response, done = judged.response, "same"
    try:
        if judged.verdict == Verdict.NEW:
            response = save_draft(judged.point, fields=judged.fields, revision=judged.revision, by=by, now=now)
            done = "drafted"
        if sends and response is not None and response.status == ResponseStatus.DRAFTED:
            propose(response, by=by, now=now)
            done = "sent"
    except (Conflict, Invalid, Refused, WrongState):
        return "left" if done == "same" else done
    return done


def settle_taken(found: AnswerTable, done: Iterable[str], *, by: Actor, now: datetime) -> AnswerTable:
    """Mark a table as taken in, with what became of its rows. Raises `Refused`, `WrongState` (settled meanwhile)."""
    counts = Counter(done)
    return ANSWER_TABLE.run(  # type: ignore[no-any-return]
        found, "take", by=by, now=now, write=_settled(now, counts), facts=dict(counts)
    )


def forget_tables(now: datetime) -> None:
    """Delete what tables held 30 days after they were settled, and what nobody took in for so long, letter and all;
    the letters of tables that were taken in stay with the consultation.
    """
    old = now - KEPT
    rows = AnswerTable.objects.select_related("file", "letter").filter(at__lt=old)
    for row in rows.exclude(settled_at__gte=old).exclude(status=TableStatus.TAKEN, content={}):
        with transaction.atomic():
            if row.status == TableStatus.TAKEN:
                file, row.file, row.content = row.file, None, {}
                row.save(update_fields=["file", "content"])
                _discard(file)
            else:
                kept = (row.file, row.letter)
                row.delete()
                _discard(*kept)
