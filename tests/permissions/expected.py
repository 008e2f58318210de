"""What every address answers to every role in every state, by area (reliability.md F; design.md where they differ).

The states and roles are those of `states` and `cast`; groups such as `k-readers` are worked out in `readers`. Rules are
read from left to right, the first that holds counts. A page for signed-in people leads anybody else to the sign-in; a
deed without a session is answered "signed out" (403) with everything that was typed: that is said once, in `cases`.
"""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.calls import calls
from tests.permissions.cases import DEMONSTRATION, PUBLIC, SIGNED_IN, Table
from tests.permissions.exchange import exchange
from tests.permissions.mechanism import mechanism
from tests.permissions.memoranda import memoranda
from tests.permissions.people import people

HTMX = {"HX-Request": "true"}

# ----------------------------------------------------------------------------------------------------------------------
public = Table("public pages", s.DRAFTED, s.SUBMITTED, s.PUBLISHED, s.PUBLIC, s.REPORTED)

public.route("healthz", PUBLIC)
public.get("healthz", "", "else 200")
public.route("readyz", PUBLIC)
public.get("readyz", "", "else 200")
public.route("home", PUBLIC)
public.get("home", "", "else 200")
public.route("consultations", PUBLIC)
public.get("consultations", "", "else 200")
public.route("consultation", PUBLIC)
public.get("consultation", "k", "k-readers: 200; else 404")
public.get("consultation", "p", "else 200")
public.get("consultation", "x", "x-readers: 200; else 404")
public.get("consultation", "q", "overseers: 200; else 404")
public.route("answers", PUBLIC)
public.get("answers", "", "else 200")
public.route("answers-list", PUBLIC)
public.get("answers-list", "", "else 200")
for query in ("state=past-term", "state=answered", "outcome=accepted", "reply=objects", "state=changes"):
    public.get("answers-list", "", "else 200", query=query, since=s.PUBLIC, until=s.PUBLIC)
public.get("answers-list", "", "else 404", query="institution=nobody-is-called-so")
public.get("answers-list", "", "else 200", query="institution=<institution-slug:officer>")

# ----------------------------------------------------------------------------------------------------------------------
accounts = Table("accounts, desk, notices, jobs", s.DRAFTED, s.CONSOLIDATING, s.PUBLISHED, s.REPORTED)

# The same page under two names: allauth leads to it under its own.
for name in ("sign-in", "account_login"):
    accounts.route(name, PUBLIC)
    accounts.get(name, "", "anonymous: 200; else 302")
    accounts.post(
        name, "", "anonymous: 200; else 302", {"login": "nobody@primer.example", "password": "x"}, is_silent=True
    )
accounts.route("sign-in-second", PUBLIC)
accounts.get("sign-in-second", "", "else 302")
accounts.post("sign-in-second", "", "else 302", {"code": "123456"}, is_silent=True)
accounts.route("sign-in-passkey", PUBLIC)
accounts.get("sign-in-passkey", "", "anonymous: 200; else 302")
accounts.post("sign-in-passkey", "", "else 302", {"credential": "{}"}, is_silent=True)
accounts.route("openid_connect_login", PUBLIC)
accounts.post("openid_connect_login", "oidc", "else 404", is_silent=True)
accounts.route("openid_connect_callback", PUBLIC)
accounts.get("openid_connect_callback", "oidc", "else 404")
accounts.route("sign-out", PUBLIC)
accounts.get("sign-out", "", "else 405")
accounts.post("sign-out", "", "else 302", is_silent=True)
accounts.route("register", PUBLIC)
accounts.get("register", "", "else 200")
accounts.post("register", "", "else 200", {"name": "Нова Особа", "email": "nova@primer.example"})
accounts.post(
    "register",
    "",
    "else 200",
    {"name": "Друга", "email": "zq-mail.member-qz@primer.example"},
    shows="mail",
    is_silent=True,
)
accounts.route("password-forgotten", PUBLIC)
accounts.get("password-forgotten", "", "else 200")
accounts.post(
    "password-forgotten", "", "else 200", {"email": "zq-mail.member-qz@primer.example"}, shows="mail", is_silent=True
)
accounts.route("address-confirm", PUBLIC)
accounts.get("address-confirm", "not-a-token", "else 409")
accounts.post("address-confirm", "not-a-token", "else 409")
accounts.route("security", SIGNED_IN)
accounts.get("security", "", "else 200")
accounts.route("second-factor", SIGNED_IN)
accounts.get("second-factor", "", "else 200")
accounts.route("reauthenticate", SIGNED_IN)
accounts.get("reauthenticate", "", "else 200")
accounts.post("reauthenticate", "", "else 400", {"password": "x"}, is_silent=True)
# What changes the sign-in asks first who one is: everybody in this world signed in long ago.
for name in ("password", "app-add", "passkey-add", "recovery-codes"):
    accounts.route(name, SIGNED_IN)
    accounts.get(name, "", "else 302")
    accounts.post(name, "", "else 302", is_silent=True)
accounts.route("recovery-codes-file", SIGNED_IN)
accounts.get("recovery-codes-file", "", "else 302")
accounts.route("factor-remove", SIGNED_IN)
accounts.get("factor-remove", "1", "else 302")
accounts.post("factor-remove", "1", "else 302", is_silent=True)
accounts.route("session-end", SIGNED_IN)
accounts.post("session-end", "1", "else 404")
accounts.route("sessions-end", SIGNED_IN)
accounts.post("sessions-end", "", "else 302", is_silent=True)
accounts.route("factor-resets", SIGNED_IN)
accounts.get("factor-resets", "", "administrator: 200; else 403")
accounts.post(
    "factor-resets", "", "administrator: 400; else 403", {"email": "niko@primer.example", "reason": "Изгубљен."}
)
accounts.route("desk", SIGNED_IN)
accounts.get("desk", "", "else 200")
accounts.route("mandate-choose", SIGNED_IN)
accounts.post("mandate-choose", "", "ministry: 302; else 404", {"mandate": "<mandate:ministry>"}, is_silent=True)
accounts.post("mandate-choose", "", "member: 302; else 404", {"mandate": "<mandate:member>"}, is_silent=True)
accounts.route("notices", SIGNED_IN)
accounts.get("notices", "", "else 200")
accounts.route("notices-read", SIGNED_IN)
accounts.post("notices-read", "", "else 302", is_silent=True)
accounts.route("notice-read", SIGNED_IN)
accounts.post("notice-read", "00000000-0000-0000-0000-00000000000b", "else 404")
accounts.route("job-progress", SIGNED_IN)
accounts.get("job-progress", "<job:ministry>", "ministry: 200; else 404")
accounts.get("job-progress", "<job:officer>", "officer: 200; else 404", headers=HTMX)
accounts.route("who", DEMONSTRATION)
accounts.get("who", "", "else 200")
accounts.route("become", DEMONSTRATION)
accounts.post("become", "", "else 404", {"mandate": "<mandate:ministry>"})
accounts.route("design-gallery", DEMONSTRATION)
accounts.get("design-gallery", "", "else 200", since=s.REPORTED)
accounts.route("design-error", DEMONSTRATION)
accounts.get("design-error", "404", "else 404")

# ----------------------------------------------------------------------------------------------------------------------
own = Table("own data", s.DRAFTED, s.COMMENTING, s.PUBLISHED, s.REPORTED)
NO_REQUEST = "00000000-0000-0000-0000-00000000000c"

own.route("processing", PUBLIC)
own.get("processing", "", "else 200")
own.get("processing", "", "else 200", query="format=json")
own.route("own-data", SIGNED_IN)
own.get("own-data", "", "else 200")
own.route("own-data-file", SIGNED_IN)
own.get("own-data-file", "json", "else 200")
own.get("own-data-file", "docx", "else 200", since=s.REPORTED)
own.get("own-data-file", "exe", "else 404")
own.route("erasure-ask", SIGNED_IN)
own.post("erasure-ask", "", "else 302", {"words": "Одлазим."})
own.route("erasure-withdraw", SIGNED_IN)
own.post("erasure-withdraw", "", "else 404")
own.route("erasures", SIGNED_IN)
own.get("erasures", "", "ministry-both administrator: 200; else 404")
own.get("erasures", "", "ministry-both administrator: 200; else 404", query="format=csv")
own.route("erasure-decide", SIGNED_IN)
own.post("erasure-decide", NO_REQUEST, "else 404", {"reason": "Чува се."})
own.route("erasure-propose", SIGNED_IN)
own.post("erasure-propose", NO_REQUEST, "else 404")

# ----------------------------------------------------------------------------------------------------------------------
documents = Table("documents", s.DRAFTED, s.ANNOUNCED, s.PUBLISHED, s.PUBLIC, s.REPORTED)
WORKS_ON_D = "ministry-both officer: {} ; auditor: 403"

documents.route("documents", PUBLIC)
documents.get("documents", "", "else 200")
documents.route("document-new", SIGNED_IN)
documents.get("document-new", "", "ministry-both officers: 200; else 403")
documents.post(
    "document-new",
    "",
    "ministry-both officer: 302; other_officer: 400; else 403",
    {"title": "Нови", "kind": "action_document", "institution": "<institution:officer>", "code": "novi"},
)
documents.route("document", PUBLIC)
documents.get("document", "d", "d1-readers: 200; else 404")
documents.get("document", "f", "overseers other_officer: 200; else 404")
documents.get("document", "h", "else 200")
documents.get("document", "x", "x-readers: 200; else 404")
documents.route("version", PUBLIC)
documents.get("version", "d 1", "d1-readers: 200; else 404")
documents.get("version", "d 2", "overseers officer: 200; else 404")
documents.get("version", "e 1", "overseers officer: 200; else 404")
documents.get("version", "f 1", "overseers other_officer: 200; else 404")
documents.get("version", "h 1", "else 200")
documents.get("version", "i 1", "else 200")
documents.get("version", "x 1", "x-readers: 200; else 404")
documents.route("version-file", PUBLIC)
documents.get("version-file", "d 1", "d1-readers: 200; else 404")
documents.get("version-file", "d 2", "overseers officer: 200; else 404")
documents.get("version-file", "f 1", "overseers other_officer: 200; else 404")
documents.get("version-file", "h 1", "overseers other_officer: 200; else 404")
documents.get("version-file", "x 1", "x-readers: 200; else 404")
documents.route("version-step", SIGNED_IN)
documents.post("version-step", "d 2 propose", "ministry-both officer: 302; auditor: 403; else 404")
documents.post("version-step", "f 1 propose", "ministry-both other_officer: 302; auditor: 403; else 404")
documents.post("version-step", "e 1 publish", "second: 302; ministry officer auditor: 403; else 404")
documents.post("version-step", "e 1 take-back", "ministry-both officer: 302; auditor: 403; else 404")
documents.post("version-step", "i 1 propose", "else 409")
documents.post("version-step", "d 2 erase", "else 404")
documents.route("version-release", SIGNED_IN)
documents.post("version-release", "d 1", "ministry-both: 302; d1-readers: 403; else 404", {"circle": "institution"})
documents.post(
    "version-release", "d 2", "ministry-both: 302; auditor officer: 403; else 404", {"circle": "public"}, is_silent=True
)
documents.post("version-release", "x 1", "ministry-both: 302; x-readers: 403; else 404", {"circle": "institution"})
documents.route("version-hide", SIGNED_IN)
documents.post(
    "version-hide", "d 1",
    "ministry-both: 409 in drafted; ministry-both: 302 from concluded; d1-readers: 403; else 404",
    {"hide-reason": "Грешка."},
)  # fmt: skip
documents.post("version-hide", "i 1", "ministry-both: 302; else 403", {"hide-reason": "Грешка."})
documents.route("import-new", SIGNED_IN)
documents.get("import-new", "d", "ministry-both officer: 200; d1-readers: 403; else 404")
documents.get("import-new", "e", "ministry-both officer: 302; auditor: 403; else 404")
documents.get("import-new", "f", "ministry-both other_officer: 302; auditor: 403; else 404")
documents.post("import-new", "d", "ministry-both officer: 400; d1-readers: 403; else 404", {"language": "sr"})
documents.route("import", SIGNED_IN)
documents.get("import", "e <upload:ue>", "ministry-both officer: 200; else 404")
documents.get("import", "f <upload:uf>", "ministry-both other_officer: 200; else 404")
documents.route("import-keep", SIGNED_IN)
documents.post("import-keep", "e <upload:ue>", "ministry-both officer: 302; else 404", {"acknowledged": "much-lost:1"})
documents.post(
    "import-keep", "f <upload:uf>", "ministry-both other_officer: 302; else 404", {"acknowledged": "much-lost:1"}
)
documents.route("import-cancel", SIGNED_IN)
documents.post("import-cancel", "e <upload:ue>", "ministry-both officer: 302; else 404")
documents.post("import-cancel", "f <upload:uf>", "ministry-both other_officer: 302; else 404")

# ----------------------------------------------------------------------------------------------------------------------
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

# ----------------------------------------------------------------------------------------------------------------------
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

# ----------------------------------------------------------------------------------------------------------------------
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

# ----------------------------------------------------------------------------------------------------------------------
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

# ----------------------------------------------------------------------------------------------------------------------
reporting = Table("the report", s.DRAFTED, s.CONSOLIDATING, s.ANSWERING, s.PUBLISHED, s.PUBLIC, s.CONCLUDED, s.REPORTED)

reporting.route("report", PUBLIC)
reporting.get("report", "k", "overseers: 200; k-readers: 200 in reported; else 404")
reporting.get("report", "x", "overseers: 200; else 404")
reporting.route("report-file", PUBLIC)
for format in ("pdf", "docx", "xlsx", "html", "json"):
    reporting.get("report-file", f"k {format}", "everybody: 200 in reported; else 404")
reporting.get("report-file", "k page", "else 404")
reporting.get("report-file", "x pdf", "else 404")
reporting.route("report-prepare", SIGNED_IN)
reporting.post("report-prepare", "k",
               "ministry-both: 302 in answering,published,public,concluded; k-readers: 403; else 404",
               {"activities": "Панел.", "revision": "0"})  # fmt: skip
reporting.post("report-prepare", "x", "ministry-both: 302; x-readers: 403; else 404",
               {"activities": "Панел.", "revision": "0"})  # fmt: skip
reporting.route("report-freeze", SIGNED_IN)
reporting.post("report-freeze", "k", "ministry-both: 302 in concluded; k-readers: 403; else 404", becomes=s.REPORTED)
reporting.post("report-freeze", "x", "x-readers: 403; else 404")
reporting.route("report-files", SIGNED_IN)
reporting.post("report-files", "k", "ministry-both: 302 in reported; everybody: 403 in reported; else 404")

searching = Table("the search", s.CONSOLIDATING, s.PUBLISHED, s.PUBLIC)

searching.route("search", PUBLIC)
searching.get("search", "", "else 200", query="q=zq")
for query in ("", "q=zq-a1.words-qz", "q=zq-x-c1.words-qz", "q=zq-d1.text-qz", "q=zq&kind=comment"):
    searching.get("search", "", "else 200", query=query, since=s.PUBLISHED, until=s.PUBLISHED)
searching.get("search", "", "x-c1-readers: 302; else 200", query="q=X-0001")
searching.route("consultation-search", PUBLIC)
searching.get("consultation-search", "k", "k-readers: 200; else 404", query="q=zq")
searching.get("consultation-search", "x", "x-readers: 200; else 404", query="q=zq")

# ----------------------------------------------------------------------------------------------------------------------
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

TABLES = (
    public,
    accounts,
    own,
    documents,
    conducting,
    commenting,
    positions,
    answering,
    reporting,
    searching,
    mechanism,
    calls,
    memoranda,
    people,
    register,
    exchange,
)
