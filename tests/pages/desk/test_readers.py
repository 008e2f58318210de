"""The desk of those who read and change nothing: it promises no tasks, and leads to what there is to read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seko.actors.organisations.enums import OrganisationKind, Role
from seko.foundation.core import clock
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "only_reads"), [("observer", True), ("auditor", True), ("officer", False)])
def test_the_desk_promises_tasks_to_those_who_can_have_some(role: str, only_reads: bool) -> None:
    actor = f.an_actor(f.an_organisation("Тело", OrganisationKind.AGENCY), Role(role))
    with clock.pinned(f.COMMENTING):
        page = f.client_of(actor).get(reverse("desk")).content.decode()

    assert ("Ваше овлашћење је за читање" in page) == only_reads
    assert ("Овде ће стајати ваши задаци" in page) != only_reads
    main = page[page.index("<main") : page.index("</main>")]
    assert (f'href="{reverse("answers")}"' in main) == only_reads
