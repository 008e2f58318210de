"""The report."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, SIGNED_IN, Table

reporting = Table("the report", s.DRAFTED, s.CONSOLIDATING, s.ANSWERING, s.PUBLISHED, s.PUBLIC, s.CONCLUDED, s.REPORTED)

reporting.route("report", PUBLIC)
reporting.get("report", "k", "overseers: 200; k-readers: 200 in reported; else 404")
reporting.get("report", "x", "overseers: 200; else 404")
reporting.route("report-file", PUBLIC)
for format in ("pdf", "docx", "xlsx", "html", "json"):
    reporting.get("report-file", f"k {format}", "everybody: 200 in reported; else 404")
reporting.get("report-file", "k page", "else 404")
reporting.get("report-file", "x pdf", "else 404")
reporting.route("report-prepare", SIGNED_IN)
reporting.post("report-prepare", "k",
               "ministry-both: 302 in answering,published,public,concluded; k-readers: 403; else 404",
               {"activities": "Панел.", "revision": "0"})  # fmt: skip
reporting.post("report-prepare", "x", "ministry-both: 302; x-readers: 403; else 404",
               {"activities": "Панел.", "revision": "0"})  # fmt: skip
reporting.route("report-freeze", SIGNED_IN)
reporting.post("report-freeze", "k", "ministry-both: 302 in concluded; k-readers: 403; else 404", becomes=s.REPORTED)
reporting.post("report-freeze", "x", "x-readers: 403; else 404")
reporting.route("report-files", SIGNED_IN)
reporting.post("report-files", "k", "ministry-both: 302 in reported; everybody: 403 in reported; else 404")
