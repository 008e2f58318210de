"""What is kept stays, in every table that has a rule against deleting: nothing that deletes goes past it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from seko.dialogue.changes.models import Placement
from seko.dialogue.responses.models import Response, ResponseTranslation
from seko.dialogue.tracing.models import Cause, Difference, Statement
from seko.drafts.documents.models import Version
from seko.drafts.memoranda.models import Memorandum, Obligation, Party
from seko.foundation.core import triggers
from seko.foundation.core.triggers import Trigger
from seko.foundation.files.actions import store
from seko.foundation.files.enums import ScanState
from seko.foundation.files.models import StoredFile
from seko.outlets.reporting.actions import freeze_report
from seko.outlets.reporting.models import ReportFile
from tests import factories as f
from tests.outlets.reporting.conftest import REPORTED, Year

pytestmark = pytest.mark.django_db
CHANGE = "UPDATE files_storedfile SET {} WHERE id = %s"
DELETE = "DELETE FROM files_storedfile WHERE id = %s"


def kept() -> list[Trigger]:
    """Return every rule against deleting."""
    rules = [rule for config in apps.get_app_configs() for rule in triggers.declared(config)]
    return [rule for rule in rules if rule.beside]


def refused(sql: str, *identifiers: UUID) -> bool:
    keys = [str(each) if connection.vendor == "postgresql" else each.hex for each in identifiers]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, keys)
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


@pytest.fixture
def frozen_year(year: Year) -> Year:
    f.a_consultation(questions=("А?", "Б?", "В?"))
    freeze_report(year.consultation, by=year.coordinator, now=REPORTED)
    offered = Memorandum.objects.create(code="offered", title_sr="Меморандум", status="prepared")
    Party.objects.create(memorandum=offered, order=1, side="civil", name="Удружење")
    Obligation.objects.create(memorandum=offered, side="civil", number=1, text_sr="Шаље коментаре у року.")
    Memorandum.objects.filter(pk=offered.pk).update(status="offered")
    _follow(year)
    return year


def _follow(year: Year) -> None:
    """Let a next draft follow, with what is kept of it."""
    first = year.consultation.version
    assert first is not None
    answer = Response.objects.filter(point__consultation=year.consultation, status="published").first()
    assert answer is not None
    second = f.a_version(document=first.document)
    ResponseTranslation.objects.create(
        response=answer, language="en", of_revision=answer.revision, institution=answer.institution,
        reason="Accepted.", written_at=REPORTED,
    )  # fmt: skip
    changed = Difference.objects.create(old_version=first, new_version=second, order=1, kind="changed")
    Cause.objects.create(difference=changed, reason="comment", point=answer.point, at=REPORTED)
    Statement.objects.create(point=answer.point, said="not-needed", reason="Већ стоји.", at=REPORTED)
    Placement.objects.create(version=second, point=answer.point, status="changed", made_at=REPORTED, chosen_at=REPORTED)


def test_no_row_that_is_kept_is_replaced(frozen_year: Year) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    tables = {rule.table for rule in kept()}
    replacing = {table: f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"' for table in tables}  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")  # as any other program that opens the file
        assert [table for table, sql in replacing.items() if not refused(sql)] == []
        cursor.execute("PRAGMA recursive_triggers=ON")
        for rule in kept():
            cursor.execute(f'DROP TRIGGER "{rule.name}_replaced"')
    assert [table for table, sql in replacing.items() if not refused(sql)] == []


def test_no_table_of_kept_rows_is_emptied_at_once(frozen_year: Year) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    connection.check_constraints()  # PostgreSQL empties no table whose constraints are still to be checked
    assert [rule.table for rule in kept() if not refused(f'TRUNCATE "{rule.table}" CASCADE')] == []


@pytest.mark.parametrize("holder", ["report", "original", "published copy", "comment"])
def test_a_file_of_what_is_fixed_is_fixed(frozen_year: Year, holder: str) -> None:
    version, of_report = frozen_year.consultation.version, ReportFile.objects.first()
    assert version is not None and of_report is not None
    copy = store(b"copy", name="copy.docx", media_type="x/y", kind="document", by=None, now=REPORTED)
    Version.objects.create(
        document=version.document, number=9, original=version.original, published_copy=copy, created_at=REPORTED
    )
    held = {
        "report": of_report.file,
        "original": version.original,
        "published copy": copy,
        "comment": frozen_year.comments["merged-1"].attachment,
    }[holder]

    changes = ("path = 'x'", "sha256 = 'x'", "size = size + 1", "name = 'x'", "media_type = 'x'", "kind = 'x'")
    assert held is not None
    assert [change for change in changes if not refused(CHANGE.format(change), held.pk)] == []
    assert refused(DELETE, held.pk)


def test_a_file_that_nothing_holds_is_changed_and_deleted(frozen_year: Year) -> None:
    loose = store(b"loose", name="loose.pdf", media_type="x/y", kind="attachment", by=None, now=REPORTED)
    assert not refused(CHANGE.format("name = 'x'"), loose.pk)
    assert not refused(DELETE, loose.pk)


def test_a_virus_found_after_sending_takes_the_bytes_away(frozen_year: Year) -> None:
    sent = frozen_year.comments["merged-1"].attachment
    assert sent is not None
    StoredFile.objects.filter(pk=sent.pk).update(scan_state=ScanState.WAITING)
    assert not refused(CHANGE.format("scan_state = 'refused', path = ''"), sent.pk)
    assert refused(CHANGE.format("path = ''"), sent.pk)
