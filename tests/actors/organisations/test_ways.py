"""Pages of an organisation's people and of its part in the mechanism say where they stand."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from seko.foundation.core import clock
from tests import factories as f

pytestmark = pytest.mark.django_db
CRUMBS = re.compile(r'<nav class="crumbs".*?</nav>', re.DOTALL)


@pytest.mark.parametrize(
    ("name", "of", "last", "through"),
    [
        ("people", "slug", "Људи", ()),
        ("person-invite", "slug", "Позови особу", ("people",)),
        ("join", "slug", "Припадам овој организацији", ()),
        ("organisation-profile", "slug", "Профил", ()),
        ("participation", "", "Наше учешће у механизму", ()),
        ("suspension-new", "", "Замрзавање учешћа", ("participation",)),
        ("handover", "mandate", "Лист за примопредају", ("people",)),
    ],
)
def test_a_page_leads_back_step_by_step(name: str, of: str, last: str, through: tuple[str, ...]) -> None:
    member = f.a_network().members[0]
    assert member.organisation is not None
    slug = member.organisation.slug
    given = {"slug": [slug], "mandate": [member.mandate_id], "": []}[of]
    with clock.pinned(f.COMMENTING):
        page = f.client_of(member).get(reverse(name, args=given)).content.decode()

    [crumbs] = CRUMBS.findall(page)
    steps = [reverse("who-is-who"), reverse("organisations"), reverse("organisation", args=[slug])]
    steps += [reverse(step, args=[slug] if step == "people" else []) for step in through]
    assert re.findall('href="([^"]+)"', crumbs) == steps
    assert f'aria-current="page">{last}</li>' in crumbs
