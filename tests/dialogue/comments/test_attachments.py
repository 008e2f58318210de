"""A comment's file: held as long as something holds it, given to its readers alone, never before it is found clean."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import actions
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from seko.foundation.files import actions as files
from seko.foundation.files.enums import ScanState
from seko.foundation.files.models import StoredFile
from seko.foundation.files.responses import SANDBOX
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
TEXT = {"words": "Видети прилог.", "anchor": {"kind": "whole"}}


@pytest.fixture
def network() -> f.Network:
    """A SEKO."""
    return f.a_network()


@pytest.fixture
def consultation(network: f.Network) -> Consultation:
    """Its consultation, on a draft that everybody may read."""
    return f.a_consultation([network.seko], version=f.a_version(circle="public"))


def status_of(by: Actor | None, url: str) -> int:
    """Return how a file is answered for; it is read to its end, so that it is closed as by a server."""
    answer = f.client_of(by).get(url)
    answer.getvalue() if answer.streaming else answer.content
    return answer.status_code


def a_file(by: Actor, name: str = "анализа.txt") -> StoredFile:
    upload = SimpleUploadedFile(name, "Текст анализе.".encode(), "text/plain")
    return files.receive(upload, kind="attachment", by=by, now=f.COMMENTING)


def sent(consultation: Consultation, by: Actor, network: f.Network, **extra: object) -> Comment:
    return actions.send_comment(
        identifier=extra.pop("identifier", uuid4()),  # type: ignore[arg-type]
        consultation=consultation,
        fields=TEXT,
        by=by,
        now=f.COMMENTING,
        seko=network.seko,
        **extra,  # type: ignore[arg-type]
    )


def saved(consultation: Consultation, by: Actor, **extra: object) -> Unsent:
    return actions.save_unsent(
        identifier=extra.pop("identifier", uuid4()),  # type: ignore[arg-type]
        consultation=consultation,
        fields=TEXT,
        by=by,
        now=f.COMMENTING,
        **extra,  # type: ignore[arg-type]
    )


def test_the_file_goes_from_the_unsent_comment_to_the_sent_one(network: f.Network, consultation: Consultation) -> None:
    author = network.members[0]
    unsent = saved(consultation, author, attachment=a_file(author))
    saved(consultation, author, identifier=unsent.pk)

    comment = sent(consultation, author, network, identifier=unsent.pk)

    assert comment.attachment is not None
    assert comment.attachment.name == "анализа.txt"
    assert Unsent.objects.count() == 0


def test_a_replaced_dropped_or_discarded_file_is_thrown_away(network: f.Network, consultation: Consultation) -> None:
    author = network.members[0]
    unsent = saved(consultation, author, attachment=a_file(author, "прва.txt"))
    saved(consultation, author, identifier=unsent.pk, attachment=a_file(author, "друга.txt"))
    kept = StoredFile.objects.get(kind="attachment")

    dropped = sent(consultation, author, network, identifier=unsent.pk, drops_attachment=True)
    other = saved(consultation, author, attachment=a_file(author, "трећа.txt"))
    actions.discard_unsent(other, by=author, now=f.COMMENTING)

    assert kept.name == "друга.txt"
    assert dropped.attachment is None
    assert not StoredFile.objects.filter(kind="attachment").exists()


def test_a_correction_keeps_the_file_and_the_earlier_comment_its_own(
    network: f.Network, consultation: Consultation
) -> None:
    author = network.members[0]
    first = sent(consultation, author, network, attachment=a_file(author))

    same = sent(consultation, author, network, supersedes=first)
    without = sent(consultation, author, network, supersedes=same, drops_attachment=True)

    first.refresh_from_db()
    assert same.attachment == first.attachment is not None
    assert without.attachment is None
    assert StoredFile.objects.filter(kind="attachment").count() == 1


def test_a_late_comment_has_its_file(network: f.Network, consultation: Consultation) -> None:
    author, first = network.members[0], f.ministry()
    unsent = saved(consultation, author, attachment=a_file(author))
    actions.request_late(unsent, reason="Болест.", by=author, now=f.DISSENTING)
    proposed = actions.propose_late_acceptance(unsent, reason="У реду.", by=first, now=f.DISSENTING)

    comment = second.confirm(proposed, by=f.another_of(first), now=f.DISSENTING)

    assert comment.attachment.name == "анализа.txt"


def test_readers_of_the_comment_get_its_file_as_a_file_and_nobody_else(
    network: f.Network, consultation: Consultation
) -> None:
    comment = sent(consultation, network.members[0], network, attachment=a_file(network.members[0]))
    url = reverse("comment-attachment", args=[number_of(comment)])
    with clock.pinned(f.COMMENTING):
        answer = f.client_of(network.members[1]).get(url)
        read = answer.getvalue().decode()
        others = [status_of(who, url) for who in (None, f.ministry(), f.an_actor(None, ""))]
        receipts = [status_of(None, reverse("receipt-attachment", args=[token])) for token in (comment.token, "x" * 32)]

    assert read == "Текст анализе."
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == ("nosniff", SANDBOX)
    assert "no-store" in answer["Cache-Control"]
    assert others == [404, 404, 404]
    assert receipts == [200, 404]


@pytest.mark.parametrize(
    ("state", "status"), [("waiting", 409), ("refused", 404), ("clean", 200), ("not-scanned", 200)]
)
def test_a_file_is_given_to_nobody_before_it_is_checked(
    network: f.Network, consultation: Consultation, state: str, status: int
) -> None:
    author = network.members[0]
    comment = sent(consultation, author, network, attachment=a_file(author))
    StoredFile.objects.filter(kind="attachment").update(scan_state=ScanState(state))
    number = number_of(comment)

    with clock.pinned(f.COMMENTING):
        given = status_of(author, reverse("comment-attachment", args=[number]))
        page = f.client_of(author).get(reverse("comment", args=[number])).content.decode()

    assert given == status
    assert "анализа.txt" in page
    assert (reverse("comment-attachment", args=[number]) in page) == (status == 200)


def test_an_unsent_file_is_read_by_its_side_and_by_those_who_decide_on_it(
    network: f.Network, consultation: Consultation
) -> None:
    author = network.members[0]
    unsent = saved(consultation, author, attachment=a_file(author))
    url = reverse("unsent-attachment", args=[unsent.pk])
    people = (author, f.another_of(author), network.members[1], network.lead, f.ministry())

    def answers() -> list[int]:
        with clock.pinned(f.DISSENTING):
            return [status_of(who, url) for who in people]

    before = answers()
    actions.request_late(unsent, reason="Болест.", by=author, now=f.DISSENTING)

    assert before == [200, 200, 404, 404, 404]
    assert answers() == [200, 200, 404, 404, 200]
