"""The documents of a body that is no more are those of whoever goes on, the same minute."""

from __future__ import annotations

from datetime import date

import pytest

from seko.actors.organisations import actions as organisations
from seko.actors.organisations.enums import OrganisationKind, SuccessionKind
from seko.drafts.documents.models import Document
from seko.drafts.documents.permissions import may_upload
from seko.foundation.journal.models import Entry
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.ANSWERING


@pytest.mark.parametrize("how", ["merged", "succeeded", "a part"])
def test_its_officers_may_upload_to_them(how: str) -> None:
    ministry, officer = f.ministry(), f.an_officer()
    old, new = officer.organisation, f.an_organisation("Министарство животне средине", OrganisationKind.MINISTRY)
    assert old is not None
    mine, foreign = f.a_version().document, f.a_version().document
    Document.objects.filter(pk=mine.pk).update(institution=old)
    kept_by = foreign.institution_id
    if how == "merged":
        deed = organisations.propose_merging(old, survivor=new, reason="Двапут.", by=ministry, now=NOW)
    else:
        kind = SuccessionKind.PART if how == "a part" else SuccessionKind.WHOLE
        deed = organisations.propose_succession(
            old, successor=new, kind=kind, happened_on=date(2027, 3, 1), basis="Закон.", by=ministry, now=NOW
        )

    second.confirm(deed, by=f.another_of(ministry), now=NOW)

    document = Document.objects.get(pk=mine.pk)
    passed = how != "a part"
    assert document.institution == (new if passed else old)
    assert may_upload(f.an_officer(new), document, NOW).allowed is passed
    foreign.refresh_from_db()
    assert foreign.institution_id == kept_by
    assert Entry.objects.filter(kind="document-passed-on").count() == passed
