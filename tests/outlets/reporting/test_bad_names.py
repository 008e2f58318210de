"""Names that would be carried out somewhere stand in every file of a report as typed (reliability.md C5 57)."""

from __future__ import annotations

import pytest

from seko.dialogue.consultations.models import Consultation
from seko.foundation.rendering.formats import render
from seko.outlets.reporting.compiling import compile_report
from tests import factories as f
from tests.outlets.reporting.conftest import REPORTED, Year
from tests.outlets.reporting.reading import words_of_docx, words_of_pdf

pytestmark = pytest.mark.django_db
HOSTILE = "{{7*7}} %s <script>alert(1)</script> {0.__class__}"


@pytest.mark.bad_input(57)
def test_titles_and_organisations_act_in_no_format(year: Year) -> None:
    f.written_by_hand(year.consultation, title=HOSTILE, title_en=HOSTILE)
    organisation = year.stranger.organisation
    assert organisation is not None
    organisation.name = HOSTILE
    organisation.save()
    read = Consultation.objects.select_related("version__document__institution").get(pk=year.consultation.pk)
    report = compile_report(read, "sr", REPORTED)

    word = words_of_docx(render(report, "docx").content)
    pdf = "".join(words_of_pdf(render(report, "pdf").content).split()).replace("-", "")
    page = render(report, "html").content.decode()

    assert HOSTILE in word
    assert "".join(HOSTILE.split()) in pdf
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
