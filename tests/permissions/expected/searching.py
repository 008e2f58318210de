"""The search."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, Table

searching = Table("the search", s.CONSOLIDATING, s.PUBLISHED, s.PUBLIC)

searching.route("search", PUBLIC)
searching.get("search", "", "else 200", query="q=zq")
for query in ("", "q=zq-a1.words-qz", "q=zq-x-c1.words-qz", "q=zq-d1.text-qz", "q=zq&kind=comment"):
    searching.get("search", "", "else 200", query=query, since=s.PUBLISHED, until=s.PUBLISHED)
searching.get("search", "", "x-c1-readers: 302; else 200", query="q=X-0001")
searching.route("consultation-search", PUBLIC)
searching.get("consultation-search", "k", "k-readers: 200; else 404", query="q=zq")
searching.get("consultation-search", "x", "x-readers: 200; else 404", query="q=zq")
