"""Organisations and contact points."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, SIGNED_IN, Table

register = Table("who is who: organisations and contact points", s.DRAFTED, s.PUBLISHED)

for name in ("who-is-who", "organisations", "contact-points"):
    register.route(name, PUBLIC)
    register.get(name, "", "else 200")
register.get("organisations", "", "else 200", query="q=zq&area=nobody&kind=nobody&page=-1")
register.get("contact-points", "", "else 200", query="q=zq&level=nobody&state=without")
for name in ("organisations-export", "contact-points-export"):
    register.route(name, PUBLIC)
    register.get(name, "csv", "else 200")
    register.get(name, "exe", "else 404")
register.route("organisation", PUBLIC)
register.get("organisation", "<organisation:member>", "else 200")
register.get("organisation", "nobody-is-called-so", "else 404")
register.route("organisation-new", SIGNED_IN)
register.get("organisation-new", "", "ministry-both: 200; else 403")
register.post("organisation-new", "", "ministry-both: 302; else 403", {"name": "Плави Дунав", "kind": "association"})
register.route("organisation-keep", SIGNED_IN)
register.get("organisation-keep", "<organisation:member>", "ministry-both: 200; else 403")
register.route("organisation-deed", SIGNED_IN)
register.post(
    "organisation-deed", "<organisation:member> facts", "ministry-both: 302; else 403", {"facts-kind": "association"}
)
register.post("organisation-deed", "<organisation:member> nothing", "else 404")
register.route("organisation-profile", SIGNED_IN)
register.get("organisation-profile", "<organisation:member>", "ministry-both member: 200; else 403")
register.post("organisation-profile", "<organisation:member>", "ministry-both member: 302; else 403", {"name_en": ""})
register.route("contact-point-new", SIGNED_IN)
register.get("contact-point-new", "", "ministry-both: 200; else 403")
register.post("contact-point-new", "", "ministry-both: 400; else 403", {"name": ""})
NO_ENTRY = "00000000-0000-0000-0000-00000000000b"
register.route("contact-point-edit", SIGNED_IN)
register.get("contact-point-edit", "<contact:officer>", "ministry-both: 200; else 403")
register.get("contact-point-edit", NO_ENTRY, "else 404")
register.post("contact-point-edit", "<contact:officer>", "ministry-both: 400; else 403", {"name": ""})
register.route("contact-point-end", SIGNED_IN)
register.post("contact-point-end", "<contact:officer>", "ministry-both: 302; else 403", {"end-ends_on": "2026-06-01"})
register.post("contact-point-end", NO_ENTRY, "else 404")
register.route("contact-point-confirm", PUBLIC)
register.get("contact-point-confirm", "not-a-token", "else 409")
register.post("contact-point-confirm", "not-a-token", "else 409", {"answer": "right"})
