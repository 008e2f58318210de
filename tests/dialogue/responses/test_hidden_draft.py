"""A draft hidden after the consultation began: whoever may not read it answers and replies without its words."""

from __future__ import annotations

import pytest

from seko.dialogue.responses.actions import assign, save_draft
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.models import Version
from seko.foundation.core import clock
from tests import factories as f
from tests.dialogue.responses.conftest import ACCEPTED, Answering

pytestmark = pytest.mark.django_db


def test_an_officer_of_another_institution_reads_the_comments_and_not_the_hidden_draft(answering: Answering) -> None:
    code = answering.consultation.code
    other = f.an_officer(f.an_organisation("Агенција за воде", "agency"))
    assert other.organisation is not None
    assign([answering.direct], institution=other.organisation, by=answering.coordinator, now=f.CONSOLIDATING)
    save_draft(answering.direct, fields=ACCEPTED, by=other, now=f.ANSWERING)
    pages = (
        f"/sr/consultations/{code}/answers/queue/{answering.direct.pk}/",
        f"/sr/consultations/{code}/answers/assigning/",
        f"/sr/consultations/{code}/answers/queue/",
    )
    version = answering.consultation.version
    assert version is not None
    words = f.PASSAGES[0]
    with clock.pinned(f.ANSWERING):
        client = f.client_of(other)
        before = [words in client.get(page, follow=True).content.decode() for page in pages]
        Version.objects.filter(pk=version.pk).update(status=VersionStatus.HIDDEN)
        bodies = [client.get(page, follow=True) for page in pages]
        ministry = f.client_of(answering.coordinator).get(pages[0]).content.decode()
    assert before[0]
    assert [(body.status_code, words in body.content.decode()) for body in bodies] == [(200, False)] * 3
    assert "Станица у Смедереву." in bodies[0].content.decode()
    assert words in ministry
