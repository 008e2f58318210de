"""The common position and its board."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import HTMX, PUBLIC, SIGNED_IN, Table

positions = Table(
    "the common position", s.DRAFTED, s.COMMENTING, s.CONSOLIDATING, s.SUBMITTED, s.ANSWERING, s.PUBLISHED, s.CONCLUDED
)  # fmt: skip
ON_BOARD = "in consolidating"

positions.route("board", SIGNED_IN)
positions.get("board", "k <seko:A>", "consortium-a: 200; else 404", since=s.ANNOUNCED)
positions.get("board", "k <seko:A>", "else 404", until=s.DRAFTED)
positions.get("board", "k <seko:A>", "consortium-a: 200; else 404", since=s.ANNOUNCED, headers=HTMX)
positions.get("board", "k <seko:B>", "lead_b: 200; else 404", since=s.ANNOUNCED)
positions.get("board", "k <seko:C>", "else 404")
positions.get("board", "x <seko:C>", "else 404")
positions.get("board", "x <seko:A>", "else 404")
positions.route("board-deed", SIGNED_IN)
positions.post(
    "board-deed", "k <seko:A>", "lead: 302 in consolidating; partner: 403; lead: 409; else 404",
    {"one": "undo:<no:a1>"}, since=s.CONSOLIDATING,
)  # fmt: skip
positions.post(
    "board-deed", "k <seko:B>", "lead_b: 302 in consolidating,submitted; lead_b: 409; else 404",
    {"one": "carry:<no:b3>"}, since=s.CONSOLIDATING,
)  # fmt: skip
positions.post(
    "board-deed", "k <seko:A>", "partner: 302 in consolidating; lead: 403; partner: 409; else 404",
    {"one": "agree:<point-no:a-merged>@<revision:a-merged>"}, since=s.CONSOLIDATING,
)  # fmt: skip
positions.post("board-deed", "x <seko:C>", "else 404", {"one": "undo:<no:x-c1>"})
positions.route("board-comments", SIGNED_IN)
positions.get("board-comments", "k <seko:A>", "consortium-a: 200; else 404", query="deed=aside&c=<no:a1>",
              since=s.COMMENTING)  # fmt: skip
positions.get("board-comments", "k <seko:A>", "else 404", query="deed=aside&c=<no:b1>", since=s.COMMENTING)
positions.post(
    "board-comments", "k <seko:A>", "lead: 302 in commenting,consolidating; partner: 403; lead: 409; else 404",
    {"deed": "aside", "c": "<no:a4>", "reason": "Понавља се."}, since=s.COMMENTING,
)  # fmt: skip
positions.post(
    "board-comments", "k <seko:A>", "partner: 302 in commenting,consolidating; lead: 403; partner: 409; else 404",
    {"deed": "propose-aside", "c": "<no:a4>", "reason": "Понавља се."}, since=s.COMMENTING,
)  # fmt: skip
positions.route("board-point", SIGNED_IN)
positions.get("board-point", "k <seko:A> <point-no:a-merged>", "consortium-a: 200; else 404", since=s.CONSOLIDATING)
positions.get("board-point", "k <seko:B> <point-no:b-merged>", "lead_b: 200; else 404", since=s.CONSOLIDATING)
positions.get("board-point", "x <seko:C> <point-no:x-merged>", "else 404")
positions.post(
    "board-point", "k <seko:A> <point-no:a-merged>", "lead: 302 in consolidating; partner: 403; lead: 409; else 404",
    {"deed": "save", "wording": "Ново.", "revision": "<revision:a-merged>"}, since=s.CONSOLIDATING,
)  # fmt: skip
positions.post(
    "board-point", "k <seko:A> <point-no:a-merged>", "lead: 302 in consolidating; partner: 403; lead: 409; else 404",
    {"deed": "dissolve"}, since=s.CONSOLIDATING,
)  # fmt: skip
positions.post(
    "board-point", "k <seko:A> <point-no:a-merged>", "partner: 302 in consolidating; lead: 403; partner: 409; else 404",
    {"deed": "object", "stance-words": "Не.", "seen": "<revision:a-merged>"}, since=s.CONSOLIDATING,
)  # fmt: skip
positions.post(
    "board-point", "k <seko:A> <point-no:a-merged>", "partner: 302 in consolidating; lead: 403; partner: 409; else 404",
    {"deed": "propose", "another-wording": "Друго."}, since=s.CONSOLIDATING,
)  # fmt: skip
positions.route("board-proposal", SIGNED_IN)
positions.get("board-proposal", "k <seko:A> <partner:partner-two>", "consortium-a: 200; else 404",
              since=s.CONSOLIDATING)  # fmt: skip
positions.get("board-proposal", "k <seko:B> <partner:partner-two>", "else 404", since=s.CONSOLIDATING)
positions.get("board-proposal", "x <seko:C> <partner:x>", "else 404")
positions.post(
    "board-proposal", "k <seko:A> <partner:partner-two>",
    "lead: 302 in consolidating; partner: 403; lead: 409; else 404", {"deed": "take"}, since=s.CONSOLIDATING,
)  # fmt: skip
positions.post(
    "board-proposal", "k <seko:A> <partner:partner-two>", "lead: 302; partner: 403; else 404",
    {"deed": "decline", "answer": "Не."}, since=s.CONSOLIDATING, until=s.CONSOLIDATING,
)  # fmt: skip
positions.route("board-submit", SIGNED_IN)
positions.get("board-submit", "k <seko:A>", "consortium-a: 200; else 404", since=s.ANNOUNCED)
positions.post(
    "board-submit", "k <seko:A>", "lead: 302 in consolidating; partner: 403; lead: 409; else 404",
    {"letter": "Поштовани."}, since=s.CONSOLIDATING, becomes=s.SUBMITTED,
)  # fmt: skip
positions.post("board-submit", "k <seko:B>", "lead_b: 409; else 404", {"letter": "Не."}, since=s.CONSOLIDATING)
positions.route("board-take-back", SIGNED_IN)
positions.get("board-take-back", "k <seko:A>", "consortium-a: 200; else 404", since=s.CONSOLIDATING)
positions.post(
    "board-take-back", "k <seko:A>", "lead: 302 in submitted; partner: 403; lead: 409; else 404",
    {"reason": "Грешка."}, since=s.SUBMITTED,
)  # fmt: skip
positions.route("position", PUBLIC)
positions.get("position", "k <seko:A>", "position-a-readers: 200; else 404", since=s.CONSOLIDATING)
positions.get("position", "k <seko:B>", "position-b-readers: 200; else 404", since=s.CONSOLIDATING)
positions.get("position", "k <seko:C>", "else 404", since=s.CONSOLIDATING)
positions.get("position", "x <seko:C>", "overseers outsider: 200; else 404")
positions.route("comment-dissent", SIGNED_IN)
positions.post(
    "comment-dissent", "<comment:a5>", "member: 302 in submitted; member: 409; a5-readers: 403; else 404",
    {"words": "Остајемо."}, since=s.CONSOLIDATING,
)  # fmt: skip
positions.post("comment-dissent", "<comment:x-c3>", "outsider: 409; overseers: 403; else 404", {"words": "Остајемо."})
