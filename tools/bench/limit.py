"""The limit view: what Django alone needs for the same rows, in one file: one query, a trivial template, no rules.

It asks nobody who they are, checks nothing, journals nothing and tells nobody: nothing of ours can be quicker.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4
from xml.sax.saxutils import escape

import xlsxwriter
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Context, Engine
from django.urls import path
from django.utils import timezone

from seko.dialogue.comments.models import Comment, CommentPlace
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.models import Passage

ENGINE = Engine()
DOCUMENT = ENGINE.from_string(
    "<!DOCTYPE html><title>t</title>{% for row in rows %}<p>{{ row.number }} {{ row.text }}</p>\n{% endfor %}"
)
COMMENTS = ENGINE.from_string(
    "<!DOCTYPE html><title>t</title>{% for row in rows %}<article><h2>{{ row.organisation_name }}</h2>"
    "<p>{{ row.number }}, {{ row.sent_at }}</p><p>{{ row.words }}</p></article>\n{% endfor %}"
)
COLUMNS = ("number", "organisation_name", "sent_at", "kind", "words", "proposed_wording", "reason")
# The list as data holds what was answered too: the same rows, still one query.
ANSWERED = (
    *COLUMNS,
    *(f"own_point__responses__{name}" for name in ("disposition", "reason", "published_at", "institution__name")),
)
FIRST = 50
FOUND = 20


class OwnAddresses:
    """Leads a request to the addresses below instead of the platform's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return self.get_response(request)


def document(request: HttpRequest, code: str) -> HttpResponse:
    """The words of the whole draft: the same text as the reading page sends."""
    rows = Passage.objects.filter(version__consultations__code=code).exclude(kind="table_row").order_by("order")
    return HttpResponse(DOCUMENT.render(Context({"rows": rows.values("number", "text")})))


def _comments(code: str) -> QuerySet[Comment, dict[str, Any]]:
    rows: QuerySet[Comment, dict[str, Any]] = Comment.objects.filter(consultation__code=code).values(*COLUMNS)
    return rows.order_by("number")


def first_comments(request: HttpRequest, code: str) -> HttpResponse:
    """The first comments."""
    return HttpResponse(COMMENTS.render(Context({"rows": _comments(code)[:FIRST]})))


def all_comments(request: HttpRequest, code: str) -> HttpResponse:
    """All comments as a page."""
    return HttpResponse(COMMENTS.render(Context({"rows": _comments(code)})))


def all_as_json(request: HttpRequest, code: str) -> HttpResponse:
    """All comments as JSON, with their answers."""
    rows = list(_comments(code).values(*ANSWERED))
    return JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False})


def found(request: HttpRequest, code: str) -> HttpResponse:
    """A page of comments that hold the stem of a word."""
    rows = _comments(code).filter(search_key__contains=request.GET["q"])[:FOUND]
    return HttpResponse(COMMENTS.render(Context({"rows": rows})))


def send(request: HttpRequest, code: str) -> HttpResponse:
    """Store a comment with its place under the next number: four statements."""
    with transaction.atomic():
        row = Consultation.objects.select_for_update().get(code=code)
        row.comments_sent += 1
        row.save(update_fields=["comments_sent"])
        comment = Comment(
            consultation=row,
            number=row.comments_sent,
            unsent_id=uuid4(),
            sent_at=timezone.now(),
            words=request.POST["words"],
            hash="",
            organisation_name="",
        )
        comment.save(force_insert=True)
        CommentPlace.objects.create(comment=comment, passage_id=int(request.POST["passage"]))
    return HttpResponse(status=302, headers={"Location": f"/limit/{UUID(str(comment.pk))}"})


urlpatterns = [
    path("limit/<slug:code>/document", document),
    path("limit/<slug:code>/first", first_comments),
    path("limit/<slug:code>/all", all_comments),
    path("limit/<slug:code>/json", all_as_json),
    path("limit/<slug:code>/found", found),
    path("limit/<slug:code>/send", send),
]


def xlsx(code: str) -> bytes:
    """All comments with their answers as a sheet, written as fast as XlsxWriter can."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False, "remove_timezone": True}) as book:
        sheet = book.add_worksheet()
        for rank, row in enumerate(_comments(code).values(*ANSWERED)):
            for column, value in enumerate(row.values()):
                sheet.write(rank, column, value)
    return out.getvalue()


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default'
    ' Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
    ' ContentType="application/xml"/></Types>',
}


def docx(code: str) -> bytes:
    """The draft and all comments with their answers as the parts of a Word file: two queries, no place found."""
    parts = Passage.objects.filter(version__consultations__code=code).order_by("order").values_list("text", flat=True)
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in parts)
    said = "".join(
        f'<w:comment w:id="{number}"><w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:comment>'
        f'<w:comment w:id="{number}"><w:p><w:r><w:t>{escape(reason or "")}</w:t></w:r></w:p></w:comment>'
        for number, words, reason in _comments(code).values_list("number", "words", "own_point__responses__reason")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in WORD_PARTS.items():
            package.writestr(name, content)
        package.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        package.writestr("word/comments.xml", f"<w:comments {WORD}>{said}</w:comments>")
    return out.getvalue()
