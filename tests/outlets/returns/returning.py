"""A commented draft on its way back through the pages: sent, read in the child, looked at, kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.outlets.returns.models import ReturnedFile
from tests import factories as f
from tests.drafts.documents.model.builder import dele, docx, ins, p, par, r
from tests.drafts.documents.uploading import MEDIA, in_form, main_of
from tests.working import work_through_the_queue

FIRST, SECOND, THIRD = f.PASSAGES


def comment(ident: int, text: str) -> str:
    """A comment of the comments part."""
    paragraph = f'<w:p w14:paraId="0000000{ident}">{r(text)}</w:p>'
    return f'<w:comment w:id="{ident}" w:author="Петар Перић" w:initials="ПП">{paragraph}</w:comment>'


def on(words: str, ident: int) -> str:
    """Words on which a comment stands."""
    return (
        f'<w:commentRangeStart w:id="{ident}"/>{words}<w:commentRangeEnd w:id="{ident}"/>'
        f'<w:r><w:commentReference w:id="{ident}"/></w:r>'
    )


@cache
def commented() -> bytes:
    """The usual draft with a thread, a resolved comment, one without a place, and a tracked change: five things."""
    words = on(on(r("чистијем ваздуху"), 1), 2)
    body = (
        par(r("Акција доприноси "), words, r(" у градовима."))
        + par(r("Мрежа мерних станица има "), on(r("28 станица"), 3), r(" у 2017. години."))
        + par(r("Пројекат траје "), dele("тридесет шест"), ins(r("двадесет четири")), r(" месеци."))
    )
    comments = (
        comment(1, "Који градови?") + comment(2, "Сви.") + comment(3, "Проверити.") + comment(4, "У целини добро.")
    )
    threads = (
        '<w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000003" w15:done="1"/><w15:commentEx w15:paraId="00000004" w15:done="0"/>'
    )
    return docx(body, comments=comments, threads=threads)


def plain() -> bytes:
    """The draft without a comment."""
    return docx("".join(map(p, f.PASSAGES)))


@dataclass
class Returning:
    """A member of a network with a consultation that is open."""

    actor: Actor
    consultation: Consultation
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = f.client_of(self.actor)

    def url(self, name: str = "comments-return", *args: Any, language: str = "sr") -> str:
        """The address of a page of this consultation."""
        return in_form(language, name, self.consultation.code, *args)

    def send(self, *files: tuple[str, bytes]) -> Any:
        """Send files by the form; return the answer as it came."""
        uploads = [SimpleUploadedFile(name, data, MEDIA) for name, data in files]
        return self.client.post(self.url(), {"files": uploads})

    def read(self, data: bytes, name: str = "nacrt.docx") -> ReturnedFile:
        """Send one file and let it be read."""
        before = set(ReturnedFile.objects.values_list("pk", flat=True))
        answer = self.send((name, data))
        assert answer.status_code == 302, main_of(answer)
        work_through_the_queue()
        return ReturnedFile.objects.exclude(pk__in=before).get()

    def decide(self, found: ReturnedFile, **said: str) -> Any:
        """Send the form of the preview; `choice_3` stands for `choice-3`."""
        fields = {name.replace("_", "-"): value for name, value in said.items()}
        return self.client.post(self.url("returned-decide", found.pk), fields)


def returning(**fields: Any) -> Returning:
    """Return a member who may write in an open consultation."""
    network = f.a_network()
    return Returning(network.members[0], f.a_consultation([network.seko], **fields))
