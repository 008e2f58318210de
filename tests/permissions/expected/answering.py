"""Answering: assignments, the queue, approval, replies."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, SIGNED_IN, Table

answering = Table(
    "answering", s.ANNOUNCED, s.CONSOLIDATING, s.SUBMITTED, s.ANSWERING, s.PUBLISHED, s.PUBLIC, s.CONCLUDED, s.REPORTED
)
ANSWER = {"disposition": "accepted", "reason": "Тачно."}
OPENED_TO_ANSWERS = "in answering,published,public"

answering.route("queue", SIGNED_IN)
answering.get("queue", "k", "ministry-both officers: 200; k-readers: 403; else 404", query="show=all",
              since=s.ANNOUNCED)  # fmt: skip
answering.get("queue", "x", "ministry-both officers: 200; x-readers: 403; else 404", query="show=all")
answering.get("queue", "k", "ministry-both officers: 302; k-readers: 403; else 404",
              since=s.ANSWERING, until=s.ANSWERING)  # fmt: skip
answering.route("queue-point", SIGNED_IN)
IN_QUEUE = "ministry-both officer: {}; other_officer: 404; k-readers: 403; else 404"
for name in ("a-merged", "a-carried", "a-other", "a6"):
    answering.get("queue-point", f"k <point:{name}>", IN_QUEUE.format(200), since=s.ANSWERING)
answering.get("queue-point", "k <point:a-merged>", "ministry-both: 200; officers: 404; k-readers: 403; else 404",
              since=s.SUBMITTED, until=s.SUBMITTED)  # fmt: skip
answering.get("queue-point", "k <point:a-merged>", "ministry-both officers: 404; k-readers: 403; else 404",
              since=s.CONSOLIDATING, until=s.CONSOLIDATING)  # fmt: skip
answering.get("queue-point", "k <point:b-merged>",
              "ministry-both other_officer: 200; officer: 404; k-readers: 403; else 404",
              since=s.ANSWERING)  # fmt: skip
answering.get(
    "queue-point", "x <point:x-other>", "ministry-both other_officer: 200; officer: 404; x-readers: 403; else 404"
)
answering.get(
    "queue-point", "k <point:x-other>", "ministry-both officers: 404; k-readers: 403; else 404", since=s.ANSWERING
)
answering.post("queue-point", "k <point:a-merged>",
               "ministry-both officer: 302 in answering; ministry-both officer: 409; other_officer: 404; "
               "k-readers: 403; else 404",
               {**ANSWER, "edition": "<edition:a-merged>"}, since=s.ANSWERING)  # fmt: skip
answering.post("queue-point", "x <point:x-other>",
               "ministry-both other_officer: 302; officer: 404; x-readers: 403; else 404",
               {**ANSWER, "edition": "<edition:x-other>", "send": "1"})  # fmt: skip
answering.route("queue-save", SIGNED_IN)
answering.put("queue-save", "x <point:x-other>",
              "ministry-both other_officer: 204; officer: 404; x-readers: 403; else 404", ANSWER,
              headers={"If-Match": '"1"'})  # fmt: skip
answering.put("queue-save", "k <point:a-other>",
              "ministry-both officer: 204 in answering; ministry-both officer: 409; other_officer: 404; "
               "k-readers: 403; else 404",
              ANSWER, since=s.ANSWERING)  # fmt: skip
answering.route("assigning", SIGNED_IN)
answering.get("assigning", "k", "ministry-both officers: 200; k-readers: 403; else 404", since=s.ANNOUNCED)
answering.get("assigning", "x", "ministry-both officers: 200; x-readers: 403; else 404")
answering.post("assigning", "k", "ministry-both officer: 302; other_officer: 400; k-readers: 403; else 404",
               {"points": "<point:a-other>", "to": "<institution:other_officer>"}, since=s.ANSWERING,
               until=s.ANSWERING)  # fmt: skip
answering.post("assigning", "k", "ministry-both: 302; officers: 403; k-readers: 403; else 404",
               {"points": "<point:a-other>", "to": "none"}, since=s.ANSWERING, until=s.ANSWERING)  # fmt: skip
answering.post("assigning", "x", "ministry-both other_officer: 302; officer: 400; x-readers: 403; else 404",
               {"points": "<point:x-other>", "to": "<institution:officer>"})  # fmt: skip
answering.route("approving", SIGNED_IN)
answering.get("approving", "k", "ministry-both: 200; k-readers: 403; else 404", since=s.ANNOUNCED)
answering.get("approving", "x", "ministry-both: 200; x-readers: 403; else 404")
answering.post("approving", "k", "ministry-both: 302; k-readers: 403; else 404",
               {"approve": "<response:a-carried>", "revision": "<edition:a-carried>"},
               since=s.ANSWERING, until=s.ANSWERING, becomes=s.PUBLISHED)  # fmt: skip
answering.post("approving", "p", "second: 302; else 403",
               {"approve": "<response:p-stranger>", "revision": "<edition:p-stranger>"}, since=s.ANSWERING,
               until=s.PUBLIC)  # fmt: skip
answering.post("approving", "k", "ministry-both: 302; k-readers: 403; else 404",
               {"return": "<response:a-other>", "reason-<response:a-other>": "Поново."}, since=s.PUBLISHED,
               until=s.PUBLIC)  # fmt: skip
answering.route("replies", SIGNED_IN)
answering.get("replies", "k", "civil: 200 from public; network-a network-b outsider: 200; person: 200 from public; "
              "k-readers: 403; else 404", since=s.ANNOUNCED)  # fmt: skip
answering.get("replies", "x", "outsider: 200; x-readers: 403; else 404")
answering.get("replies", "k", "lead: 200; civil: 404; k-readers: 403; else 404",
              query="seko=<seko:A>", since=s.ANNOUNCED, until=s.ANNOUNCED)  # fmt: skip
answering.post("replies", "k",
               "member partner: 302 in published,public; "
               "civil person: 400 from public; network-a network-b outsider: 400; k-readers: 403; else 404",
               {"verdict-<response:a-merged>": "satisfied"}, since=s.PUBLISHED)  # fmt: skip
answering.post("replies", "x", "outsider: 302; x-readers: 403; else 404", {"verdict-<response:x-merged>": "satisfied"})
answering.route("answer-correct", SIGNED_IN)
answering.get("answer-correct", "k <point:a-merged>",
              "ministry-both: 200 until concluded; a-merged-readers: 403; else 404", since=s.PUBLISHED)  # fmt: skip
answering.get("answer-correct", "k <point:a-other>", "else 404", since=s.PUBLISHED)
answering.get("answer-correct", "x <point:x-merged>",
              "ministry-both: 200; auditor outsider other_officer: 403; else 404")  # fmt: skip
answering.post("answer-correct", "x <point:x-merged>",
               "ministry-both: 302; auditor outsider other_officer: 403; else 404",
               {"disposition": "noted", "reason": "Исправка.", "correction_reason": "Грешка."})  # fmt: skip

# The words of the world's answers are told for English: they are translated into Serbian.
answering.route("answer-translation", SIGNED_IN)
answering.get("answer-translation", "k <point:a-merged> sr",
              "ministry-both officer: 200; a-merged-readers: 403; else 404", since=s.PUBLISHED)  # fmt: skip
answering.get("answer-translation", "k <point:a-other> sr",
              "ministry-both officer: 200; auditor: 403; else 404", since=s.PUBLISHED)  # fmt: skip
answering.get("answer-translation", "x <point:x-merged> sr",
              "ministry-both other_officer: 200; auditor outsider: 403; else 404")  # fmt: skip
answering.post("answer-translation", "k <point:a-merged> sr",
               "ministry-both officer: 302; a-merged-readers: 403; else 404",
               {"reason": "Ово је тачно.", "will_change": "Додаје се.", "detail": "У 1.", "edition": "0"},
               since=s.PUBLISHED)  # fmt: skip

answering.route("promises", PUBLIC)
answering.get("promises", "k", "k-readers: 200; else 404")
answering.get("promises", "x", "x-readers: 200; else 404")
answering.route("promise-trace", SIGNED_IN)
answering.get("promise-trace", "k <point:a-merged>", "else 404", since=s.ANSWERING, until=s.ANSWERING)
answering.get("promise-trace", "k <point:a-merged>",
              "ministry-both officer: 200; a-merged-readers: 403; else 404", since=s.PUBLISHED)  # fmt: skip
answering.post("promise-trace", "k <point:a-merged>",
               "ministry-both officer: 302; a-merged-readers: 403; else 404",
               {"state": "1", "said": "not-needed", "reason": "Већ стоји."}, since=s.PUBLISHED)  # fmt: skip
answering.route("cause-take-back", SIGNED_IN)
answering.post("cause-take-back", "k <point:a-merged> 1",
               "ministry-both officer: 404; a-merged-readers: 403; else 404", since=s.PUBLISHED)  # fmt: skip
