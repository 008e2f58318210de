"""Addresses with what no database can be asked for: a page that says so, never a fault of ours."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sent", ["%00", "a%00b", "%ED%A0%80", "%FF", "\u202e"])
def test_a_sign_that_cannot_be_stored_is_no_fault_of_ours(sent: str) -> None:
    network = f.a_network()
    body = network.lead.organisation
    assert body is not None
    area, organisation = reverse("area", args=[network.seko.code]), reverse("organisation", args=[body.slug])
    receipt = reverse("comment-receipt", args=["x"])

    asked = [f"{area}?q={sent}", f"{organisation}?from={sent}", receipt.replace("/x/", f"/{sent}/")]
    answers = [Client().get(address).status_code for address in asked]

    assert set(answers[:2]) <= {200, 400}
    assert answers[2] in (400, 404)
