"""Own data: taking it, asking for erasure, deciding on it."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, SIGNED_IN, Table

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
