"""What the addresses of the mechanism answer; see `expected`."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, SIGNED_IN, Table

NETWORKS = "network-a network-b outsider"
KEEPS = "ministry-both: {}; else 403"

mechanism = Table("the mechanism", s.COMMENTING, s.PUBLISHED)

mechanism.route("areas", PUBLIC)
mechanism.get("areas", "", "else 200")
mechanism.get("areas", "", "else 200", query="on=2015-03-01")
mechanism.get("areas", "", "else 400", query="on=yesterday")
mechanism.get("areas", "", "else 200", query="format=csv")
mechanism.get("areas", "", "else 404", query="format=exe")
mechanism.route("areas-export", PUBLIC)
for format in ("csv", "xlsx", "json"):
    mechanism.get("areas-export", format, "else 200")
mechanism.get("areas-export", "pdf", "else 404")
mechanism.route("area", PUBLIC)
mechanism.get("area", "<seko:A>", "else 200")
mechanism.get("area", "nobody-is-called-so", "else 404")
mechanism.route("area-export", PUBLIC)
mechanism.get("area-export", "<seko:A> json", "else 200", query="on=2027-01-11")
mechanism.route("supporters", PUBLIC)
mechanism.get("supporters", "", "else 200")
mechanism.get("supporters", "", "else 200", query="format=csv")

AREA = {"name_sr": "Саобраћај", "name_en": "Transport", "valid_from": "2015-01-01"}
mechanism.route("area-new", SIGNED_IN)
mechanism.get("area-new", "", KEEPS.format(200))
mechanism.post("area-new", "", KEEPS.format(302), {"code": "saobracaj", **AREA})
mechanism.route("area-edit", SIGNED_IN)
mechanism.get("area-edit", "<seko:A>", KEEPS.format(200))
mechanism.post("area-edit", "<seko:A>", KEEPS.format(302), AREA)
mechanism.route("lead-appoint", SIGNED_IN)
mechanism.get("lead-appoint", "<seko:A>", KEEPS.format(200))
mechanism.post(
    "lead-appoint", "<seko:A>", KEEPS.format(302),
    {"organisation": "<organisation-id:partner>", "on": "2028-01-03", "old_lead": "partner", "basis": "Одлука."},
)  # fmt: skip
mechanism.route("membership-new", SIGNED_IN)
mechanism.get("membership-new", "<seko:A>", KEEPS.format(200))
mechanism.post(
    "membership-new", "<seko:A>", KEEPS.format(302), {"organisation": "Ван мреже", "role": "member", "on": "2027-02-01"}
)
mechanism.route("membership-end", SIGNED_IN)
mechanism.get("membership-end", "<membership:member>", "ministry-both lead: 200; else 403")
mechanism.post(
    "membership-end", "<membership:member>", "ministry-both lead: 302; else 403",
    {"on": "2028-01-03", "reason": "Одлука конзорцијума."},
)  # fmt: skip
mechanism.get("membership-end", "0", "else 404")
mechanism.route("membership-leave", SIGNED_IN)
mechanism.get("membership-leave", "<membership:member>", "member: 200; else 403")
mechanism.post(
    "membership-leave", "<membership:member>", "member: 302; else 403", {"on": "2028-01-03", "statement": "Иступамо."}
)
mechanism.route("participation", SIGNED_IN)
mechanism.get("participation", "", f"{NETWORKS}: 200; else 403")
mechanism.route("suspension-new", SIGNED_IN)
mechanism.get("suspension-new", "", f"{NETWORKS}: 200; else 403")
mechanism.post("suspension-new", "", f"{NETWORKS}: 302; else 403", {"kind": "refused", "statement": "Не."})
mechanism.post(
    "suspension-new", "", f"fellow: 409; network-a: 302; {NETWORKS}: 400; else 403",
    {"kind": "frozen", "statement": "Не.", "seko": "<seko-id:A>"},
)  # fmt: skip
mechanism.route("suspension-lift", SIGNED_IN)
mechanism.post("suspension-lift", "<suspension:fellow>", "fellow: 302; else 404")

SUPPORTER = {"name_sr": "Фонд", "name_en": "Fund", "kind": "funder", "starts_on": "2020-01-01"}
mechanism.route("supporter-new", SIGNED_IN)
mechanism.get("supporter-new", "", KEEPS.format(200))
mechanism.post("supporter-new", "", KEEPS.format(302), SUPPORTER)
mechanism.route("supporter-edit", SIGNED_IN)
mechanism.get("supporter-edit", "<supporter:Fund>", KEEPS.format(200))
mechanism.post("supporter-edit", "<supporter:Fund>", KEEPS.format(302), SUPPORTER)
mechanism.route("supporter-remove", SIGNED_IN)
mechanism.post("supporter-remove", "<supporter:Fund>", KEEPS.format(302))
