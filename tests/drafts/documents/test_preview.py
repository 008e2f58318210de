"""What is shown of an uploaded file before it is kept."""

from __future__ import annotations

import pytest

from seko.demo.document import build_action_document
from tests.drafts.documents.uploading import main_of, uploading

pytestmark = pytest.mark.django_db


def test_a_result_of_the_logical_framework_is_named_once() -> None:
    desk = uploading()
    words = main_of(desk.shown(desk.read(build_action_document())))

    assert "Исход 1 Девет градова пречишћава отпадне воде" in words
    assert "Исход 1 Исход 1" not in words
