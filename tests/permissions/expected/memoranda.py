"""What the addresses of memoranda answer; see `expected`."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, SIGNED_IN, Table

# Read by: the prepared one (mp) the ministry and auditors; the offered one (mo) its party too; mf everybody.
PREPARED = "overseers: 200; else 404"
OFFERED = "overseers member: 200; else 404"
PREPARED_DEED = "ministry-both: {}; auditor: 403; else 404"
OFFERED_DEED = "ministry-both: {}; auditor member: 403; else 404"
IN_FORCE_DEED = "ministry-both: {}; else 403"

memoranda = Table("memoranda", s.COMMENTING, s.PUBLISHED)

memoranda.route("memoranda", PUBLIC)
memoranda.get("memoranda", "", "else 200")
for query in ("csv", "xlsx", "json"):
    memoranda.get("memoranda", "", "else 200", query=f"format={query}")
memoranda.get("memoranda", "", "else 404", query="format=exe")
for route in ("memorandum", "memorandum-text"):
    memoranda.route(route, PUBLIC)
    memoranda.get(route, "mp", PREPARED)
    memoranda.get(route, "mo", OFFERED)
    memoranda.get(route, "mf", "else 200")
    memoranda.get(route, "nobody-is-called-so", "else 404")
memoranda.route("memorandum-file", PUBLIC)
memoranda.get("memorandum-file", "mp docx", PREPARED)
memoranda.get("memorandum-file", "mo docx", OFFERED)
memoranda.get("memorandum-file", "mf docx", "else 200")
memoranda.get("memorandum-file", "mf exe", "else 404")
memoranda.route("memorandum-signed-file", PUBLIC)
memoranda.get("memorandum-signed-file", "mp <signed:mp>", PREPARED)
memoranda.get("memorandum-signed-file", "mo <signed:mo>", OFFERED)
memoranda.get("memorandum-signed-file", "mf <signed:mf>", "else 200")
memoranda.get("memorandum-signed-file", "mf <signed:mo>", "else 404")

NEW = {"title_sr": "Наслов", "party-count": "1", "party-0-side": "state", "party-0-name": "Министарство"}
memoranda.route("memorandum-new", SIGNED_IN)
memoranda.get("memorandum-new", "", "ministry-both: 200; else 403")
memoranda.post("memorandum-new", "", "ministry-both: 302; else 403", {"code": "novi", **NEW})
memoranda.route("memorandum-edit", SIGNED_IN)
memoranda.get("memorandum-edit", "mp", PREPARED_DEED.format(200))
memoranda.get("memorandum-edit", "mo", OFFERED_DEED.format(409))
memoranda.post("memorandum-edit", "mp", PREPARED_DEED.format(302), NEW)
memoranda.post("memorandum-edit", "mo", OFFERED_DEED.format(409), NEW)
memoranda.route("memorandum-step", SIGNED_IN)
memoranda.post("memorandum-step", "mp offer", PREPARED_DEED.format(302), tells="mp")
memoranda.post("memorandum-step", "mo take-back", "ministry-both: 409; auditor member: 403; else 404")
memoranda.post("memorandum-step", "mf offer", "else 409")
memoranda.route("memorandum-signing", SIGNED_IN)
memoranda.post("memorandum-signing", "mo", OFFERED_DEED.format(302), {"party-<party:mo>-on": "2026-09-02"})
memoranda.post("memorandum-signing", "mf", IN_FORCE_DEED.format(409), {"party-<party:mf>-on": "2026-09-02"})
memoranda.route("memorandum-upload", SIGNED_IN)
memoranda.post("memorandum-upload", "mo", "ministry-both member: 400; auditor: 403; else 404")
memoranda.post("memorandum-upload", "mf", "ministry-both member: 400; else 403")
memoranda.route("memorandum-in-force", SIGNED_IN)
memoranda.post("memorandum-in-force", "mo", OFFERED_DEED.format(302), {"force-reason": "Потписано."})
memoranda.post("memorandum-in-force", "mf", IN_FORCE_DEED.format(409), {"force-reason": "Потписано."})
memoranda.route("memorandum-renew", SIGNED_IN)
memoranda.post(
    "memorandum-renew", "mf", IN_FORCE_DEED.format(302),
    {"renewal-on": "2027-02-01", "renewal-until": "2030-01-01", "renewal-basis": "Анекс."},
)  # fmt: skip
memoranda.post(
    "memorandum-renew", "mo", OFFERED_DEED.format(409),
    {"renewal-on": "2027-02-01", "renewal-until": "2030-01-01", "renewal-basis": "Анекс."},
)  # fmt: skip
memoranda.route("memorandum-leave", SIGNED_IN)
memoranda.post(
    "memorandum-leave", "mf", "ministry-both member: 302; else 403",
    {"leaving-party": "<party:mf>", "leaving-on": "2027-06-01", "leaving-statement": "Иступамо."},
)  # fmt: skip
memoranda.post(
    "memorandum-leave", "mf", "ministry-both member: 400; else 403",
    {"leaving-party": "<party:mo>", "leaving-on": "2027-06-01", "leaving-statement": "Иступамо."},
)  # fmt: skip
memoranda.route("memorandum-end", SIGNED_IN)
memoranda.post("memorandum-end", "mf", IN_FORCE_DEED.format(302), {"end-reason": "Споразум."})
memoranda.post("memorandum-end", "mo", OFFERED_DEED.format(409), {"end-reason": "Споразум."})
