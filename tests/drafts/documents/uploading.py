"""A Word file on its way through the pages: sent, read in the child, looked at, kept; nothing short of the real way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from seko.actors.organisations.actor import Actor
from seko.drafts.documents.models import Document, Import, Version
from seko.foundation.journal.models import Entry
from tests import factories as f
from tests.drafts.documents.model.builder import docx, p
from tests.working import work_through_the_queue

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GOOD = docx(p("Увод", "Heading1") + p("Ваздух у граду је чистији."))
TAGS = re.compile(r"<[^>]+>")


def said(response: Any) -> str:
    """Return the words of a page as a reader sees them, on one line."""
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def main_of(response: Any) -> str:
    """Return the words of the page's main part."""
    shown = response.content.decode()
    return " ".join(unescape(TAGS.sub(" ", shown[shown.index("<main") : shown.index("</main>")])).split())


def in_form(language: str, name: str, *args: Any) -> str:
    """Return the address of a page in a language form, whatever form the request before left active."""
    with override(language):
        return reverse(name, args=args)


@dataclass
class Uploading:
    """The ministry's coordinator with a document that waits for its first draft."""

    coordinator: Actor
    document: Document

    @property
    def client(self) -> Client:
        """A browser in which the coordinator is signed in."""
        return f.client_of(self.coordinator)

    def page(self, language: str = "sr") -> str:
        """The address of the upload form."""
        return in_form(language, "import-new", self.document.code)

    def send(self, data: bytes, *, name: str = "nacrt.docx", language: str = "sr", media: str = MEDIA) -> Any:
        """Send a file by the form; return the answer as it came."""
        upload = SimpleUploadedFile("x", data, media)
        vars(upload)["_name"] = name  # what a browser may send, not what Django's own cleaning lets through
        answer = self.client.post(self.page(language), {"file": upload, "language": "sr", "of": "next"})
        return answer

    def read(self, data: bytes, **sending: Any) -> Import:
        """Send a file that passes the door and let it be read; return what became of it."""
        answer = self.send(data, **sending)
        assert answer.status_code == 302, main_of(answer)
        work_through_the_queue()
        return Import.objects.get(document=self.document, status__in=("reading", "read", "refused"))

    def shown(self, found: Import, language: str = "sr", query: str = "") -> Any:
        """Return the page of an upload."""
        url = in_form(language, "import", self.document.code, found.pk)
        answer = self.client.get(url + query)
        assert answer.status_code == 200
        return answer

    def decide(self, found: Import, **decided: Any) -> Any:
        """Send what was decided; return the answer as it came."""
        url = in_form("sr", "import-keep", self.document.code, found.pk)
        answer = self.client.post(url, decided)
        return answer

    def kept(self, found: Import, **decided: Any) -> Version:
        """Keep an upload as a draft; return the draft."""
        answer = self.decide(found, **decided)
        assert answer.status_code == 302, main_of(answer)
        work_through_the_queue()
        found.refresh_from_db()
        assert found.version is not None
        return found.version

    def refusal(self, data: bytes, *, language: str = "sr", **sending: Any) -> str:
        """Send a file that is not taken, at the door or when it is read; return what the person is told.

        Checks what holds for every bad file: never a fault of ours, nothing half made, one line in the journal, and the
        next good file is taken.
        """
        before = Entry.objects.count()
        answer = self.send(data, language=language, **sending)
        if answer.status_code == 302:
            work_through_the_queue()
            found = Import.objects.get(document=self.document, status="refused", version=None)
            assert (found.file_id, found.result) == (None, None)
            words = main_of(self.shown(found, language))
            found.delete()
        else:
            assert 400 <= answer.status_code < 500, answer.status_code
            words = main_of(answer)
        assert not Import.objects.exists()
        assert not Version.objects.filter(document=self.document).exists()
        refusals = Entry.objects.filter(kind__in=("upload-refused", "file-refused"), sequence__gt=before)
        assert refusals.count() == 1
        self._next_is_taken()
        return words

    def _next_is_taken(self) -> None:
        good = self.read(GOOD)
        assert good.status == "read"
        url = in_form("sr", "import-cancel", self.document.code, good.pk)
        assert self.client.post(url).status_code == 302
        good.delete()


def uploading() -> Uploading:
    """Return a coordinator with an empty document."""
    coordinator = f.ministry()
    document = Document.objects.create(
        code="ad-vazduh",
        kind="action_document",
        title="Чист ваздух",
        title_en="Clean air",
        institution=f.an_organisation("Министарство заштите животне средине", "ministry"),
        created_at=f.ANNOUNCED,
    )
    return Uploading(coordinator, document)
