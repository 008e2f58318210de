"""Where `next` may lead: one helper for all (reliability.md C10 102)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def is_ours(request: HttpRequest, url: str | None) -> bool:
    """Return whether the address is a path of this site: no other host, no scheme but its own, no control character."""
    if not url or not url.startswith("/"):
        return False
    return url_has_allowed_host_and_scheme(url, allowed_hosts=None, require_https=request.is_secure())


def next_of(request: HttpRequest, otherwise: str) -> str:
    """Return where the request asks to go on to (`next`), or `otherwise` where that is not a path of this site."""
    wanted = request.POST.get("next") or request.GET.get("next")
    return wanted if wanted and is_ours(request, wanted) else otherwise
