"""Reading a draft, commenting on it, the record of comments."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import HTMX, PUBLIC, SIGNED_IN, Table

commenting = Table(
    "reading, commenting, the record", s.DRAFTED, s.COMMENTING, s.CONSOLIDATING, s.SUBMITTED, s.ANSWERING, s.PUBLISHED,
    s.PUBLIC, s.REPORTED,
)  # fmt: skip
WORDS = {"unsent": "<new:one>", "at": "whole", "words": "Речи."}
WRITERS = "network-a network-b"

commenting.route("reading", PUBLIC)
for query in ("p=whole", "p=1-1"):
    commenting.get("reading", "k", "k-readers: 200; else 404", query=query)
for query in ("", "show=waiting", "p=1-1&all=1"):
    commenting.get("reading", "k", "k-readers: 200; else 404", query=query, since=s.PUBLISHED, until=s.PUBLISHED)
commenting.get("reading", "k", "k-readers: 200; else 404", query="p=1-1", headers=HTMX)
commenting.get("reading", "k", "else 404", query="p=9-9")
commenting.route("reading-elsewhere", PUBLIC)
commenting.get("reading-elsewhere", "k 2", "else 404", query="p=1-1")
commenting.get("reading", "x", "x-readers: 200; else 404", query="p=1-1")
commenting.get("reading", "p", "else 200", query="q=1")
commenting.route("unsent-save", SIGNED_IN)
commenting.put(
    "unsent-save",
    "k",
    "network-a network-b: 404 in drafted; network-a network-b: 204; k-readers: 403; else 404",
    WORDS,
)
commenting.post(
    "unsent-save",
    "k",
    "member_b: 204; network-a network-b: 404; k-readers: 403; else 404",
    {**WORDS, "unsent": "<unsent:member-b-unsent>"},
    since=s.COMMENTING,
    until=s.SUBMITTED,
)
commenting.post("unsent-save", "p", f"{WRITERS} outsider stranger person: 204; else 403", WORDS)
commenting.post("unsent-save", "x", "outsider: 204; x-readers: 403; else 404", WORDS)
commenting.route("comment-send", SIGNED_IN)
# What comes too late is not sent and not lost: it stays unsent.
KEPT = "comments_unsent"
commenting.post(
    "comment-send",
    "k",
    "network-a: 302 in commenting,consolidating; network-b: 302 in commenting,consolidating,submitted; "
    "network-a network-b: 404 in drafted; network-a network-b: 409; k-readers: 403; else 404",
    WORDS,
    keeps=KEPT,
)
commenting.post(
    "comment-send",
    "p",
    f"{WRITERS} outsider stranger person: 302 in commenting,consolidating,submitted; "
    f"{WRITERS} outsider stranger person: 409; else 403",
    WORDS,
    keeps=KEPT,
)
commenting.post("comment-send", "x", "outsider: 409; x-readers: 403; else 404", WORDS, keeps=KEPT)
commenting.route("comments-alike", SIGNED_IN)
commenting.post(
    "comments-alike", "k", "k-readers: 200; else 404", {"at": "1-1", "words": "zq-a1.words-qz zq-a3.words-qz zq-b1"},
    since=s.COMMENTING, is_silent=True,
)  # fmt: skip
commenting.route("comment-support", SIGNED_IN)
commenting.post(
    "comment-support",
    "<comment-id:a1>",
    "fellow lead partner: 302 in commenting,consolidating,submitted; a1-readers: 403; else 404",
    since=s.COMMENTING,
)
commenting.post("comment-support", "<comment-id:x-c1>", "x-c1-readers: 403; else 404", since=s.COMMENTING)
commenting.route("comment", PUBLIC)
for name in ("a1", "a5", "b3", "withdrawn", "p-person"):
    commenting.get("comment", f"<comment:{name}>", f"{name}-readers: 200; else 404", since=s.COMMENTING)
commenting.get("comment", "<comment:x-c1>", "x-c1-readers: 200; else 404")
commenting.get("comment", "K-9999", "else 404")
commenting.route("comments", PUBLIC)
for query in ("all=1", "format=json"):
    commenting.get("comments", "k", "k-readers: 200; else 404", query=query)
for query in ("", "format=csv", "format=xlsx"):
    commenting.get("comments", "k", "k-readers: 200; else 404", query=query, since=s.PUBLISHED, until=s.PUBLISHED)
commenting.get("comments", "x", "x-readers: 200; else 404", query="format=json")
commenting.get("comments", "p", "else 200", query="format=json")
commenting.route("comment-attachment", PUBLIC)
for name in ("a1", "withdrawn"):
    commenting.get("comment-attachment", f"<comment:{name}>", f"{name}-readers: 200; else 404", since=s.COMMENTING)
commenting.get("comment-attachment", "<comment:x-c1>", "x-c1-readers: 200; else 404")
commenting.route("receipt-attachment", PUBLIC)
commenting.get("receipt-attachment", "<receipt:a1>", "else 200", since=s.COMMENTING, shows="a1")
commenting.get("receipt-attachment", "not-a-token", "else 404")
commenting.route("comment-withdraw", SIGNED_IN)
commenting.post(
    "comment-withdraw", "<comment:a1>", "member: 302 in commenting,consolidating; a1-readers: 403; else 404",
    since=s.COMMENTING,
)  # fmt: skip
commenting.post("comment-withdraw", "<comment:x-c1>", "x-c1-readers: 403; else 404")
commenting.route("comment-receipt", PUBLIC)
commenting.get("comment-receipt", "<receipt:a1>", "else 200", since=s.COMMENTING, shows="a1 a-merged a-merged-answer")
commenting.get("comment-receipt", "not-a-token", "else 404")
commenting.route("comment-find", PUBLIC)
commenting.get("comment-find", "", "else 302", query="number=K-0001")
commenting.get("comment-find", "", "else 404", query="number=nothing")
commenting.route("record", SIGNED_IN)
commenting.get("record", "", "else 200")
commenting.route("organisation-record", PUBLIC)
for name in ("member", "outsider"):
    commenting.get("organisation-record", f"<organisation:{name}>", "else 200")
commenting.route("unsent", SIGNED_IN)
commenting.get("unsent", "<unsent:member-unsent>", "member: 200; else 404", since=s.COMMENTING)
commenting.get("unsent", "<unsent:late-one>", "member_b: 200; else 404", since=s.COMMENTING)
commenting.get("unsent", "<unsent:person-unsent>", "person: 200; else 404", since=s.COMMENTING)
commenting.get("unsent", "<unsent:x-unsent>", "outsider: 200; else 404")
commenting.route("unsent-file", SIGNED_IN)
commenting.get("unsent-file", "", "else 200", since=s.COMMENTING)
commenting.get("unsent-file", "", "else 404", query="format=exe", since=s.COMMENTING)
commenting.route("unsent-attachment", SIGNED_IN)
commenting.get("unsent-attachment", "<unsent:member-unsent>", "member: 200; else 404", since=s.COMMENTING)
commenting.get("unsent-attachment", "<unsent:late-one>",
               "member_b: 200; ministry-both: 200 in answering,published,public; else 404",
               since=s.COMMENTING)  # fmt: skip
commenting.get("unsent-attachment", "<unsent:x-unsent>", "outsider: 200; else 404")
commenting.route("unsent-recall", SIGNED_IN)
commenting.post("unsent-recall", "<unsent:late-one>",
                "member_b: 302 in answering,published,public; member_b: 409; else 404", since=s.COMMENTING)  # fmt: skip
commenting.post("unsent-recall", "<unsent:x-unsent>", "outsider: 409; else 404")
commenting.route("unsent-discard", SIGNED_IN)
commenting.post("unsent-discard", "<unsent:member-unsent>", "member: 302; else 404", since=s.COMMENTING)
commenting.post("unsent-discard", "<unsent:x-unsent>", "outsider: 302; else 404")
commenting.post("unsent-discard", "<unsent:late-one>", "member_b: 409; else 404", since=s.ANSWERING)
commenting.route("unsent-late", SIGNED_IN)
commenting.post(
    "unsent-late",
    "<unsent:member-unsent>",
    "member: 302 in answering,published,public; member: 403; else 404",
    {"reason": "Квар."},
    since=s.COMMENTING,
)
commenting.post("unsent-late", "<unsent:x-unsent>", "outsider: 302; else 404", {"reason": "Квар."})
