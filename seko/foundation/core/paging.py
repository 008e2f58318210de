"""Which page of a list an address asks for."""

from __future__ import annotations

from django.http import HttpRequest


def page_number(request: HttpRequest) -> int:
    """Return the number of the list's page that the address asks for; 1 where it asks for none."""
    given = request.GET.get("page", "1")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1
