"""The frame of a page: links by who is signed in, the current place, a missing actor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from seko.foundation.design import checks, navigation
from seko.foundation.design.context import LanguageLink, Link, MandateChoice, Page, Who
from seko.foundation.design.navigation import Place


def _view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", _view, name="home"),
    path("desk/", _view, name="desk"),
    path("consultations/", _view, name="consultation-list"),
    path("consultations/year/", _view, name="year"),
    path("help/", _view, name="help"),
]


@dataclass(frozen=True)
class _Actor:
    is_anonymous: bool = False
    person_id: str = "12"
    person_name: str = "Јелена Марић"
    shown_organisation: str = "Удружење „Бистар ток“"
    mandate_label: str = ""
    mandate_choices: tuple[tuple[int, str, str], ...] = ((7, "Еко-центар „Јасен“", "Представник"),)


@pytest.fixture(autouse=True)
def _addresses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register("year", "Year", order=30)
    navigation.register("desk", "My tasks", order=10, needs_sign_in=True)
    navigation.register("consultation-list", "Consultations", order=20)
    navigation.register("help", "Help", place=Place.FOOT)
    with override_settings(ROOT_URLCONF=__name__):
        yield


def _page(address: str, **attributes: Any) -> Page:
    request = RequestFactory().get(address)
    for name, value in attributes.items():
        setattr(request, name, value)
    return Page(request)


def test_links_for_somebody_and_for_nobody() -> None:
    for_everybody = (
        Link("/consultations/", "Consultations", "consultation-list", is_current=False),
        Link("/consultations/year/", "Year", "year", is_current=False),
    )

    assert _page("/").navigation == for_everybody
    assert _page("/", actor=_Actor(is_anonymous=True)).navigation == for_everybody
    assert _page("/", actor=_Actor()).navigation == (
        Link("/desk/", "My tasks", "desk", is_current=False),
        *for_everybody,
    )


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/", []),
        ("/consultations/", ["consultation-list"]),
        ("/consultations/env-2018/?p=1.1", ["consultation-list"]),
        ("/consultations/year/2018/", ["year"]),
        ("/help/", []),
    ],
)
def test_the_longest_address_above_is_the_current_place(address: str, current: list[str]) -> None:
    assert [link.name for link in _page(address).navigation if link.is_current] == current


def test_places_are_apart() -> None:
    assert _page("/help/").foot_links == (Link("/help/", "Help", "help", is_current=True),)
    assert _page("/help/").person_links == ()


def test_who_is_signed_in() -> None:
    choices = (MandateChoice("7", "Еко-центар „Јасен“", "Представник"),)

    assert _page("/", actor=_Actor()).who == Who("12", "Јелена Марић", "Удружење „Бистар ток“", "", choices)
    assert _page("/", actor=_Actor(is_anonymous=True)).who is None
    assert _page("/").who is None


def test_addresses_that_are_not_there_yet() -> None:
    page = _page("/")

    assert (page.home, page.search, page.sign_out, page.mandate_choose) == ("/", "", "", "")


def test_an_entry_without_an_address_is_left_out_and_warned_of() -> None:
    navigation.register("calendar", "Calendar")

    assert [link.name for link in _page("/").navigation] == ["consultation-list", "year"]
    assert [warning.id for warning in checks.navigation_leads_somewhere(None)] == ["design.W001"]


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_the_strip_says_that_all_is_made_up(is_demonstration: bool) -> None:
    with override_settings(DEMONSTRATION=is_demonstration):
        assert _page("/").is_demonstration is is_demonstration


def test_language_forms_name_themselves() -> None:
    assert _page("/desk/").languages == (
        LanguageLink("/desk/", "ћир", "Српски, ћирилица", "sr-Cyrl", is_current=True),
        LanguageLink("/desk/", "lat", "Srpski, latinica", "sr-Latn", is_current=False),
        LanguageLink("/desk/", "EN", "English", "en", is_current=False),
    )
