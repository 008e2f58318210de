"""The mail server of the tests keeps letters as they were sent."""

from __future__ import annotations

import smtplib

import pytest
from django.core.mail import EmailMultiAlternatives

from tests.smtp import Mailbox


def test_a_letter_arrives_with_its_envelope_and_both_parts(mailbox: Mailbox) -> None:
    letter = EmailMultiAlternatives("Рок истиче", "Још 4 радна дана.", "seko@primer.example", ["ana@primer.example"])
    letter.bcc = ["mila@primer.example"]
    letter.attach_alternative("<p>Још 4 радна дана.</p>", "text/html")

    letter.send()

    assert len(mailbox) == 1
    assert mailbox[0].sender == "seko@primer.example"
    assert mailbox[0].recipients == ("ana@primer.example", "mila@primer.example")
    assert mailbox[0].subject == "Рок истиче"
    assert mailbox[0].text == "Још 4 радна дана."
    assert mailbox[0].html == "<p>Још 4 радна дана.</p>"
    assert mailbox[0].message["Bcc"] is None


def test_a_refused_letter_is_not_kept(mailbox: Mailbox) -> None:
    mailbox.refusal = "451 busy"

    with pytest.raises(smtplib.SMTPDataError):
        EmailMultiAlternatives("Рок", "Текст", "seko@primer.example", ["ana@primer.example"]).send()

    assert list(mailbox) == []
