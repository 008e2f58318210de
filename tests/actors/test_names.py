"""How a page calls a body: in English by its English name, where it has one; else as registered, in its own script."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from seko.actors.organisations.models import Organisation
from seko.foundation.core import clock
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_a_body_is_called_by_its_english_name_on_english_pages_only() -> None:
    agency, association = Organisation(name="Агенција за отпад", name_en="Waste Agency"), Organisation(name="Зелени")
    shown = {}
    for language in ("sr", "sr-latn", "en"):
        with override(language):
            shown[language] = (agency.shown_name, association.shown_name)

    assert shown == {
        "sr": ("Агенција за отпад", "Зелени"),
        "sr-latn": ("Агенција за отпад", "Зелени"),
        "en": ("Waste Agency", "Зелени"),
    }


def test_the_head_of_a_page_and_the_document_name_the_institution_in_english() -> None:
    version = f.a_version(circle="public")
    Organisation.objects.filter(pk=version.document.institution_id).update(name_en="Ministry of Nature")
    officer = f.an_officer(version.document.institution)
    with override("en"):
        url = reverse("document", args=[version.document.code])
    with clock.pinned(f.COMMENTING):
        page = f.client_of(f.again(officer)).get(url).content.decode()

    assert page.count("Ministry of Nature") >= 2
    assert "Министарство заштите животне средине" not in page
