"""The register's public pages on a phone: no label without a value, no name that is cut."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories as f
from tests.browser.conftest import PageAt

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_directory_shows_no_label_of_a_place_that_is_not_known(page_at: PageAt) -> None:
    known, unknown = f.an_organisation("Зелена мрежа"), f.an_organisation("Плава мрежа")
    known.town = "Ужице"
    known.save()
    page = page_at(320, "sr")

    page.goto(reverse("organisations"))

    shown = [
        page.locator("tr", has_text=each.name).locator('td[data-label="Место"]').is_visible()
        for each in (known, unknown)
    ]
    assert shown == [True, False]


@pytest.mark.parametrize(("width", "is_drawn"), [(320, False), (1280, True)])
def test_areas_over_the_years_are_a_list_on_a_phone_where_whole_names_are_read(
    page_at: PageAt, width: int, is_drawn: bool
) -> None:
    network = f.a_network()
    name = "Заштита животне средине, климатске промене и управљање непогодама и ванредним ситуацијама"
    network.seko.sector.name_sr = name
    network.seko.sector.save()
    page = page_at(width, "sr")

    page.goto(reverse("areas"))

    picture = page.locator(".areas-in-time")
    assert picture.locator("svg.chart").is_visible() == is_drawn
    assert picture.locator(".year-list").is_visible() != is_drawn
    if not is_drawn:
        row = picture.locator(".year-list > li").filter(has_text=name)
        assert network.lead.organisation_name in row.inner_text()
        box = row.locator("strong").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width
