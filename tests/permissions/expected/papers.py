"""The files of a consultation: whoever reads its page takes them away, nobody else knows that they are there."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, SIGNED_IN, Table

papers = Table("files in Word and Excel", s.DRAFTED, s.COMMENTING, s.ANSWERING, s.PUBLIC, s.REPORTED)
NO_FILE = "0" * 64
NO_TABLE = "00000000-0000-0000-0000-00000000000d"

papers.route("papers", PUBLIC)
papers.get("papers", "k", "k-readers: 200; else 404")
papers.get("papers", "x", "x-readers: 200; else 404")
papers.route("paper-draft-file", PUBLIC)
papers.get("paper-draft-file", "k", "k-readers: 200; else 404")
papers.get("paper-draft-file", "x", "x-readers: 200; else 404")
papers.route("paper-comments-file", PUBLIC)
papers.get("paper-comments-file", "k", "k-readers: 200; else 404")
papers.get("paper-comments-file", "x", "x-readers: 200; else 404")
papers.route("paper-comments-make", PUBLIC)
papers.post("paper-comments-make", "k", "k-readers: 302; else 404")
papers.post("paper-comments-make", "x", "x-readers: 302; else 404")
papers.route("paper-making", PUBLIC)
papers.get("paper-making", f"k {NO_FILE}", "else 404")
papers.route("paper-table-file", PUBLIC)
for format in ("docx", "xlsx"):
    papers.get("paper-table-file", f"k {format}", "k-readers: 200; else 404")
    papers.get("paper-table-file", f"x {format}", "x-readers: 200; else 404")
papers.get("paper-table-file", "k csv", "else 404")
papers.route("paper-form-file", PUBLIC)
for format in ("docx", "xlsx"):
    papers.get("paper-form-file", f"k {format}", "k-readers: 200 in commenting; else 404")

papers.route("answer-tables", SIGNED_IN)
papers.get("answer-tables", "k", "ministry-both: 200; officers: 200 in commenting,answering,public,reported;"
           " k-readers: 403; else 404")  # fmt: skip
papers.get("answer-tables", "x", "ministry-both officers: 200; x-readers: 403; else 404")
papers.post("answer-tables", "x", "ministry-both officers: 400; x-readers: 403; else 404", is_silent=True)
papers.route("answer-table-file", SIGNED_IN)
OWN = "<institution:other_officer>"
for format in ("docx", "xlsx"):
    papers.get("answer-table-file", f"x {OWN} {format}",
               "ministry-both other_officer: 200; officer: 404; x-readers: 403; else 404")  # fmt: skip
papers.get("answer-table-file", f"x {NO_TABLE} xlsx", "ministry-both officers: 404; x-readers: 403; else 404")
for route in ("answer-table", "answer-letter-attachment"):
    papers.route(route, SIGNED_IN)
    papers.get(route, f"x {NO_TABLE}", "ministry-both officers: 404; x-readers: 403; else 404")
for route in ("answer-table-take", "answer-table-discard"):
    papers.route(route, SIGNED_IN)
    papers.post(route, f"x {NO_TABLE}", "ministry-both officers: 404; x-readers: 403; else 404")
