"""An answered comment and the draft that followed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from seko.dialogue.positions.models import Point
from seko.dialogue.tracing import actions
from seko.dialogue.tracing.models import Difference
from seko.drafts.documents.models import Version
from tests import factories as f
from tests.dialogue.responses.conftest import Answering, answering

__all__ = ["answering"]
NEW_SECOND = "Мрежа мерних станица има 29 станица, једну од њих у Бору, у 2017. години."
NEW_FOURTH = "Програм спроводи надлежно министарство уз учешће удружења."


@dataclass
class Traced:
    """The week of answers with the point's answer published, and a second draft in which two passages differ."""

    answering: Answering
    version: Version

    @property
    def point(self) -> Point:
        """The point whose answer promises a change."""
        return self.answering.point

    @property
    def differences(self) -> list[Difference]:
        """What differs in the second draft."""
        return list(Difference.objects.filter(new_version=self.version).select_related("new_version__document"))


@pytest.fixture
def traced(answering: Answering) -> Traced:
    """A second draft, published and released to the public, compared with the first."""
    answering.published()
    texts = [f.PASSAGES[0], NEW_SECOND, *f.PASSAGES[2:], NEW_FOURTH]
    assert answering.consultation.version is not None
    version = f.a_version(texts, document=answering.consultation.version.document, circle="public")
    actions.keep_differences(version, now=f.OVERDUE)
    return Traced(answering, version)
