"""Which page of a list an address asks for."""

from __future__ import annotations

from django.http import HttpRequest

from seko.foundation.core.typed import whole_number


def page_number(request: HttpRequest) -> int:
    """Return the number of the list's page that the address asks for; 1 where it asks for none."""
    return whole_number(request.GET.get("page", ""), digits=5) or 1
