"""Putting a notice into words: the line in the platform, and the letter with its plain and its HTML form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

import mjml
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import translate_url
from django.utils.translation import get_language_from_path, override

from seko.foundation.core.languages import ENGLISH, HTML_LANG, SERBIAN, SERBIAN_LATIN
from seko.foundation.notifications.models import Outbox, Told
from seko.foundation.notifications.plain import one_line, without_control
from seko.foundation.notifications.registry import Kind
from seko.foundation.text.scripts import to_latin

UNTOUCHED = frozenset({"path", "token", "subject_id"})


@dataclass(frozen=True, slots=True)
class Words:
    """A notice in one language form: its line, its paragraphs, its link (whole address, or empty)."""

    line: str
    paragraphs: tuple[str, ...]
    link: str


def put_into_words(told: Told, kind: Kind, language: str) -> Words | None:
    """Return the notice in that language form (`sr`, `sr-latn`, `en`); None where the thing it tells of is gone."""
    language = language if language in HTML_LANG else SERBIAN
    with override(language):
        context = {**told.context, "subject_id": told.subject_id}
        if kind.details is not None:
            added = kind.details(dict(context), language)
            if added is None:
                return None
            context |= added
        context = _in_form(context, language)
        line = one_line(_plain(f"{kind.template}.subject.txt", context))
        text = without_control(_plain(f"{kind.template}.txt", context).replace("\r\n", "\n")).strip()
        paragraphs = tuple(part.strip() for part in re.split(r"\n\s*\n", text) if part.strip())
        return Words(line, paragraphs, link_to(context.get("path", ""), language))


def line_of(told: Told, kind: Kind, language: str) -> tuple[str, str] | None:
    """Return the notice's line and the path it leads to; None where the thing is gone."""
    words = put_into_words(told, kind, language)
    return None if words is None else (words.line, words.link.removeprefix(settings.SITE_URL))


def link_to(path: object, language: str) -> str:
    """Return the whole address of a path of this site in that language form; empty for anything else: no letter of
    ours leads elsewhere (reliability.md C12 113).
    """
    if not isinstance(path, str) or not path.startswith("/") or path.startswith("//") or "\\" in path:
        return ""
    if any(unicodedata.category(letter).startswith("C") for letter in path):
        return ""
    with override(get_language_from_path(path) or language):
        return settings.SITE_URL + translate_url(path, language)


def letter(mail: Outbox, words: Words, address: str, language: str) -> EmailMultiAlternatives:
    """Return the mail to one address, ready to send.

    Its Message-ID comes from the row, so that a mail sent twice is known as one; it says that a machine wrote it
    (RFC 3834), so that no machine answers.
    """
    language = language if language in HTML_LANG else SERBIAN
    context = {
        "line": words.line,
        "paragraphs": words.paragraphs,
        "link": words.link,
        "site": settings.SITE_URL,
        "lang": HTML_LANG[language],
        "is_demonstration": settings.DEMONSTRATION,
    }
    with override(language):
        subject = one_line(_plain("notifications/mail/subject.txt", context))
        text = re.sub(r"\n{3,}", "\n\n", _plain("notifications/mail/layout.txt", context)).strip() + "\n"
        html = mjml.mjml2html(render_to_string("notifications/mail/layout.mjml", context))
    message = EmailMultiAlternatives(
        subject,
        text,
        settings.DEFAULT_FROM_EMAIL,
        [address],
        headers={
            "Message-ID": f"<{mail.pk}@{_domain()}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": HTML_LANG[language],
        },
    )
    message.attach_alternative(html, "text/html")
    return message


def _domain() -> str:
    return urlsplit(settings.SITE_URL).hostname or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def _plain(template: str, context: dict[str, Any]) -> str:
    """Return a plain text template filled once; what people wrote is put in as it is and never read as a template."""
    compiled: Any = get_template(template)
    rendered: str = compiled.template.render(Context(context, autoescape=False))
    return rendered


def _in_form(context: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the context in a language form: English words where they are known, Latin letters for the Latin form."""
    if language == ENGLISH:
        known = {name.removesuffix("_en"): value for name, value in context.items() if name.endswith("_en") and value}
        return {**context, **known}
    if language != SERBIAN_LATIN:
        return context
    return {
        name: to_latin(value) if isinstance(value, str) and name not in UNTOUCHED else value
        for name, value in context.items()
    }
