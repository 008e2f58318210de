"""When a request began: a span before the database's now, whatever the worker's or the proxy's clock says."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from seko.foundation.core import clock
from seko.foundation.core.middleware import RequestTime

NOW = datetime(2027, 3, 15, 22, 59, 59, tzinfo=UTC)


@pytest.fixture
def began() -> Callable[..., timedelta]:
    """Return what says how long before the database's now a request began, `ran` seconds after its headers came."""

    def of(ran: float = 0.0, **headers: str) -> timedelta:
        found: list[timedelta] = []

        def view(request: HttpRequest) -> HttpResponse:
            request.arrived -= ran  # type: ignore[attr-defined]
            with clock.pinned(NOW):
                found.append(NOW - clock.began_at(request))
            return HttpResponse()

        RequestTime(view)(RequestFactory().post("/", headers=headers))
        return found[0]

    return of


def near(span: timedelta, seconds: float) -> bool:
    return abs(span.total_seconds() - seconds) < 0.5


def test_it_began_as_long_ago_as_it_ran(began: Callable[..., timedelta]) -> None:
    assert near(began(), 0)
    assert near(began(5.0), 5)


def test_a_wrong_clock_of_the_worker_changes_nothing(
    began: Callable[..., timedelta], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: (NOW - timedelta(hours=1)).timestamp())

    assert near(began(5.0), 5)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("3.25", 3.25), ("86400", 120), ("-50", 0), ("nan", 0), ("inf", 0), ("t=1790000000", 0), ("", 0)],
)
def test_a_trusted_proxy_says_how_long_it_held_the_request(
    began: Callable[..., timedelta], settings: object, said: str, seconds: float
) -> None:
    settings.TRUSTED_PROXY, settings.SEKO_GRACE_SECONDS = True, 120  # type: ignore[attr-defined]

    assert near(began(**{"x-request-held": said}), seconds)


def test_nobody_else_says_so(began: Callable[..., timedelta], settings: object) -> None:
    settings.TRUSTED_PROXY = False  # type: ignore[attr-defined]

    assert near(began(**{"x-request-held": "100"}), 0)
