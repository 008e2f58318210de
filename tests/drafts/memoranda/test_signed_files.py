"""Signed files: sent in, checked in the child, their verdict in words, and to whom they are given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from seko.drafts.memoranda import actions, presenters
from seko.drafts.memoranda.enums import SignedState
from seko.drafts.memoranda.models import Memorandum, SignedFile
from seko.foundation.core import clock
from seko.foundation.core.errors import Refused
from seko.foundation.files.models import StoredFile
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow import second
from tests import factories as f
from tests.drafts.memoranda import agreeing as a
from tests.drafts.memoranda.signing import (
    SIGNED,
    a_pdf,
    changed_inside,
    encrypted,
    holder,
    page_appended,
    roots_in,
    sign,
)
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db

UNTRUSTED = (
    "The issuer is not among those this installation trusts, so who signed is not proven. "
    "Issuer: Сертификационо тело (пример)."
)
OWN_CLOCK = "Time: 2 March 2027, 11:00 by the signer's own clock, which proves nothing."


@pytest.fixture
def cast() -> a.Cast:
    """Who acts."""
    return a.Cast()


@pytest.fixture
def memorandum(cast: a.Cast) -> Memorandum:
    """One that is offered for signing."""
    return a.offered(cast)


def said(files: Iterable[SignedFile]) -> list[tuple[str, ...]]:
    """Return everything that is said of signed files, in English: of the file, then of each signature."""
    found: list[tuple[str, ...]] = []
    with override("en"):
        for file in presenters.files_of(files, with_names=True):
            found.append((*file.sentences, *filter(None, [file.refusal])))
            found += [(str(each.word), *each.sentences) for each in file.signatures]
    return found


def test_an_untrusted_issuer(cast: a.Cast, memorandum: Memorandum) -> None:
    assert said([a.checked(memorandum, cast)]) == [
        ("The words of the file are those of the memorandum that was offered.",),
        (
            "Untouched, signer not proven",
            "Signed by: Ана Анић (Зелена мрежа).",
            OWN_CLOCK,
            "Nothing was changed after signing.",
            UNTRUSTED,
        ),
    ]


def test_a_trusted_issuer_with_a_trusted_time(cast: a.Cast, memorandum: Memorandum, tmp_path: Path) -> None:
    with override_settings(TRUST_ROOTS=str(roots_in(tmp_path))):
        found = a.checked(memorandum, cast, sign(a.document(memorandum), stamped_at=SIGNED))

    assert said([found])[1] == (
        "Proven",
        "Signed by: Ана Анић (Зелена мрежа).",
        "Time: 2 March 2027, 11:00, proven by a trusted timestamp.",
        "Nothing was changed after signing.",
        "The issuer is among those this installation trusts: Сертификационо тело (пример).",
    )


def test_nobody_signed(cast: a.Cast, memorandum: Memorandum) -> None:
    assert said([a.checked(memorandum, cast, a.document(memorandum))]) == [
        (
            "The words of the file are those of the memorandum that was offered.",
            "The file has no electronic signature. Nothing says who signed it.",
        )
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (changed_inside, "The file was changed after signing: the signature no longer fits what stands in it."),
        (page_appended, "The file was changed after signing: what was added is more than a signature allows."),
    ],
)
def test_changed_after_signing(cast: a.Cast, memorandum: Memorandum, change: object, sentence: str) -> None:
    data = change(sign(a.document(memorandum)))  # type: ignore[operator]
    verdict = said([a.checked(memorandum, cast, data)])[1]

    assert (verdict[0], verdict[3]) == ("Not valid", sentence)


def test_two_signatures_one_after_another(cast: a.Cast, memorandum: Memorandum) -> None:
    data = sign(sign(a.document(memorandum)), holder("Бојан Бојић", "Министарство"), field="Signature2")
    earlier, later = said([a.checked(memorandum, cast, data)])[1:]

    assert earlier[3] == "After signing only what a signature allows was added: further signatures or filled-in fields."
    assert (later[1], later[3]) == ("Signed by: Бојан Бојић (Министарство).", "Nothing was changed after signing.")


def test_a_certificate_that_had_run_out(cast: a.Cast, memorandum: Memorandum, tmp_path: Path) -> None:
    late = holder("Весна Весић", until=SIGNED + timedelta(hours=1))
    with override_settings(TRUST_ROOTS=str(roots_in(tmp_path))):
        verdict = said([a.checked(memorandum, cast, by=late)])[1]

    assert verdict[0] == "Untouched, signer not proven"
    assert verdict[4] == (
        "The certificate had run out, so who signed is not proven. Issuer: Сертификационо тело (пример)."
    )


@pytest.mark.bad_input(33)
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            encrypted(a_pdf()),
            "The file is protected by a password, so nothing in it can be checked. Send it without a password.",
        ),
        (b"%PDF-1.7\nx", "The file is damaged and cannot be read. Save it again and send the new copy."),
    ],
)
def test_of_a_file_that_is_not_taken_only_the_reason_stays(
    cast: a.Cast, memorandum: Memorandum, data: bytes, sentence: str
) -> None:
    found = a.checked(memorandum, cast, data)

    assert (found.state, found.file, said([found])) == (SignedState.REFUSED, None, [(sentence,)])
    assert StoredFile.objects.filter(kind="signed-memorandum").count() == 0


@pytest.mark.bad_input(35)
def test_a_scan_is_taken_and_what_it_lacks_is_said(cast: a.Cast, memorandum: Memorandum) -> None:
    found = a.receive(memorandum, cast, a_pdf())
    answer = {"refusal": "", "words": "", "letters": 0, "signatures": []}
    found = actions.settle_check(found, answer, {"sr": "x"}, now=a.UPLOADED)

    assert (found.state, found.file is not None, found.is_scan) == (SignedState.CHECKED, True, True)
    assert said([found])[0][0].startswith("The file is a picture without text")


def test_the_offered_words_are_known_in_each_language_form(cast: a.Cast, memorandum: Memorandum) -> None:
    """The whole way: upload, job in the background, comparison with the offered PDF in all three forms."""
    client = f.client_of(cast.first)
    url = reverse("memorandum-upload", args=[memorandum.code])
    for data in (sign(a.document(memorandum, "sr-latn")), sign(a_pdf("Други текст."))):
        with clock.pinned(a.UPLOADED):
            assert client.post(url, {"file": a.a_file(data)}).status_code == 302
            work_through_the_queue()

    found = SignedFile.objects.filter(memorandum=memorandum).order_by("pk")
    by_match = {file.matches: file for file in found}
    assert set(by_match) == {"sr-latn", ""}
    assert said([by_match[""]])[0] == ("The words of the file are not those of the memorandum that was offered.",)


@pytest.mark.bad_input(37)
def test_a_file_is_given_out_so_that_a_browser_runs_nothing_of_it(cast: a.Cast, memorandum: Memorandum) -> None:
    polyglot = sign(a.document(memorandum)) + b"\nPK\x03\x04<html><script>1</script></html>"
    found = a.checked(memorandum, cast, polyglot)
    url = reverse("memorandum-signed-file", args=[memorandum.code, found.pk])

    response = f.client_of(cast.first).get(url)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    response.getvalue()


@pytest.mark.parametrize(("content", "name"), [(b"PK\x03\x04", "a.pdf"), (b"<html></html>", "a.pdf"), (b"", "a.pdf")])
def test_what_is_no_pdf_is_refused_at_the_door(cast: a.Cast, memorandum: Memorandum, content: bytes, name: str) -> None:
    url = reverse("memorandum-upload", args=[memorandum.code])
    with clock.pinned(a.UPLOADED):
        response = f.client_of(cast.ministry).post(url, {"file": a.a_file(content, name)})

    assert response.status_code == 400
    assert SignedFile.objects.count() == 0


def test_who_reads_a_signed_file_and_when(cast: a.Cast) -> None:
    memorandum = a.offered(cast)
    found = a.plain_check(memorandum, cast)
    url = reverse("memorandum-signed-file", args=[memorandum.code, found.pk])

    def statuses() -> list[int]:
        asked = [f.client_of(actor) for actor in (cast.ministry, cast.first, cast.stranger)] + [Client()]
        answers = []
        for client in asked:
            response = client.get(url)
            answers.append(response.status_code)
            if response.streaming:
                response.getvalue()
        return answers

    assert statuses() == [200, 200, 404, 404]
    a.noted(memorandum, cast)
    proposed = actions.propose_in_force(memorandum, reason="Потписано.", by=cast.ministry, now=a.IN_FORCE)
    second.confirm(proposed, by=cast.second, now=a.IN_FORCE)
    assert statuses() == [200, 200, 200, 200]


def test_the_ministry_is_told_of_a_partys_file_and_not_of_its_own(cast: a.Cast, memorandum: Memorandum) -> None:
    a.plain_check(memorandum, cast)
    assert not Outbox.objects.filter(kind="memorandum-signed-file").exists()
    found = actions.receive_signed(memorandum, upload=a.a_file(b"%PDF-1.7\nx"), by=cast.first, now=a.UPLOADED)
    answer = {"refusal": "", "words": "w", "letters": 1, "signatures": []}
    for _ in range(2):
        actions.settle_check(found, answer, {"sr": "w"}, now=a.UPLOADED)

    told = Outbox.objects.filter(kind="memorandum-signed-file").values_list("recipient", flat=True)
    assert cast.ministry.person is not None
    assert cast.second.person is not None
    assert sorted(told) == sorted([cast.ministry.person.pk, cast.second.person.pk])


def test_a_file_that_waits_for_the_scanner_brings_nothing_into_force(cast: a.Cast, memorandum: Memorandum) -> None:
    found = a.plain_check(memorandum, cast)
    assert found.file_id is not None
    StoredFile.objects.filter(pk=found.file_id).update(scan_state="waiting")
    a.noted(memorandum, cast)

    with pytest.raises(Refused):
        actions.propose_in_force(memorandum, reason="Потписано.", by=cast.ministry, now=a.IN_FORCE)


def test_the_public_does_not_hear_of_files_that_were_not_taken(cast: a.Cast) -> None:
    memorandum = a.in_force(cast)
    a.checked(memorandum, cast, b"%PDF-1.7\nx")
    url = reverse("memorandum", args=[memorandum.code])

    shown = [client.get(url).content.decode().count("Није примљено:") for client in (Client(), f.client_of(cast.first))]
    assert shown == [0, 1]
