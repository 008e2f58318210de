"""Whether the process lives and whether it can serve: for supervisors, without content."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from seko.foundation.core.access import before_second_factor, public


@before_second_factor
@public
def alive(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process lives."""
    return HttpResponse("ok", content_type="text/plain")


@before_second_factor
@public
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, else 503 with Retry-After."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database", status=503, content_type="text/plain", headers={"Retry-After": "5"})
    return HttpResponse("ok", content_type="text/plain")
