"""Bad input through the comment form: told in words, kept as typed, never half sent (reliability.md C5; C4 49, 52-54).

Every refusal is followed by a good comment from the same form: `refused` looks to it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from html import escape, unescape
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.models import Passage
from seko.foundation.core import clock
from seko.foundation.files.models import StoredFile
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.sending import send_due
from seko.foundation.text.scripts import to_latin
from tests import factories as f
from tests.drafts.documents.uploading import TAGS, main_of
from tests.foundation.files.clamd import EICAR, scanner
from tests.smtp import Mailbox

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with clock.pinned(f.COMMENTING):
        yield


@pytest.fixture
def network() -> f.Network:
    """A SEKO whose members write."""
    return f.a_network()


@pytest.fixture
def consultation(network: f.Network) -> Consultation:
    """The usual consultation, on a draft that everybody may read."""
    return f.a_consultation([network.seko], version=f.a_version(circle="public"))


@pytest.fixture
def client(network: f.Network) -> Client:
    """The browser of a member's representative."""
    return f.client_of(network.members[0])


def url_of(name: str, *args: object, language: str = "sr") -> str:
    with override(language):
        return reverse(name, args=args)


def typed(words: str = "Додати мерну станицу.", **extra: Any) -> dict[str, Any]:
    return {"unsent": str(uuid4()), "at": "1-1", "words": words, **extra}


def send(client: Client, consultation: Consultation, data: dict[str, Any], language: str = "sr") -> Any:
    return client.post(url_of("comment-send", consultation.code, language=language), data)


def refused(
    client: Client, consultation: Consultation, data: dict[str, Any], *, language: str = "sr", status: int = 400
) -> str:
    """Send what is refused; return the page. Nothing was sent, and a good comment goes through right after."""
    before = Comment.objects.count()
    answer = send(client, consultation, data, language)
    assert answer.status_code == status
    assert Comment.objects.count() == before
    good = send(client, consultation, typed("Ово је у реду."))
    assert (good.status_code, Comment.objects.count()) == (302, before + 1)
    shown: str = answer.content.decode()
    return shown


def kept_in(page: str) -> str:
    """Return what stands in the field of the comment's words."""
    start = page.index('<textarea class="control people" id="c-words"')
    return unescape(page[page.index(">", start) + 1 : page.index("</textarea>", start)])


# --- 55, 56, 58, 60: what is typed into the words --------------------------------------------------------------------

WRITE = {"sr": "Напишите коментар.", "sr-latn": "Napišite komentar.", "en": "Write a comment."}


@pytest.mark.bad_input(55)
@pytest.mark.parametrize("words", ["", "   ", "\u200b\u200d", "\n\n", "🙂"])
def test_a_comment_that_says_nothing(client: Client, consultation: Consultation, language: str, words: str) -> None:
    page = refused(client, consultation, typed(words, reason="Разлог остаје"), language=language)

    assert WRITE[language] in page
    assert "Разлог остаје" in page
    assert 'aria-invalid="true"' in page


@pytest.mark.bad_input(56)
def test_one_letter_too_many_is_told_and_kept(client: Client, consultation: Consultation, language: str) -> None:
    said = {
        "sr": "Текст има знакова: 20001. Највише је 20000.",
        "sr-latn": "Tekst ima znakova: 20001. Najviše je 20000.",
        "en": "The text has 20001 characters. The limit is 20000.",
    }
    long = "ш" * 20_001

    page = refused(client, consultation, typed(long), language=language)

    assert kept_in(page) == long
    assert said[language] in page
    assert send(client, consultation, typed("ш" * 20_000)).status_code == 302


@pytest.mark.bad_input(56)
def test_the_room_is_told_before_and_nothing_is_cut_off(client: Client, consultation: Consultation) -> None:
    page = client.get(url_of("reading", consultation.code), {"p": "1-1"}).content.decode()

    field = page[page.index('<textarea class="control people" id="c-words"') :].split(">", 1)[0]
    assert 'data-most="20000"' in field
    assert "maxlength" not in field
    assert 'data-words="Знакова: {typed}; дозвољено је највише {most}"' in page


@pytest.mark.bad_input(56, 50)
def test_ten_megabytes_pasted_are_refused_with_the_reason(client: Client, consultation: Consultation) -> None:
    body = urlencode(typed("ш" * 2_000_000))  # twelve million bytes

    answer = client.post(url_of("comment-send", consultation.code), body, content_type=FORM)

    assert answer.status_code == 413
    assert "Пошаљите мању датотеку или краћи текст." in main_of(answer)
    assert not Comment.objects.exists()
    assert send(client, consultation, typed()).status_code == 302


@pytest.mark.bad_input(58)
def test_ten_thousand_marks_on_one_letter_are_stored(client: Client, consultation: Consultation) -> None:
    stacked = "a" + "\u0323" * 10_000

    assert send(client, consultation, typed(stacked)).status_code == 302

    assert len(Comment.objects.get().words) == 10_000  # the first composes with its letter
    thread = client.get(url_of("reading", consultation.code), {"p": "1-1"})
    assert Comment.objects.get().words in thread.content.decode()


@pytest.mark.bad_input(60)
@pytest.mark.parametrize("field", ["words", "proposed_wording", "reason", "source"])
def test_nul_is_refused_with_its_line(client: Client, consultation: Consultation, field: str) -> None:
    data = typed() | {field: "први ред\nдруги\x00ред"}

    page = refused(client, consultation, data)

    assert "Знак у реду 2 не може да се сачува; обришите га." in page
    assert "други" in page


@pytest.mark.bad_input(60)
def test_nul_is_refused_wherever_else_it_is_typed(client: Client, consultation: Consultation) -> None:
    nul = "раз\x00лог"
    key = str(uuid4())
    send(client, consultation, typed(unsent=key, save="1"))
    coordinator = f.client_of(f.ministry())

    saved = client.put(url_of("unsent-save", consultation.code), urlencode(typed(nul)), content_type=FORM)
    with clock.pinned(f.ANSWERING):
        late = client.post(url_of("unsent-late", key), {"reason": nul})
        asked = client.post(url_of("unsent-late", key), {"reason": "Квар на мрежи."})
        refusing = coordinator.post(url_of("late-refuse", key), {"reason": nul})
        moving = coordinator.post(
            url_of("consultation-date", consultation.code),
            {"move-field": "answers_due_on", "move-on": "2027-04-05", "move-reason": nul},
        )
        excepting = coordinator.post(url_of("consultation-except", consultation.code), {"except-reason": nul})
    found = client.get(url_of("comment-find"), {"number": nul})

    answers = [saved, late, asked, refusing, moving, excepting, found]
    assert [answer.status_code for answer in answers] == [400, 400, 302, 400, 400, 400, 404]
    assert "раз" in late.content.decode()  # what was typed stays
    assert (Unsent.objects.get().late_reason, consultation.date_changes.count()) == ("Квар на мрежи.", 0)


@pytest.mark.bad_input(59)
def test_half_a_letter_pair_is_refused_at_the_edge(client: Client, consultation: Consultation) -> None:
    words = f"unsent={uuid4()}&at=1-1&words=%D0%90+%ED%A0%80"  # U+D800 as bytes: no UTF-8, so no letter
    bytes_only = client.post(url_of("comment-send", consultation.code), words, content_type=FORM)
    selection = '[{"place": "\\ud800", "start": 0, "end": 5}]'

    page = refused(client, consultation, typed("Реченица остаје.", selection=selection))
    place = client.get(url_of("reading", consultation.code) + "?p=%ED%A0%80")

    assert bytes_only.status_code == 302  # the browser's bytes become U+FFFD, which can be stored
    assert Comment.objects.first().words == "А \ufffd\ufffd\ufffd"  # type: ignore[union-attr]
    assert kept_in(page) == "Реченица остаје."
    assert place.status_code == 404


@pytest.mark.bad_input(61)
def test_letters_of_any_making_are_stored_composed_and_found(client: Client, consultation: Consultation) -> None:
    for words in ("Cˇistiji".replace("ˇ", "\u030c"), "Čistiji", "Чистији", "Ǉubav", "Љубав"):
        assert send(client, consultation, typed(f"{words} ваздух у граду, па још мерења.")).status_code == 302

    first = Comment.objects.order_by("number").first()
    assert first is not None
    assert first.words.startswith("Čistiji")  # one letter, as everybody writes it
    keys = {comment.search_key.split()[0] for comment in Comment.objects.filter(number__lte=3)}
    assert len(keys) == 1
    assert len({comment.search_key.split()[0] for comment in Comment.objects.filter(number__gt=3)}) == 1
    alike = client.post(
        url_of("comments-alike", consultation.code), {"at": "1-1", "words": "Čistiji vazduh u gradu, pa još merenja."}
    )
    assert "Чистији ваздух у граду, па још мерења." in unescape(alike.content.decode())


# --- 57: what would be carried out somewhere -------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "[кликни](javascript:alert(1))",
    "{{7*7}} {% now 'Y' %}",
    "%s %(name)s %n",
    "{0.__class__} ${jndi:x}",
)


@pytest.mark.bad_input(57)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_is_typed_is_shown_as_typed(
    network: f.Network, consultation: Consultation, hostile: str, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    member = network.members[0]
    assert member.organisation is not None
    member.organisation.name = hostile
    member.organisation.save()
    assert member.person is not None
    member.person.name = hostile
    member.person.save()
    f.written_by_hand(consultation, title=hostile, title_en=hostile)
    client = f.client_of(member)
    data = typed(hostile, proposed_wording=hostile, reason=hostile, source=hostile)
    assert send(client, consultation, data).status_code == 302

    comment = Comment.objects.get()
    assert (comment.words, comment.organisation_name) == (hostile, hostile)
    with override("sr"):
        pages = [
            client.get(url_of("reading", consultation.code), {"p": "1-1"}),
            client.get(url_of("comment", number_of(comment))),
            client.get(url_of("comment-receipt", comment.token)),
            client.get(url_of("record")),
            client.get(url_of("organisation-record", member.organisation.slug)),
            client.get(url_of("consultations")),
            client.get(url_of("consultation", consultation.code)),
        ]
    for page in pages:
        shown = page.content.decode()
        assert page.status_code == 200
        assert hostile in unescape(TAGS.sub("", shown))
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert 'href="javascript' not in shown
        assert "script-src 'self'" in page["Content-Security-Policy"]
    moved = {"move-field": "answers_due_on", "move-on": "2027-04-05", "move-reason": hostile}
    assert f.client_of(f.ministry()).post(url_of("consultation-date", consultation.code), moved).status_code == 302
    send_due(f.COMMENTING)
    assert sorted({"\n" in letter.subject for letter in mailbox}) == [False]
    told = [letter for letter in mailbox if hostile in letter.text]
    assert told  # the leads read the title and the reason as they were typed
    assert all(escape(hostile) in letter.html for letter in told)
    assert not any("<script>alert" in letter.html or "<img src=x" in letter.html for letter in mailbox)
    assert hostile not in caplog.text


# --- 62: where the comment should stand ------------------------------------------------------------------------------


@pytest.mark.bad_input(62)
@pytest.mark.parametrize("place", ["9.9-9", "-1", "1e9", "9223372036854775808", "١", "x" * 5_000, "1-1\x00"])
def test_a_place_that_is_none(client: Client, consultation: Consultation, place: str) -> None:
    refused(client, consultation, typed(at=place), status=404)

    question = client.get(url_of("reading", consultation.code), {"q": place})
    assert question.status_code == 404


@pytest.mark.bad_input(62)
def test_a_place_of_another_document_or_of_a_hidden_draft(
    client: Client, network: f.Network, consultation: Consultation
) -> None:
    longer = f.a_version([*f.PASSAGES, "Четврти део, који само други документ има."], circle="public")
    other = Passage.objects.get(version=longer, order=3).place
    hidden = f.a_consultation([network.seko], version=f.a_version(circle="public"), status="concluded")
    assert hidden.version is not None
    type(hidden.version).objects.filter(pk=hidden.version.pk).update(status="hidden")

    refused(client, consultation, typed(at=other), status=404)
    assert send(client, hidden, typed()).status_code in (404, 409)
    assert not Comment.objects.filter(consultation=hidden).exists()
    tombstone = client.get(url_of("reading", hidden.code), follow=True)
    assert f.PASSAGES[0] not in tombstone.content.decode()


@pytest.mark.bad_input(62)
@pytest.mark.parametrize(
    "selection",
    [
        [{"place": "1-1", "start": -5, "end": 5}],
        [{"place": "1-1", "start": 0, "end": 2**63}],
        [{"place": "1-1", "start": 1e9, "end": 2e9}],
        [{"place": "1-1", "start": float("inf"), "end": 2}],
        [{"place": "1-1", "start": 0, "end": float("inf"), "stored": True}],
        [{"place": "1-1", "start": "٣", "end": "x"}],
        [{"place": "9.9-9", "start": 0, "end": 5}],
        {"place": "1-1"},
        [],
    ],
)
def test_a_selection_that_is_none(client: Client, consultation: Consultation, selection: Any) -> None:
    page = refused(client, consultation, typed("Реченица остаје.", selection=json.dumps(selection)))

    assert kept_in(page) == "Реченица остаје."
    assert "Ове речи се не налазе у том делу текста" in page or "не налазе" in page


@pytest.mark.bad_input(62)
@pytest.mark.parametrize("seen", ["9" * 5_000, "9223372036854775808", "٣", "x"])
def test_an_edition_that_is_none(client: Client, consultation: Consultation, seen: str) -> None:
    fields = typed("Реченица остаје.")
    saved = client.put(
        url_of("unsent-save", consultation.code),
        urlencode(fields),
        content_type=FORM,
        headers={"If-Match": f'"{seen}"'},
    )

    assert saved.status_code == 204
    assert Unsent.objects.get().words == "Реченица остаје."


# --- 63, 64: the same form sent more than once -----------------------------------------------------------------------


@pytest.mark.bad_input(63, 64)
def test_the_same_form_again_leads_to_the_first_receipt(client: Client, consultation: Consultation) -> None:
    data = typed()
    first = send(client, consultation, data)

    again = send(client, consultation, data)  # a reload, a lost answer, a second tab

    assert again["Location"] == first["Location"]
    assert Comment.objects.count() == 1
    assert Entry.objects.filter(kind="comment-sent").count() == 1


@pytest.mark.bad_input(63)
def test_other_words_under_the_same_key_are_shown_beside_the_first(
    client: Client, consultation: Consultation, language: str
) -> None:
    data = typed("Прве речи.")
    send(client, consultation, data)

    answer = send(client, consultation, data | {"words": "Друге речи."}, language)

    assert answer.status_code == 409
    shown = main_of(answer)
    first, other = ("Prve reči.", "Druge reči.") if language == "sr-latn" else ("Прве речи.", "Друге речи.")
    assert first in shown
    assert other in shown
    assert Comment.objects.get().words == "Прве речи."


@pytest.mark.bad_input(63)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_a_double_click_is_one_comment(network: f.Network, turn: int) -> None:
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"))
    data, browsers = typed(), [f.client_of(network.members[0]) for _ in range(3)]
    barrier, answers = threading.Barrier(len(browsers)), []

    def click(browser: Client) -> None:
        try:
            with clock.pinned(f.COMMENTING):
                barrier.wait()
                answers.append(send(browser, consultation, data))
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert [answer.status_code for answer in answers] == [302] * len(browsers)
    assert len({answer["Location"] for answer in answers}) == 1
    assert (Comment.objects.count(), Entry.objects.filter(kind="comment-sent").count()) == (1, 1)


@pytest.mark.bad_input(63, 64)
def test_a_file_sent_again_with_its_comment_is_kept_once(client: Client, consultation: Consultation) -> None:
    data = typed()

    def with_file() -> dict[str, Any]:
        return data | {"attachment": SimpleUploadedFile("prilog.txt", b"prilog")}

    first, again = send(client, consultation, with_file()), send(client, consultation, with_file())

    assert again["Location"] == first["Location"]
    assert list(StoredFile.objects.filter(kind="attachment")) == [Comment.objects.get().attachment]


# --- 65, 67: without a session, without cookies ----------------------------------------------------------------------


@pytest.mark.bad_input(65)
def test_when_the_session_is_gone_nothing_typed_is(
    client: Client, network: f.Network, consultation: Consultation, language: str
) -> None:
    client.logout()
    data = typed("Два сата писања.")
    told = {"sr": "Пријава је истекла", "sr-latn": "Prijava je istekla", "en": "You were signed out"}
    saving = client.put(
        url_of("unsent-save", consultation.code), urlencode(data), content_type=FORM, headers={"HX-Request": "true"}
    )

    answer = send(client, consultation, data, language)

    assert saving.status_code == 401  # the page offers to sign in beside it
    assert answer.status_code == 403
    assert "Два сата писања." in answer.content.decode()
    assert told[language] in answer.content.decode()
    assert url_of("sign-in", language=language) in answer.content.decode()
    assert network.members[0].person is not None
    client.force_login(network.members[0].person)
    assert send(client, consultation, data).status_code == 302
    assert Comment.objects.get().words == "Два сата писања."


@pytest.mark.bad_input(65, 67)
def test_without_a_token_or_cookies_the_page_says_why_and_keeps_the_text(
    network: f.Network, consultation: Consultation, language: str
) -> None:
    told = {
        "sr": "Колачићи морају бити дозвољени.",
        "sr-latn": "Kolačići moraju biti dozvoljeni.",
        "en": "Cookies must be allowed.",
    }
    browser = Client(enforce_csrf_checks=True)
    assert network.members[0].person is not None
    browser.force_login(network.members[0].person)

    answer = send(browser, consultation, typed("Текст остаје овде."), language)

    assert answer.status_code == 403
    assert told[language] in answer.content.decode()
    assert "Текст остаје овде." in answer.content.decode()
    assert not Comment.objects.exists()


# --- 66: personal data -----------------------------------------------------------------------------------------------


@pytest.mark.bad_input(66)
def test_personal_data_is_shown_before_sending_and_stays_the_authors_choice(
    client: Client, consultation: Consultation, language: str
) -> None:
    said = {
        "sr": "Коментар ће бити јаван. Измените га или га пошаљите такав какав је.",
        "sr-latn": "Komentar će biti javan. Izmenite ga ili ga pošaljite takav kakav je.",
        "en": "The comment will be public. Change it, or send it as it is.",
    }
    data = typed("Зовите на 011 123 4567, ЈМБГ 0101000710009.")

    warned = send(client, consultation, data, language)

    assert warned.status_code == 400
    page = warned.content.decode()
    assert said[language] in page
    assert '<span translate="no">0101000710009</span>' in page
    assert '<span translate="no">011 123 4567</span>' in page
    assert kept_in(page) == data["words"]
    assert not Comment.objects.exists()
    seen = page[page.index('name="weighed" value="') + 22 :].split('"', 1)[0]

    more = send(client, consultation, data | {"weighed": seen, "reason": "и ana@primer.example"}, language)
    assert more.status_code == 400  # there is more than was seen
    assert send(client, consultation, data | {"weighed": seen}, language).status_code == 302
    assert Comment.objects.get().words == data["words"]


@pytest.mark.bad_input(66)
def test_a_number_that_is_nobodys_is_no_personal_data(client: Client, consultation: Consultation) -> None:
    assert send(client, consultation, typed("Рачун 1234567890123 и износ 4 500 000.")).status_code == 302


# --- attachments: C4 49, 52, 53, 54 ----------------------------------------------------------------------------------


def attaching(client: Client, consultation: Consultation, *files: SimpleUploadedFile, status: int = 400) -> str:
    """Send a comment with files that are refused; return the page. Nothing of them is left."""
    data = typed("Реченица остаје.", attachment=list(files))
    before = StoredFile.objects.filter(kind="attachment", scan_state__in=("clean", "waiting", "not-scanned")).count()
    page = refused(client, consultation, data, status=status)
    assert kept_in(page) == "Реченица остаје."
    kept = StoredFile.objects.filter(kind="attachment", scan_state__in=("clean", "waiting", "not-scanned")).count()
    assert kept == before
    assert Entry.objects.filter(kind="file-refused").count() == 1
    return page


@pytest.mark.bad_input(49)
def test_what_a_file_is_called_counts_for_nothing(client: Client, consultation: Consultation) -> None:
    page = attaching(
        client, consultation, SimpleUploadedFile("prilog.pdf", b"MZ\x90\x00" + b"\0" * 64, "application/pdf")
    )

    assert "Врста ове датотеке није позната." in page


@pytest.mark.bad_input(53)
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        ("strana.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "SVG"),
        (
            "slika.png",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00",
            "PDF",
        ),
    ],
)
def test_drawings_pages_and_pictures_are_refused(
    client: Client, consultation: Consultation, name: str, content: bytes, said: str
) -> None:
    assert said in attaching(client, consultation, SimpleUploadedFile(name, content, "application/pdf"))


@pytest.mark.bad_input(49)
def test_two_files_in_one_field_are_refused(client: Client, consultation: Consultation) -> None:
    data = typed("Реченица остаје.", attachment=[SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")])

    page = refused(client, consultation, data)

    assert "Шаљите једну по једну датотеку." in page
    assert kept_in(page) == "Реченица остаје."
    assert not StoredFile.objects.filter(kind="attachment").exists()


@pytest.mark.bad_input(52)
@pytest.mark.django_db(transaction=True)
def test_a_virus_is_refused_and_logged(network: f.Network, settings: Any) -> None:
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"))
    client = f.client_of(network.members[0])
    with scanner() as address:
        settings.CLAMD_ADDRESS = address
        page = attaching(client, consultation, SimpleUploadedFile("prilog.txt", EICAR))

    assert "У датотеци је пронађен вирус. Датотека није сачувана." in unescape(page)
    row = StoredFile.objects.get(kind="attachment")
    assert (row.scan_state, row.path) == ("refused", "")
    assert Entry.objects.get(kind="file-refused").facts["reason"] == "virus"


@pytest.mark.bad_input(54)
def test_a_full_quota_is_told_and_commenting_goes_on(
    client: Client, consultation: Consultation, settings: Any, language: str
) -> None:
    settings.SEKO_LIMITS = {**settings.SEKO_LIMITS, "person_quota_bytes": 10}
    file = SimpleUploadedFile("prilog.txt", b"x" * 11)

    page = attaching(client, consultation, file, status=413)  # commenting goes on: `refused` sends one without a file

    assert "И без датотеке можете да коментаришете." in page or "коментар" in page
    assert to_latin("Ваше датотеке") in to_latin(page)


@pytest.mark.bad_input(54)
def test_where_the_storage_is_gone_commenting_goes_on(
    client: Client, consultation: Consultation, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "files").write_bytes(b"")

    answer = send(client, consultation, typed("Реченица остаје.", attachment=SimpleUploadedFile("a.txt", b"a")))

    assert answer.status_code == 503
    assert kept_in(answer.content.decode()) == "Реченица остаје."
    assert send(client, consultation, typed()).status_code == 302


@pytest.mark.bad_input(54)
def test_the_file_of_a_refused_comment_belongs_to_its_kept_text_or_is_gone(
    client: Client, consultation: Consultation
) -> None:
    page = refused(client, consultation, typed("  ", attachment=SimpleUploadedFile("a.txt", b"a")))

    assert WRITE["sr"] in page
    held = set(Unsent.objects.exclude(attachment=None).values_list("attachment", flat=True))
    assert set(StoredFile.objects.filter(kind="attachment").values_list("pk", flat=True)) == held


# --- C6 68, 69: the last seconds -------------------------------------------------------------------------------------


def at(moment: Any, held: float, client: Client, consultation: Consultation, data: dict[str, Any]) -> Any:
    """Send at a moment by the database's clock, in a request that the proxy held for so many seconds."""
    with clock.pinned(moment):
        return client.post(url_of("comment-send", consultation.code), data, headers={"X-Request-Held": f"{held:.3f}"})


@pytest.mark.bad_input(68)
def test_begun_before_the_deadline_and_complete_after_it(
    client: Client, consultation: Consultation, settings: Any
) -> None:
    settings.TRUSTED_PROXY = True
    deadline, second = consultation.leads_deadline_at, timedelta(seconds=1)

    answer = at(deadline + 5 * second, 5.5, client, consultation, typed())

    assert answer.status_code == 302
    comment = Comment.objects.get()
    assert comment.sent_at == deadline + 5 * second
    assert comment.request_began_at is not None
    assert deadline - second < comment.request_began_at < deadline
    receipt = main_of(client.get(answer["Location"]))
    assert "Слање започето 15. март 2027., 23:59:58" in receipt
    assert "Примљено у целини 16. март 2027., 00:00:04" in receipt
    assert "завршено у дозвољеном времену после њега (120 секунди)" in receipt
    assert at(deadline + 121 * second, 120, client, consultation, typed()).status_code == 409  # past the grace
    assert at(deadline + 2 * second, 1, client, consultation, typed()).status_code == 409  # begun too late


@pytest.mark.bad_input(68)
def test_a_proxy_that_is_not_ours_gives_no_grace(client: Client, consultation: Consultation, settings: Any) -> None:
    settings.TRUSTED_PROXY = False

    answer = at(consultation.leads_deadline_at + timedelta(seconds=5), 60, client, consultation, typed())

    assert answer.status_code == 409


@pytest.mark.bad_input(69)
def test_a_second_late_is_told_kept_and_may_be_asked_for(
    client: Client, network: f.Network, consultation: Consultation, language: str
) -> None:
    said = {
        "sr": "Крајњи рок је истекао 15. марта 2027. у 23:59:59; оно што сте написали остаје сачувано.",
        "sr-latn": "Krajnji rok je istekao 15. marta 2027. u 23:59:59; ono što ste napisali ostaje sačuvano.",
        "en": "The deadline passed on 15 March 2027 at 23:59:59; what you wrote is kept.",
    }
    data = typed("Секунду прекасно.")
    late = consultation.leads_deadline_at + timedelta(seconds=1)
    with clock.pinned(consultation.leads_deadline_at):
        assert send(client, consultation, typed("У последњој секунди.")).status_code == 302
    with clock.pinned(late):
        answer = send(client, consultation, data, language)

        assert answer.status_code == 409
        assert said[language] in main_of(answer)
        assert kept_in(answer.content.decode()) == "Секунду прекасно."
        kept = Unsent.objects.get(pk=data["unsent"])
        assert kept.words == "Секунду прекасно."
        url = url_of("unsent-late", kept.pk)
        assert url.removesuffix("late/").removeprefix("/sr") in answer.content.decode()
        empty = client.post(url, {"reason": " "})
        assert (empty.status_code, "Наведите образложење." in empty.content.decode()) == (400, True)
        assert client.post(url, {"reason": "Нестало је струје."}).status_code == 302
    kept.refresh_from_db()
    assert (kept.late_status, kept.late_reason) == ("requested", "Нестало је струје.")
    assert Entry.objects.filter(kind="late-requested", subject_id=str(kept.pk)).count() == 1
    assert Comment.objects.count() == 1
