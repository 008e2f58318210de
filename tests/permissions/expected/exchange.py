"""What the addresses of bringing spreadsheets in answer: the ministry's coordination alone knows that they exist."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import SIGNED_IN, Table

exchange = Table("spreadsheets", s.DRAFTED, s.PUBLISHED)
NO_IMPORT = "00000000-0000-0000-0000-00000000000d"

exchange.route("register-imports", SIGNED_IN)
exchange.get("register-imports", "", "ministry-both: 200; else 404")
exchange.post("register-imports", "", "ministry-both: 400; else 404", is_silent=True)
exchange.route("register-blank-file", SIGNED_IN)
exchange.get("register-blank-file", "", "ministry-both: 200; else 404")
exchange.route("register-import", SIGNED_IN)
exchange.get("register-import", NO_IMPORT, "else 404")
exchange.route("register-import-columns", SIGNED_IN)
exchange.post("register-import-columns", NO_IMPORT, "else 404")
exchange.route("register-import-confirm", SIGNED_IN)
exchange.post("register-import-confirm", NO_IMPORT, "else 404", {"take": "1"})
exchange.route("register-import-invite", SIGNED_IN)
exchange.post("register-import-invite", NO_IMPORT, "else 404")
exchange.route("register-import-discard", SIGNED_IN)
exchange.post("register-import-discard", NO_IMPORT, "else 404")
exchange.route("register-import-rows-export", SIGNED_IN)
exchange.get("register-import-rows-export", f"{NO_IMPORT} csv", "else 404")
