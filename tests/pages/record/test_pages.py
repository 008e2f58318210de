"""The permanent page, the receipt, the unsent page: what is on them and what leads where."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.translation import override

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import actions
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of
from seko.foundation.core import clock
from seko.foundation.notifications import registry
from seko.foundation.notifications.letters import put_into_words
from seko.foundation.notifications.models import Outbox
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["a/b-1", "a b-1", "../x-2", "а/б-1", "-1", "%2f-1"])
def test_what_is_no_number_leads_nowhere(typed: str) -> None:
    assert f.client_of(None).get(reverse("comment-find"), {"number": typed}).status_code == 404


def test_a_number_in_either_script_leads_to_its_page() -> None:
    answer = f.client_of(None).get(reverse("comment-find"), {"number": "еко-1-7"})

    assert answer["Location"] == reverse("comment", args=["EKO-1-0007"])


def test_a_withdrawn_comment_is_not_there_for_the_network() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    comment = f.a_comment(consultation, network.members[0], "Повучене речи.", seko=network.seko)
    address = reverse("comment", args=[number_of(comment)])
    actions.withdraw_comment(comment, by=network.members[0], now=f.COMMENTING)

    with clock.pinned(f.COMMENTING):
        mine = f.client_of(network.members[0]).get(address)
        answers = [f.client_of(who).get(address).status_code for who in (network.members[1], network.lead)]

    assert "Повучене речи." in mine.content.decode()
    assert answers == [404, 404]


def test_the_receipt_shows_both_times_where_the_grace_was_used() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    deadline = consultation.leads_deadline_at
    sent = [
        actions.send_comment(
            identifier=uuid4(),
            consultation=consultation,
            fields={"words": "Последњи час.", "anchor": {"kind": "whole"}},
            by=network.members[0],
            now=deadline + timedelta(seconds=after),
            began_at=deadline - timedelta(seconds=2),
            seko=network.seko,
        )
        for after in (-1, 30)
    ]

    with clock.pinned(f.DISSENTING):
        pages = [f.client_of(None).get(reverse("comment-receipt", args=[each.token])).content.decode() for each in sent]

    assert ["23:59:57" in page for page in pages] == [False, True]
    assert ["00:00:29" in page for page in pages] == [False, True]


def test_the_unsent_page_takes_a_late_request_back() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    author = network.members[0]
    unsent = actions.save_unsent(
        identifier=uuid4(), consultation=consultation, fields={"words": "Касно.", "anchor": {"kind": "whole"}},
        by=author, now=f.COMMENTING,
    )  # fmt: skip
    actions.request_late(unsent, reason="Болест.", by=author, now=f.DISSENTING)
    address = reverse("unsent-recall", args=[unsent.pk])

    with clock.pinned(f.DISSENTING):
        page = f.client_of(author).get(reverse("unsent", args=[unsent.pk])).content.decode()
        others = f.client_of(network.members[1]).post(address)
        answer = f.client_of(author).post(address)

    assert address in page
    assert others.status_code == 404
    assert answer.status_code == 302
    unsent.refresh_from_db()
    assert unsent.late_status == "none"


def test_a_proposed_value_stands_under_its_own_name_beside_a_proposed_wording() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    value = {"value": "35", "unit": "станица", "year": "2029"}
    for more in ({"proposed_value": value}, {"proposed_value": value, "proposed_wording": "Мерне станице"}):
        f.a_comment(consultation, network.members[0], "Подићи циљ.", seko=network.seko, **more)
    code = consultation.code.upper()

    with clock.pinned(f.COMMENTING):
        client = f.client_of(network.members[0])
        alone, both = (
            client.get(reverse("comment", args=[f"{code}-000{number}"])).content.decode() for number in (1, 2)
        )
        thread = client.get(reverse("reading", args=[consultation.code]) + "?p=whole").content.decode()

    titles = ("Предлог вредности</h2>", "Предлог измене текста</h2>", "35 станица (2029)", "Мерне станице")
    assert [each in alone for each in titles] == [True, False, True, False]
    assert [each in both for each in titles] == [True, True, True, True]
    assert thread.count("Предлог вредности:") == 2
    assert thread.count("Предлог измене текста:") == 1


def receipt(comment: Comment, actor: Actor | None, form: str = "sr") -> str:
    with override(form):
        address = reverse("comment-receipt", args=[comment.token])
    return unescape(f.client_of(actor).get(address + "?sent=1").content.decode())


def test_the_receipt_says_what_follows_with_its_dates() -> None:
    network = f.a_network()
    author = network.members[0]
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"))
    comment = f.a_comment(consultation, author, seko=network.seko, place="1-2")

    with clock.pinned(f.COMMENTING):
        page = receipt(comment, author)
        english = receipt(comment, None, "en")

    assert "чланице ваше мреже; министарство после 15. марта; јавност заједно са одговором" in page
    assert "<dt>Заједнички став</dt><dd>до 15. марта у 23:59, још 6 радних дана</dd>" in page
    assert "<dt>Одговор институције</dt><dd>оквирно: до 31. марта</dd>" in page
    assert "Потврда стиже и е-поштом." in page
    assert '<a href="/sr/record/">Моји коментари и одговори</a>.' in page
    assert ">„Мрежа мерних станица има 28 станица у 2017. години.“</a>" in page
    assert "the members of your network; the ministry after 15 March; the public together with the answer" in english
    assert "My comments and answers</a>." not in english


def test_what_has_passed_no_longer_follows() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], network_reads=False)
    comment = f.a_comment(consultation, network.members[0], seko=network.seko)
    direct = f.a_consultation([], allows_direct=True)
    sent = f.a_comment(direct, f.a_network("energy").members[0])

    def rows(comment: Comment, moment: datetime) -> list[tuple[str, str]]:
        with clock.pinned(moment):
            return re.findall(
                r"<dt>(Ко га чита|Заједнички став|Одговор институције)</dt><dd>([^<]*)", receipt(comment, None)
            )

    readers = ("Ко га чита", "конзорцијум вашег СЕКО; министарство")
    assert rows(comment, f.DISSENTING) == [readers, ("Одговор институције", "оквирно: до 31. марта")]
    assert rows(comment, f.OVERDUE) == [readers]
    assert rows(sent, f.COMMENTING)[0] == ("Ко га чита", "министарство")


def test_the_mail_says_the_place_and_the_dates_too() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"))
    f.a_comment(consultation, network.members[0], seko=network.seko, place="1-2")

    told = Outbox.objects.get(kind="receipt")
    kind = registry.find("receipt")
    assert kind is not None
    words = {form: put_into_words(told, kind, form) for form in ("sr-latn", "en")}

    latin, english = ("\n".join(each.paragraphs) for each in words.values() if each)
    assert "Mesto: „Mreža mernih stanica ima 28 stanica u 2017. godini.“" in latin
    assert "Vaš SEKO predaje zajednički stav do 15. marta 2027. u 23:59" in latin
    assert "The answer is due by 31 March 2027." in english


def test_why_a_comment_stays_as_it_is_fits_both_deeds_and_the_moment() -> None:
    network = f.a_network()
    author = network.members[0]
    consultation = f.a_consultation([network.seko])
    comment = f.a_comment(consultation, author, seko=network.seko)
    address = reverse("comment", args=[number_of(comment)])

    def said(moment: datetime) -> list[str]:
        with clock.pinned(moment):
            page = unescape(f.client_of(author).get(address).content.decode())
        return [each.strip() for each in re.findall(r'id="(?:correct|withdraw)-why"[^>]*>(.*?)<', page)]

    after = "После крајњег рока коментар више не може да се повуче ни исправи"
    assert said(f.COMMENTING) == []
    assert said(f.DISSENTING) == [f"{after}; о одговору можете да се изјасните до 9. априла 2027."] * 2
    assert said(f.REPLIES_UNTIL + timedelta(seconds=1)) == [f"{after}."] * 2


def listed(actor: Actor, query: str = "", form: str = "sr") -> str:
    with override(form), clock.pinned(f.COMMENTING):
        return f.client_of(actor).get(reverse("record") + query).content.decode()


def test_the_list_of_an_organisation_and_of_its_person() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    author = network.members[0]
    colleague = f.another_of(author)
    for who, words in ((author, "Моје речи."), (colleague, "Речи колегинице.")):
        f.a_comment(consultation, who, words, seko=network.seko)
        actions.save_unsent(
            identifier=uuid4(),
            consultation=consultation,
            fields={"words": f"Још {words}", "anchor": {"kind": "whole"}},
            by=who,
            now=f.COMMENTING,
        )
    f.a_comment(consultation, network.members[1], "Речи друге чланице.", seko=network.seko)
    said = ("Моје речи.", "Још Моје речи.", "Речи колегинице.", "Још Речи колегинице.", "Речи друге чланице.")

    every, mine = listed(author), listed(author, "?show=mine")

    assert [each + "<" in every for each in said] == [True, True, True, True, False]
    assert [each + "<" in mine for each in said] == [True, True, False, False, False]
    assert '<a href="?" aria-current="true">Сви из организације</a><a href="?show=mine">Само моји</a>' in unlined(every)
    assert '<a href="?">Сви из организације</a><a href="?show=mine" aria-current="true">Само моји</a>' in unlined(mine)


def unlined(page: str) -> str:
    return re.sub(r">\s+<", "><", page)


def test_who_sent_nothing_is_led_to_the_organisations_list() -> None:
    network = f.a_network()
    f.a_comment(f.a_consultation([network.seko]), network.members[0], "Моје речи.", seko=network.seko)
    colleague = f.another_of(network.members[0])

    told = [unescape(listed(colleague, "?show=mine", form)) for form in ("sr", "sr-latn", "en")]

    assert "коментаре колега видите под „Сви из организације“." in told[0]
    assert "komentare kolega vidite pod „Svi iz organizacije“." in told[1]
    assert "those of your colleagues stand under “My organisation's”." in told[2]


def test_who_acts_for_no_organisation_has_nothing_to_choose() -> None:
    network = f.a_network()
    f.a_comment(f.a_consultation([network.seko]), network.members[0], "Моје речи.", seko=network.seko)

    for query in ("", "?show=mine"):
        page = listed(f.ministry(), query)
        assert 'href="?show=' not in page
        assert "Овде ће стајати сваки коментар који пошаљете, са одговором." in page


def test_the_pages_of_ones_own_list_stay_ones_own() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    for number in range(51):
        f.a_comment(consultation, network.members[0], f"Предлог {number}.", seko=network.seko)

    assert 'href="?show=mine&amp;page=2"' in listed(network.members[0], "?show=mine")
