"""Why a file is refused: stable codes and the sentence of each."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from seko.foundation.core.errors import Invalid, TooLarge

SENTENCES = {
    "empty": gettext_noop("The file is empty."),
    "damaged": gettext_noop("The file is damaged and cannot be opened. Save it again and send it once more."),
    "protected": gettext_noop("The file is protected. Remove the password and send it again."),
    "macros": gettext_noop("The file holds macros. Save it without macros, as DOCX or XLSX, and send it again."),
    "old-office": gettext_noop("This file is in an old format. Save it as DOCX or XLSX and send it again."),
    "markup": gettext_noop("Web pages and SVG drawings are not accepted."),
    "image": gettext_noop("Pictures are not accepted. Put the picture into a PDF and send that."),
    "unknown": gettext_noop("The kind of this file is not known. These are accepted: %(accepted)s."),
    "not-accepted": gettext_noop("This is %(found)s. These are accepted here: %(accepted)s."),
    "misnamed": gettext_noop("The name ends in %(extension)s, but the file is %(found)s. Correct the name."),
    "several": gettext_noop("Send one file at a time."),
    "virus": gettext_noop("The scanner found a virus in the file. The file was not kept."),
    "too-large": gettext_noop("The file has %(size)s MB. The limit is %(limit)s MB."),
    "quota": gettext_noop(
        "Your files take up the whole %(limit)s MB you may use, so this one was not kept. "
        "You can still comment without a file."
    ),
}  # fmt: skip


class FileRefused(Invalid):
    """The file cannot be taken (400); `code` is stable, `params` are the words its sentence names."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code, self.params = code, params
        super().__init__(_lazily(code, params))


class FileTooLarge(TooLarge):
    """The file, or all of the person's files together, are larger than the limit (413)."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code, self.params = code, params
        super().__init__(_lazily(code, params))


def sentence_of(code: str, params: dict[str, Any]) -> str:
    """Return the sentence of a code in the active language form."""
    return _(SENTENCES[code]) % {name: str(value) for name, value in params.items()}


class _Later:
    """Puts the sentence into words when it is shown, in the language form of that moment."""

    def __init__(self, code: str, params: dict[str, Any]) -> None:
        self.code, self.params = code, params

    def __str__(self) -> str:
        return sentence_of(self.code, self.params)


def _lazily(code: str, params: dict[str, Any]) -> Any:
    return lazystr(_Later(code, params))
