"""What the addresses of calls answer; see `expected`."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, SIGNED_IN, Table

calls = Table("calls", s.COMMENTING, s.PUBLISHED)
NETWORK, CONSORTIUM, DRAFTED = "na", "ca", "cd"
OF_NETWORK, OF_CONSORTIUM = f"{NETWORK} <application:{NETWORK}>", f"{CONSORTIUM} <application:{CONSORTIUM}>"

calls.route("calls", PUBLIC)
calls.get("calls", "", "else 200")
calls.get("calls", "", "else 200", query="format=csv")
calls.route("call", PUBLIC)
calls.get("call", NETWORK, "else 200")
calls.get("call", CONSORTIUM, "else 200")
calls.get("call", DRAFTED, "ministry-both: 200; else 404")
calls.route("call-export", PUBLIC)
for format in ("csv", "xlsx", "json"):
    calls.get("call-export", f"{NETWORK} {format}", "else 200")
    calls.get("call-export", f"{CONSORTIUM} {format}", "else 200")
calls.get("call-export", f"{NETWORK} pdf", "else 404")
calls.get("call-export", f"{DRAFTED} json", "ministry-both: 200; else 404")
CRITERIA = {"criterion-count": "1", "criterion-0-text": "Рад."}
calls.route("call-new", SIGNED_IN)
calls.get("call-new", "", "ministry-both lead lead_b: 200; else 403")
calls.post(
    "call-new", "", "lead: 302; ministry-both lead_b: 400; else 403",
    {"seko": "<seko-id:A>", "title": "Позив", "code": "novi-poziv", "text": "Текст.", **CRITERIA,
     "opens_on": "2027-02-01"},
)  # fmt: skip
calls.route("call-edit", SIGNED_IN)
calls.get("call-edit", DRAFTED, "ministry-both: 200; else 404")
calls.post(
    "call-edit", DRAFTED, "ministry-both: 302; else 404",
    {"title": "Позив", "text": "Текст.", **CRITERIA, "opens_on": "2027-02-01", "closes_on": "2028-02-01",
     "starts_on": "2028-05-01"},
)  # fmt: skip
calls.route("call-step", SIGNED_IN)
calls.post("call-step", f"{DRAFTED} open", "ministry-both: 302; else 404", tells="cd")
calls.post("call-step", f"{NETWORK} end", "else 403")
calls.post("call-step", f"{NETWORK} cancel", "lead: 302; else 403", {"reason": "Грешка."})
calls.post("call-step", f"{CONSORTIUM} finalise", "else 403")
calls.post("call-step", f"{NETWORK} erase", "lead: 404; else 403")
calls.route("application-edit", SIGNED_IN)
calls.get("application-edit", NETWORK, "stranger: 302; network-b outsider: 200; else 403")
calls.post(
    "application-edit",
    NETWORK,
    "stranger network-b outsider: 302; else 403",
    {"words": "Речи.", "deed": "save"},
    is_silent=True,
)
calls.get("application-edit", DRAFTED, "ministry-both: 403; else 404")
calls.route("application", SIGNED_IN)
calls.get("application", OF_NETWORK, "stranger lead partner: 200; else 404")
calls.get("application", OF_CONSORTIUM, "outsider member_b ministry-both: 200; else 404")
calls.route("application-file", SIGNED_IN)
calls.get("application-file", OF_NETWORK, "else 404")
calls.route("application-deed", SIGNED_IN)
calls.post("application-deed", f"{OF_NETWORK} withdraw", "stranger: 302; lead partner: 403; else 404")
calls.post(
    "application-deed", f"{OF_NETWORK} propose", "lead: 302; partner stranger: 403; else 404",
    {"outcome": "admit", "reason": "По критеријумима."},
)  # fmt: skip
calls.post("application-deed", f"{OF_NETWORK} stance", "lead partner stranger: 403; else 404", {"stance": "agrees"})
calls.post(
    "application-deed", f"{OF_NETWORK} score", "lead: 409; partner stranger: 403; else 404", {"c<criterion:na>": "20"}
)
calls.post("application-deed", f"{OF_NETWORK} decide", "lead partner stranger: 409; else 404")
calls.post(
    "application-deed", f"{OF_NETWORK} object", "lead partner stranger: 409; else 404", {"objection": "Не слажемо се."}
)
calls.post(
    "application-deed", f"{OF_CONSORTIUM} score", "ministry: 302; second outsider member_b: 403; else 404",
    {"c<criterion:ca>": "20"},
)  # fmt: skip
calls.route("call-judging", SIGNED_IN)
calls.get("call-judging", NETWORK, "lead partner: 200; else 403")
calls.get("call-judging", CONSORTIUM, "ministry-both: 200; else 403")
calls.route("call-impartiality", SIGNED_IN)
calls.post("call-impartiality", NETWORK, "lead partner: 302; else 403", {"has_conflict": "no"})
calls.route("call-decision", SIGNED_IN)
calls.post(
    "call-decision", CONSORTIUM, "ministry: 302; else 403",
    {"admitted": "<application:ca>", "decision": "Одлука.", "reason-<application:ca>": "Највише бодова."},
)  # fmt: skip
calls.route("registrations", SIGNED_IN)
calls.get("registrations", "", "ministry-both: 200; else 403")
calls.get("registrations", "", "ministry-both: 200; else 403", query="format=csv")
calls.route("registration", SIGNED_IN)
calls.post("registration", "<application:na>", "ministry-both: 404; else 403")
