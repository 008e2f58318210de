"""Conducting a consultation."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import SIGNED_IN, Table

conducting = Table(
    "conducting a consultation", s.DRAFTED, s.COMMENTING, s.ANSWERING, s.PUBLISHED, s.PUBLIC, s.CONCLUDED, s.REPORTED
)
NEW = {
    "code": "novo", "title": "Ново", "audience": "public", "question_1": "А?", "question_2": "Б?", "question_3": "В?",
    "opens_on": "2028-01-10", "members_on": "2028-02-10", "leads_deadline_on": "2028-02-20",
    "answers_due_on": "2028-03-20", "replies_until_on": "2028-04-20", "report_due_on": "2028-05-20",
}  # fmt: skip

conducting.route("consultation-prepare", SIGNED_IN)
conducting.get("consultation-prepare", "", "ministry-both: 200; else 403")
conducting.post("consultation-prepare", "", "ministry-both: 302; else 403", NEW)
conducting.route("consultation-edit", SIGNED_IN)
conducting.get("consultation-edit", "r", "ministry-both: 200; auditor: 403; else 404")
conducting.get("consultation-edit", "k", "ministry-both: 302; k-readers: 403; else 404", since=s.ANNOUNCED)
conducting.post("consultation-edit", "r", "ministry-both: 302; auditor: 403; else 404", NEW)
conducting.route("consultation-manage", SIGNED_IN)
conducting.get("consultation-manage", "k", "ministry-both: 200; k-readers: 403; else 404")
conducting.get("consultation-manage", "r", "ministry-both: 200; auditor: 403; else 404")
conducting.get("consultation-manage", "x", "ministry-both: 200; x-readers: 403; else 404")
conducting.route("consultation-open", SIGNED_IN)
conducting.post("consultation-open", "r", "ministry-both: 302; auditor: 403; else 404",
                {"acknowledged": "<warnings:r>"}, tells="r")  # fmt: skip
conducting.post("consultation-open", "k", "ministry-both: 403; auditor: 403; else 404", until=s.DRAFTED)
conducting.post("consultation-open", "k", "ministry-both: 409; k-readers: 403; else 404", since=s.ANNOUNCED)
conducting.route("consultation-date", SIGNED_IN)
conducting.post(
    "consultation-date",
    "k",
    "ministry-both: 400 in drafted,reported; ministry-both: 302; k-readers: 403; else 404",
    {"move-field": "report_due_on", "move-on": "2027-09-30", "move-reason": "Касни."},
)
conducting.post(
    "consultation-date",
    "x",
    "ministry-both: 302; x-readers: 403; else 404",
    {"move-field": "report_due_on", "move-on": "2027-09-30", "move-reason": "Касни."},
)
conducting.route("consultation-conclude", SIGNED_IN)
conducting.post("consultation-conclude", "k", "ministry-both: 403; k-readers: 403; else 404", since=s.ANNOUNCED,
                until=s.PUBLIC)  # fmt: skip
conducting.post("consultation-conclude", "x", "ministry-both: 403; x-readers: 403; else 404")
conducting.route("consultation-except", SIGNED_IN)
conducting.post("consultation-except", "x", "ministry-both: 302; x-readers: 403; else 404", {"except-reason": "Хитно."})
conducting.route("consultation-cancel", SIGNED_IN)
conducting.post(
    "consultation-cancel", "r", "ministry-both: 302; auditor: 403; else 404", {"cancel-reason": "Одложено."}
)
conducting.post("consultation-cancel", "x", "ministry-both: 403; x-readers: 403; else 404", {"cancel-reason": "Не."})
conducting.route("proposals", SIGNED_IN)
conducting.get("proposals", "", "ministry-both administrator: 200; else 403")
conducting.route("proposal", SIGNED_IN)
conducting.route("proposal-confirm", SIGNED_IN)
conducting.route("proposal-refuse", SIGNED_IN)
# A late comment is decided before the conclusion, a correction before the report is published.
for deed, since, until in (
    ("cancel", s.DRAFTED, s.REPORTED), ("late", s.PUBLISHED, s.PUBLIC), ("correct", s.PUBLIC, s.CONCLUDED)
):  # fmt: skip
    of = f"<deed:{deed}>"
    conducting.get("proposal", of, "ministry-both: 200; administrator: 404; else 403", since=since)
    refusing = "ministry-both: 302; administrator: 404; else 403"
    conducting.post("proposal-refuse", of, refusing, since=since, until=until)
conducting.post("proposal-confirm", "<deed:cancel>", "second: 302; administrator: 404; else 403")
conducting.post(
    "proposal-confirm", "<deed:late>", "second: 302; administrator: 404; else 403", since=s.PUBLISHED, until=s.PUBLIC
)
conducting.post(
    "proposal-confirm", "<deed:correct>", "second: 302; administrator: 404; else 403", since=s.PUBLIC,
    until=s.CONCLUDED, tells="a-merged-answer",
)  # fmt: skip
conducting.route("late-requests", SIGNED_IN)
conducting.get("late-requests", "", "ministry-both: 200; else 403")
conducting.route("late-accept", SIGNED_IN)
conducting.post(
    "late-accept", "<unsent:late-one>", "ministry-both: 302; else 403", {"reason": "Оправдано."}, since=s.ANSWERING,
    until=s.ANSWERING,
)  # fmt: skip
conducting.post(
    "late-accept", "<unsent:member-unsent>", "ministry-both: 404; else 403", {"reason": "Да."}, since=s.ANSWERING
)
conducting.route("late-refuse", SIGNED_IN)
conducting.post(
    "late-refuse", "<unsent:late-one>", "ministry-both: 302; else 403", {"reason": "Не."}, since=s.ANSWERING,
    until=s.ANSWERING,
)  # fmt: skip
