"""Bringing in files with comments: who may write may, and reads only what the own organisation brought in."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import SIGNED_IN, Table

returning = Table("files with comments", s.DRAFTED, s.COMMENTING, s.ANSWERING, s.PUBLISHED, s.REPORTED)
OPEN = "commenting,answering,published"
MAY = f"network-a network-b: 404 in drafted; network-a network-b: {{}} in {OPEN}; k-readers: 403; else 404"
OWN = "member: {}; else 404"

returning.route("comments-return", SIGNED_IN)
returning.get("comments-return", "k", MAY.format(200))
returning.get("comments-return", "p", "else 403")
returning.get("comments-return", "x", "outsider: 200; x-readers: 403; else 404")
returning.post("comments-return", "k", MAY.format(400))
returning.post("comments-return", "x", "outsider: 400; x-readers: 403; else 404")
returning.route("returned", SIGNED_IN)
returning.get("returned", "k <returned:member-returned>", OWN.format(200), since=s.COMMENTING)
returning.get("returned", "x <returned:member-returned>", "else 404", since=s.COMMENTING)
returning.route("returned-decide", SIGNED_IN)
returning.post(
    "returned-decide", "k <returned:member-returned>", f"member: 302 in {OPEN}; member: 403; else 404",
    {"choice-1": "leave"}, since=s.COMMENTING,
)  # fmt: skip
returning.post(
    "returned-decide", "k <returned:member-returned>", f"member: 400 in {OPEN}; member: 403; else 404",
    {"keep": "1"}, since=s.COMMENTING,
)  # fmt: skip
returning.route("returned-send", SIGNED_IN)
returning.post(
    "returned-send", "k <returned:member-returned>", f"member: 409 in {OPEN}; member: 403; else 404", since=s.COMMENTING
)
returning.route("returned-discard", SIGNED_IN)
returning.post("returned-discard", "k <returned:member-returned>", OWN.format(302), since=s.COMMENTING)
