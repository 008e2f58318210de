"""Who keeps an upload: the person who decided on it, under the mandate under which they did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seko.actors.organisations.models import Mandate
from seko.drafts.documents.models import Import, Version
from seko.foundation.journal.models import Entry
from tests import factories as f
from tests.drafts.documents.uploading import GOOD, Uploading, in_form, uploading
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(settings: Any, tmp_path: Path) -> tuple[Uploading, Import]:
    settings.MEDIA_ROOT = tmp_path / "files"
    up = uploading()
    return up, up.read(GOOD)


def decide(up: Uploading, found: Import, colleague: Any) -> None:
    page = in_form("sr", "import-keep", up.document.code, found.pk)
    assert f.client_of(colleague).post(page).status_code == 302


def test_a_colleague_keeps_what_another_sent_and_stands_for_it(read: tuple[Uploading, Import]) -> None:
    up, found = read
    colleague = f.another_of(up.coordinator)
    Mandate.objects.filter(pk=up.coordinator.mandate_id).delete()

    decide(up, found, colleague)
    work_through_the_queue()

    version = Version.objects.get(document=up.document)
    (entry,) = Entry.objects.filter(subject="version", subject_id=str(version.pk))
    assert str(entry.person) == colleague.person_id


def test_what_was_asked_under_a_mandate_that_ended_is_not_done(read: tuple[Uploading, Import]) -> None:
    up, found = read
    colleague = f.another_of(up.coordinator)
    f.an_actor(f.an_organisation("Друго министарство", "ministry"), "ministry", colleague.person)

    decide(up, found, f.again(colleague))
    Mandate.objects.filter(pk=colleague.mandate_id).delete()
    work_through_the_queue()

    assert not Version.objects.filter(document=up.document).exists()
    assert Import.objects.get(pk=found.pk).status == "read"
