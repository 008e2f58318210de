"""The same is counted alike everywhere, as `responses.queries.whereabouts` defines it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import StringIO
from itertools import product

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions import actions as positions
from seko.dialogue.positions.queries import partition
from seko.dialogue.responses.queries import debts, whereabouts
from seko.foundation.core import clock
from seko.pages.facts.counts import counts_of
from tests import factories as f

pytestmark = pytest.mark.django_db
ENDED, RUNNING = "zs-n1", "zs-n2"


@pytest.fixture
def demonstration() -> None:
    call_command("load_catalogues", stdout=StringIO())
    call_command("load_demonstration", comments=120, stdout=StringIO())


def shown(name: str, *arguments: str, query: str = "") -> str:
    response = Client().get(reverse(name, args=arguments) + query)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode().replace("<", " <")).split())


def number(pattern: str, page: str) -> int:
    """Return the number in the page where the pattern has its group."""
    found = re.search(pattern, page)
    assert found, f"{pattern}: {page}"
    return int(found[1].replace(".", ""))


def figures(page: str) -> tuple[int, int]:
    """Return the public figures: what is answered, of how much that is to be answered."""
    return number(r"(\d+) одговорено", page), number(r"од (\d+) коментара на кој", page)


@pytest.mark.usefixtures("demonstration")
def test_first_page_consultation_answers_and_report_agree() -> None:
    home, answers, report = shown("home"), shown("answers"), shown("report", ENDED)
    ended, running = shown("consultation", ENDED), shown("consultation", RUNNING)

    # Comments: what stands in a consultation is in its row, on its page, and in the report without what was taken back.
    of_ended = number(r"Извештај је објављен · (\d+) коментар", home)
    assert of_ended == number(r"(\d+) коментар\w*", ended)
    assert number(r"Коментари чланица · (\d+) коментар", home) == number(r"(\d+) коментар\w*", running)
    parts = whereabouts(Consultation.objects.filter(code=ENDED), timezone.now())
    assert (parts.standing, parts.sent) == (of_ended, number(r"Посла\w+ (?:је|су) (\d+) коментар", report))
    assert number(r"Коментара послато у закљученим консултацијама: (\d+)", answers) == parts.sent

    # What is to be answered: the report's, the consultations' and the public figures are one sum.
    done = number(r"Одговор има (\d+) од \d+ коментара", report)
    everything = number(r"Одговор има \d+ од (\d+) коментара", report)
    assert done == number(r"одговорено: (\d+)", ended)
    assert everything == number(r"Коментара на које се одговара: (\d+)", ended)
    both = (
        done + number(r"одговорено: (\d+)", running),
        everything + number(r"Коментара на које се одговара: (\d+)", running),
    )
    assert figures(home) == figures(answers) == both
    late = number(r"Без одговора у року: (\d+)", answers)
    assert late == everything - done == number(r"(\d+) без одговора у року", home)
    assert f"Без одговора у року: {late} " in shown("answers-list", query="?state=late")
    assert f"Одговорено: {both[0]} " in shown("answers-list", query="?state=answered")


@pytest.mark.usefixtures("demonstration")
def test_the_tallies_by_passage_and_the_sums_are_of_one_definition() -> None:
    moments = [
        timezone.now() + timedelta(days=days) for days in (0, 20, 400)
    ]  # in work, past the leads' deadline, late
    for consultation, now in product(Consultation.objects.all(), moments):
        rows = Consultation.objects.filter(pk=consultation.pk)
        found, tally = whereabouts(rows, now), counts_of(consultation, now).whole
        classes = partition(consultation, now)

        assert (tally.total, tally.answered, tally.left_out, tally.waiting) == (
            found.standing,
            found.answered,
            found.set_aside,
            found.waiting,
        )
        assert found.sent == classes.total
        assert found.withdrawn == classes.withdrawn + classes.superseded
        assert debts(now, rows).total.answered > 0


def test_what_a_lead_left_out_has_its_reason_and_no_answer_of_an_institution() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"))
    kept, left = (
        f.a_comment(consultation, network.members[0], words, seko=network.seko) for words in ("Остаје.", "Отпада.")
    )
    positions.carry([kept], by=network.lead, now=f.CONSOLIDATING)
    positions.set_aside([left], reason="Већ пише.", by=network.lead, now=f.CONSOLIDATING)

    def stands(now: datetime) -> tuple[int, int, int, int]:
        tally = counts_of(Consultation.objects.get(pk=consultation.pk), now).whole
        return tally.total, tally.answered, tally.left_out, tally.waiting

    assert stands(f.CONSOLIDATING) == (2, 0, 0, 2)  # what the lead does is the consortium's until it is handed in
    assert stands(f.ANSWERING) == (2, 0, 1, 1)
    with clock.pinned(f.ANSWERING):
        page = shown("consultation", consultation.code)
    assert "2 коментара 2 коментара: 0 одговорено, 1 није унето, уз образложење, 1 чека одговор" in page
    assert "Коментара на које се одговара: 1 – чека одговор: 1" in page
