"""What the addresses of people and mandates answer to every role (reliability.md F, C8)."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, SIGNED_IN, Table

people = Table("people and mandates", s.DRAFTED, s.PUBLISHED)
NEW_PERSON = {"name": "Нова Особа", "email": "nova@primer.example", "role": "representative", "language": "sr"}
TOLD = "notifications_notice notifications_outbox"

people.route("people", SIGNED_IN)
people.get("people", "<organisation:member>",
           "member consortium-a ministry-both administrator: 200; auditor observer: 200; else 404")  # fmt: skip
people.get("people", "<organisation:member>",
           "member consortium-a ministry-both administrator: 200; auditor observer: 200; else 404",
           query="format=csv")  # fmt: skip
people.get("people", "<organisation:outsider>",
           "outsider ministry-both administrator: 200; auditor observer: 200; else 404")  # fmt: skip
people.get("people", "<organisation:officer>",
           "officer ministry-both administrator: 200; auditor observer: 200; else 404")  # fmt: skip
people.get("people", "<organisation:administrator>",
           "auditor observer secretary ministry-both administrator: 200; else 404")  # fmt: skip
people.route("person-invite", SIGNED_IN)
people.get("person-invite", "<organisation:member>",
           "member ministry-both administrator: 200; consortium-a auditor observer: 403; else 404")  # fmt: skip
people.post("person-invite", "<organisation:member>",
            "member ministry-both administrator: 302; consortium-a auditor observer: 403; else 404",
            NEW_PERSON)  # fmt: skip
people.post("person-invite", "<organisation:member>",
            "ministry-both administrator: 302; member: 400; consortium-a auditor observer: 403; else 404",
            {**NEW_PERSON, "role": "coordinator"})  # fmt: skip
people.post("person-invite", "<organisation:officer>",
            "ministry-both administrator: 302; officer auditor observer: 403; else 404",
            {**NEW_PERSON, "role": "officer", "reason": "Нови службеник."})  # fmt: skip
people.route("invitation-revoke", SIGNED_IN)
people.post("invitation-revoke", "<organisation:member> <invitation:one>",
            "member ministry-both administrator: 302; consortium-a auditor observer: 403; else 404")  # fmt: skip
people.post("invitation-revoke", "<organisation:outsider> <invitation:one>", "else 404")
people.route("mandate-end", SIGNED_IN)
people.post("mandate-end", "<organisation:member> <mandate:member>",
            "member ministry-both administrator: 302; consortium-a auditor observer: 403; else 404")  # fmt: skip
people.post("mandate-end", "<organisation:outsider> <mandate:member>", "else 404")
people.post("mandate-end", "<organisation:officer> <mandate:officer>",
            "ministry-both administrator: 302; officer auditor observer: 403; else 404",
            {"reason": "Одлази."})  # fmt: skip
people.route("mandate-change", SIGNED_IN)
people.post("mandate-change", "<organisation:member> <mandate:member>",
            "ministry-both administrator: 302; member consortium-a auditor observer: 403; else 404",
            {"until": "2029-01-01"})  # fmt: skip
people.route("join", SIGNED_IN)
people.get("join", "<organisation:stranger>", "else 200")
people.post("join", "<organisation:stranger>", "stranger: 403; else 302", {"words": "Члан сам."}, tells="name")
people.post("join", "<organisation:officer>", "else 403", {"words": "Члан сам."})
people.route("joining-decide", SIGNED_IN)
for deed in ("grant", "decline"):
    people.post("joining-decide", "<request:one>",
                "fellow ministry-both administrator: 302; consortium-a auditor observer: 403; else 404",
                {"deed": deed})  # fmt: skip
people.route("joining-take-back", SIGNED_IN)
people.post("joining-take-back", "<request:one>", "person: 302; else 404")
people.route("invitation", PUBLIC)
people.get("invitation", "<link:one>", "anonymous: 200; else 403", shows="invited name")
people.get("invitation", "not-a-token", "else 404")
people.post("invitation", "<link:one>", "anonymous: 302; else 403", {"role": "coordinator"}, shows="invited name",
            keeps=TOLD)  # fmt: skip
people.route("invitation-again", PUBLIC)
people.post("invitation-again", "<link:one>", "else 200")
people.route("invitation-other", PUBLIC)
people.post("invitation-other", "<link:one>", "else 302", is_silent=True)
people.route("link-ask", PUBLIC)
people.get("link-ask", "k", "k-readers: 200; else 404")
people.get("link-ask", "p", "else 200")
people.post("link-ask", "p", "else 200", {"email": "nobody@primer.example"}, is_silent=True)
people.post("link-ask", "p", "else 200", {"email": "zq-mail.member-qz@primer.example"}, shows="mail")
people.route("link-open", PUBLIC)
people.get("link-open", "k not-a-token", "else 409")
people.post("link-open", "k not-a-token", "else 409")
people.get("link-open", "no-such-consultation not-a-token", "else 409")

people.route("handover", SIGNED_IN)
people.get("handover", "<mandate:officer>", "officer: 200; else 404")
people.get("handover", "<mandate:member>", "member: 200; else 404")
people.get("handover", "<mandate:second>", "ministry-both: 200; else 404")
people.route("handover-file", SIGNED_IN)
people.get("handover-file", "<mandate:officer> xlsx", "officer: 200; else 404")
people.get("handover-file", "<mandate:member> docx", "member: 200; else 404")
people.get("handover-file", "<mandate:member> html", "else 404")
people.route("hand-over", SIGNED_IN)
people.post("hand-over", "<mandate:officer>", "officer: 400; else 404", {"to": "<mandate:member>"})

people.route("person-find", SIGNED_IN)
people.get("person-find", "", "administrator: 200; else 403")
people.post("person-find", "", "administrator: 302; else 403", {"address": "zq-mail.member-qz@primer.example"},
            is_silent=True)  # fmt: skip
people.post("person-find", "", "administrator: 400; else 403", {"address": "nobody@primer.example"})
people.route("person-account", SIGNED_IN)
people.get("person-account", "<person:member>", "administrator: 200; else 403")
people.get("person-account", "<person:person>", "administrator: 200; else 403")
people.route("person-sessions-end", SIGNED_IN)
people.post("person-sessions-end", "<person:member>", "administrator: 302; else 403")
people.route("person-close", SIGNED_IN)
people.post("person-close", "<person:member>", "administrator: 302; else 403")
people.post("person-close", "<person:officer>", "administrator: 302; else 403", {"reason": "Одлази."})
people.post("person-close", "<person:administrator>", "else 403", {"reason": "Одлазим."})
