"""The public pages."""

from __future__ import annotations

from tests.permissions import states as s
from tests.permissions.cases import PUBLIC, Table

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
