"""Accounts, the desk, notices and jobs."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import DEMONSTRATION, HTMX, PUBLIC, SIGNED_IN, Table

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
