"""No address without an expectation, no expectation without an address, no view that does not say who reaches it."""

from __future__ import annotations

from collections import Counter

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from seko.foundation.core.access import Access
from seko.foundation.core.middleware import DeclaredAccess
from tests.permissions.expected import TABLES
from tests.permissions.routes import routes


def test_every_address_is_expected_and_every_expectation_has_an_address() -> None:
    known = {route.name: route.access for route in routes()}
    declared = {name: access for table in TABLES for name, access in table.access.items()}

    assert declared == known


def test_every_address_has_a_name_of_its_own() -> None:
    names = Counter(route.name for route in routes())

    assert [name for name, count in names.items() if not name or count > 1] == []


def test_every_view_says_who_reaches_it() -> None:
    assert [route.name for route in routes() if route.access is None] == []


def test_every_address_is_asked_with_every_method_it_has() -> None:
    asked = {(case.route, case.method) for table in TABLES for case in table.cases}

    assert [name for table in TABLES for name in table.access if not {m for n, m in asked if n == name}] == []


def test_a_view_that_says_nothing_does_not_exist() -> None:
    def undeclared(request: object) -> HttpResponse:
        return HttpResponse("words")

    middleware = DeclaredAccess(lambda request: HttpResponse())
    with pytest.raises(Http404):
        middleware.process_view(RequestFactory().get("/"), undeclared, (), {})


@pytest.mark.bad_input(97)
def test_no_view_is_exempt_from_the_token_of_forms() -> None:
    assert [route.name for route in routes() if getattr(route.view, "csrf_exempt", False)] == []


def test_what_is_for_the_demonstration_says_so() -> None:
    assert {route.name for route in routes() if route.access is Access.DEMONSTRATION} == {
        "who", "become", "design-gallery", "design-error",
    }  # fmt: skip
