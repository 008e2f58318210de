"""Words of a notice: language forms, links, people's words taken as they are (reliability.md C12 112, 113)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from seko.foundation.notifications import registry
from seko.foundation.notifications.letters import link_to
from seko.foundation.notifications.models import Outbox
from seko.foundation.notifications.plain import one_line
from seko.foundation.notifications.sending import send_due
from tests.foundation.notifications.conftest import NOW, person, tell
from tests.smtp import Delivered, Mailbox

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script> {{7*7}} {% now %} %(x)s {0.__class__} <a href='https://evil.example'>klik</a>"


def sent(mailbox: Mailbox, **context: Any) -> Delivered:
    tell(person(), **context)
    assert send_due(NOW) == {"sent": 1}
    [letter] = mailbox
    return letter


def text_of(letter: Delivered) -> str:
    return letter.text.replace("\r\n", "\n")


def subject_of(letter: Delivered) -> str:
    # A folded header begins with the blank of its fold.
    return letter.subject.strip()


def links(letter: Delivered) -> set[str]:
    """Return every address that the HTML of a letter leads to or loads."""
    return set(re.findall(r'(?:href|src|action|background)="([^"]*)"', letter.html)) | set(
        re.findall(r"url\(([^)]*)\)", letter.html)
    )


def test_each_person_reads_their_own_language_form(mailbox: Mailbox) -> None:
    for name, language in (("ana", "sr"), ("mila", "sr-latn"), ("john", "en")):
        tell(person(name, language), title="Нацрт „Њива“", title_en="The draft", deadline="2027-03-31T21:59:59+00:00")
    send_due(NOW)
    by_name = {letter.recipients[0].split("@")[0]: letter for letter in mailbox}
    assert {name: subject_of(letter) for name, letter in by_name.items()} == {
        "ana": "[sr] Одговор: Нацрт „Њива“",
        "mila": "[sr-latn] Одговор: Nacrt „Njiva“",
        "john": "[en] Одговор: The draft",
    }
    assert {name: letter.message["Content-Language"] for name, letter in by_name.items()} == {
        "ana": "sr-Cyrl",
        "mila": "sr-Latn",
        "john": "en",
    }
    assert "(sr) Нацрт „Њива“\n\nВаш коментар је прихваћен.\n\n31. март 2027." in text_of(by_name["ana"])
    assert "(sr-latn) Nacrt „Njiva“\n\nVaš komentar je prihvaćen.\n\n31. mart 2027." in text_of(by_name["mila"])
    assert "(en) The draft" in text_of(by_name["john"])
    assert "31 March 2027" in text_of(by_name["john"])
    for name, lang, foot in (
        ("ana", "sr-Cyrl", "Ову поруку је послао рачунар."),
        ("mila", "sr-Latn", "Ovu poruku je poslao računar."),
        ("john", "en", "This message was sent by a machine."),
    ):
        assert f'<html lang="{lang}"' in by_name[name].html
        assert foot in text_of(by_name[name])
        assert foot in by_name[name].html


def test_the_headers_of_a_letter(mailbox: Mailbox, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "СЕКО <seko@primer.example>"
    letter = sent(mailbox)
    message = letter.message
    assert message["Message-ID"] == f"<{Outbox.objects.get().pk}@seko.primer.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["To"] == "ana@primer.example"
    assert (message["Cc"], message["Bcc"], letter.recipients) == (None, None, ("ana@primer.example",))
    assert (letter.sender, message["From"]) == ("seko@primer.example", "СЕКО <seko@primer.example>")
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_a_line_break_never_becomes_a_header(mailbox: Mailbox) -> None:
    letter = sent(mailbox, title="Нацрт\r\nBcc: mila@primer.example\n\n<b>x</b>\x00\u2028")
    assert subject_of(letter) == "[sr] Одговор: Нацрт Bcc: mila@primer.example <b>x</b>"
    assert letter.message["Bcc"] is None
    assert letter.recipients == ("ana@primer.example",)


@pytest.mark.bad_input(57)
def test_peoples_words_are_shown_and_never_read(mailbox: Mailbox) -> None:
    letter = sent(mailbox, words=HOSTILE, title=HOSTILE)
    assert HOSTILE in text_of(letter)
    assert subject_of(letter).startswith("[sr] Одговор: <script>alert(1)</script> {{7*7}}")
    assert "<script" not in letter.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} {% now %} %(x)s {0.__class__}" in letter.html
    assert "evil.example" not in "".join(links(letter))


def test_lines_and_paragraphs_are_kept(mailbox: Mailbox) -> None:
    letter = sent(mailbox, words="први ред\r\nдруги ред\n\nнови пасус & крај")
    assert "први ред\nдруги ред\n\nнови пасус & крај" in text_of(letter)
    assert "први ред<br>други ред" in letter.html.replace("<br />", "<br>")
    assert "нови пасус &amp; крај" in letter.html


def test_the_link_leads_here_in_the_readers_form(mailbox: Mailbox) -> None:
    tell(person("john", "en"), path="/sr/notices/?a=1&b=2")
    send_due(NOW)
    [letter] = mailbox
    assert "\nhttps://seko.primer.example/en/notices/?a=1&b=2\n" in text_of(letter)
    assert links(letter) == {"https://seko.primer.example/en/notices/?a=1&amp;b=2"}


def test_a_letter_without_a_link_leads_nowhere_and_loads_nothing(mailbox: Mailbox) -> None:
    assert links(sent(mailbox)) == set()


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "sr/",
        "/sr/\nX: 1",
        "",
        None,
        7,
    ],
)
def test_no_link_leads_elsewhere(path: Any) -> None:
    assert link_to(path, "sr") == ""


def test_what_is_asked_at_sending_is_told(mailbox: Mailbox) -> None:
    asked: list[tuple[dict[str, Any], str]] = []

    def details(context: dict[str, Any], language: str) -> dict[str, Any]:
        asked.append((context, language))
        return {"title": "Нови наслов", "path": "/sr/notices/"}

    registry._kinds.clear()
    registry.register_kind("answered", template="tests/mail/answered", details=details)
    letter = sent(mailbox, number="12")
    assert subject_of(letter) == "[sr] Одговор: Нови наслов"
    assert "https://seko.primer.example/sr/notices/" in text_of(letter)
    assert asked == [
        ({"title": "Нацрт", "words": "Ваш коментар је прихваћен.", "number": "12", "subject_id": "7"}, "sr")
    ]


def test_the_demonstration_is_marked_everywhere(mailbox: Mailbox, settings: Any) -> None:
    settings.DEMONSTRATION = True
    letter = sent(mailbox)
    mark = "Ово је демонстрација: људи, организације и текстови су измишљени."
    assert subject_of(letter) == "[ДЕМОНСТРАЦИЈА] [sr] Одговор: Нацрт"
    assert text_of(letter).startswith(mark)
    assert mark in letter.html


def test_outside_the_demonstration_there_is_no_mark(mailbox: Mailbox) -> None:
    letter = sent(mailbox)
    assert subject_of(letter) == "[sr] Одговор: Нацрт"
    assert "демонстрација" not in (text_of(letter) + letter.html).lower()


def test_a_subject_has_an_end() -> None:
    assert one_line("а" * 300) == "а" * 199 + "…"
    assert one_line(" а\t б \u200b\u202e в ") == "а б в"
