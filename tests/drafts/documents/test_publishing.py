"""Publishing and taking back: always two persons; what is published is fixed in the database too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from seko.actors.organisations.actor import ANONYMOUS, Actor
from seko.drafts.documents.actions import propose_version, publish_version, release_version
from seko.drafts.documents.models import Document, Passage, Release, Version
from seko.drafts.documents.queries import readable_by
from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid, Refused
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING
FAR = NOW + timedelta(days=26_000)


def uploaded(by: Actor) -> Version:
    document = f.a_version().document
    file = f.a_version(document=document).original
    return Version.objects.create(document=document, number=9, original=file, created_at=NOW, created_by=by.person)


def test_neither_who_uploaded_nor_who_proposed_publishes() -> None:
    uploader = f.ministry()
    proposer, third = f.another_of(uploader), f.another_of(uploader)
    version = propose_version(uploaded(uploader), by=proposer, now=NOW)

    for actor in (uploader, proposer):
        with pytest.raises(Refused) as refusal:
            publish_version(version, by=actor, now=NOW)
        sentence = "Оно што сте послали или предложили мора да објави друга особа."
        assert str(refusal.value.sentence) == sentence
    assert publish_version(version, by=third, now=NOW).status == "published"


def test_to_whom_a_proposal_is_shown_for_a_decision() -> None:
    uploader = f.ministry()
    proposer, third = f.another_of(uploader), f.another_of(uploader)
    propose_version(uploaded(uploader), by=proposer, now=NOW)

    with clock.pinned(NOW):
        pages = {
            name: f.client_of(actor).get(reverse("proposals")).content.decode()
            for name, actor in (("uploader", uploader), ("proposer", proposer), ("third", third))
        }
        desks = {
            name: f.client_of(actor).get(reverse("desk")).content.decode()
            for name, actor in (("uploader", uploader), ("proposer", proposer), ("third", third))
        }
    to_decide = {name for name, page in pages.items() if "Објављивање нацрта 9" in page.split("Ваши предлози")[0]}
    assert to_decide == {"third"}
    assert {name for name, page in desks.items() if "Објав" in page} == {"third"}


def test_a_release_that_has_begun_only_moves_earlier() -> None:
    version, ministry = f.a_version(circle="public"), f.ministry()

    for starts_at in (FAR, f.ANNOUNCED + timedelta(seconds=1)):
        with pytest.raises(Invalid) as invalid:
            release_version(version, circle="public", starts_at=starts_at, by=ministry, now=NOW)  # type: ignore[arg-type]
        assert list(invalid.value.faults) == ["on"]
    assert readable_by(ANONYMOUS, NOW).filter(pk=version.pk).exists()

    earlier = f.ANNOUNCED - timedelta(days=1)
    release_version(version, circle="public", starts_at=earlier, by=ministry, now=NOW)  # type: ignore[arg-type]
    assert Release.objects.get(version=version).starts_at == earlier


def test_the_page_says_how_a_publication_is_taken_back() -> None:
    version, ministry = f.a_version(circle="public"), f.ministry()
    url = reverse("version-release", args=[version.document.code, version.number])

    with clock.pinned(NOW):
        answer = f.client_of(ministry).post(url, {"circle": "public", "on": "2099-01-01"})

    assert answer.status_code == 400
    assert "Да бисте га повукли, предложите скривање; потврђује друга особа." in answer.content.decode()


def test_one_that_nobody_reads_yet_moves_both_ways() -> None:
    version, ministry = f.a_version(circle="networks"), f.ministry()
    for starts_at in (NOW + timedelta(days=5), NOW + timedelta(days=9), NOW + timedelta(days=2)):
        release = release_version(version, circle="public", starts_at=starts_at, by=ministry, now=NOW)  # type: ignore[arg-type]
        assert release.starts_at == starts_at


def refused_by_database(deed: object) -> bool:
    try:
        with transaction.atomic():
            deed()  # type: ignore[operator]
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def test_the_database_refuses_to_add_to_a_published_version() -> None:
    version = f.a_version()
    draft = Version.objects.create(document=version.document, number=8, original=version.original, created_at=NOW)
    own = Passage.objects.create(version=draft, order=1, place="8-1", kind="paragraph", text="Нацрт", key="n")

    def insert(into: Version) -> None:
        Passage.objects.create(version=into, order=99, place="9-9", kind="paragraph", text="Убачено", key="x")

    assert refused_by_database(lambda: insert(version))
    assert refused_by_database(lambda: Passage.objects.filter(pk=own.pk).update(version=version, order=98, place="9-8"))
    assert not refused_by_database(lambda: insert(draft))


@pytest.mark.parametrize("status", ["published", "hidden"])
def test_the_database_refuses_another_file_under_a_published_version(status: str) -> None:
    version = f.a_version()
    Version.objects.filter(pk=version.pk).update(status=status)
    other = f.a_version().original
    rows = Version.objects.filter(pk=version.pk)

    assert refused_by_database(lambda: rows.update(published_copy=other))
    assert refused_by_database(lambda: rows.update(published_at=NOW))
    draft = Version.objects.create(
        document=Document.objects.get(pk=version.document_id), number=8, original=other, created_at=NOW
    )
    assert not refused_by_database(lambda: Version.objects.filter(pk=draft.pk).update(published_copy=other))
