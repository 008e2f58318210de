"""Hiding a draft is proposed of a published one alone."""

from __future__ import annotations

import pytest

from seko.drafts.documents.actions import propose_hiding
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.models import Version
from seko.foundation.core.errors import Refused, WrongState
from seko.foundation.workflow.models import ProposedDeed
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [VersionStatus.DRAFT, VersionStatus.PROPOSED, VersionStatus.HIDDEN])
def test_what_is_not_published_is_not_proposed_to_be_hidden(status: VersionStatus) -> None:
    version = f.a_version()
    Version.objects.filter(pk=version.pk).update(status=status)
    version.refresh_from_db()

    with pytest.raises(WrongState):
        propose_hiding(version, reason="Грешка.", by=f.ministry(), now=f.COMMENTING)
    with pytest.raises(Refused):
        propose_hiding(version, reason="Грешка.", by=f.an_officer(), now=f.COMMENTING)
    assert not ProposedDeed.objects.exists()
