"""The gallery: every component in every state, in three language forms, within the content security policy."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from lxml import html

from seko.foundation.design import gallery
from seko.foundation.design.states import STATES
from seko.foundation.design.views import ERRORS

pytestmark = pytest.mark.django_db
HTML_LANG = {"sr": "sr-Cyrl", "sr-latn": "sr-Latn", "en": "en"}


def _parsed(text: str) -> Any:
    """Return the page as a tree (the stubs of lxml know no kind of answer an XPath gives)."""
    return html.fromstring(text)


def _gallery(language: str, client: Client) -> Any:
    response = client.get(f"/{language}/gallery/")
    assert response.status_code == 200
    return _parsed(response.content.decode())


def test_the_gallery_is_whole(language: str, client: Client) -> None:
    page = _gallery(language, client)

    assert page.get("lang") == HTML_LANG[language]
    assert page.get("dir") == "ltr"
    assert len(page.xpath("//h1")) == 1
    for state in STATES.values():
        assert page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {state.css} ')]"), state.key


def test_nothing_is_inline(client: Client) -> None:
    page = _gallery("sr", client)

    assert page.xpath("//*[@style] | //style | //script[not(@src)]") == []
    assert [name for element in page.iter() for name in element.attrib if name.startswith("on")] == []


def test_no_two_elements_share_an_id(client: Client) -> None:
    names = _gallery("sr", client).xpath("//@id")

    assert sorted(names) == sorted(set(names))


def test_every_label_and_description_leads_to_an_element(client: Client) -> None:
    page = _gallery("sr", client)
    names = set(page.xpath("//@id"))
    wanted = {
        name
        for attribute in ("for", "aria-labelledby", "aria-describedby")
        for value in page.xpath(f"//@{attribute}")
        for name in value.split()
    }

    assert wanted - names == set()


def test_the_language_forms_lead_to_the_same_page(client: Client) -> None:
    page = _parsed(client.get("/sr/gallery/?p=1.1").content.decode())
    forms = page.xpath("//nav[@class='langs']/a")

    assert [(form.get("href"), form.get("lang"), form.get("aria-current")) for form in forms] == [
        ("/sr/gallery/?p=1.1", "sr-Cyrl", "true"),
        ("/sr-latn/gallery/?p=1.1", "sr-Latn", None),
        ("/en/gallery/?p=1.1", "en", None),
    ]


@pytest.mark.parametrize(("language", "cut"), [("sr", "cyrillic"), ("sr-latn", "latin"), ("en", "latin")])
def test_only_the_sans_of_the_page_s_script_is_fetched_early(language: str, cut: str, client: Client) -> None:
    preloaded = _gallery(language, client).xpath("//link[@rel='preload']/@href")

    assert preloaded == [f"/static/design/fonts/sans-{cut}.woff2"]


def test_a_refused_button_explains_itself(client: Client) -> None:
    (button,) = _gallery("en", client).xpath("//button[@aria-disabled='true']")
    (reason,) = _gallery("en", client).xpath(f"//*[@id='{button.get('aria-describedby')}']")

    assert reason.text_content() == "The consultation cannot be concluded: 3 comments await an answer"


def test_the_summary_of_errors_leads_to_the_fields(client: Client) -> None:
    page = _gallery("sr", client)
    (summary,) = page.xpath("//div[@class='errors']")

    assert summary.xpath("h2")[0].text == "Исправите 2 места"
    targets = [link.get("href")[1:] for link in summary.xpath(".//a")]
    assert targets == ["wrong_comment", "wrong_answers_due"]
    assert [page.get_element_by_id(target).get("aria-invalid") for target in targets] == ["true", "true"]


@pytest.mark.parametrize("status", [status for status in ERRORS if status != 500])
def test_an_error_page_says_what_happened(status: int, language: str, client: Client) -> None:
    response = client.get(f"/{language}/gallery/errors/{status}/")
    page = _parsed(response.content.decode())

    assert response.status_code == status
    assert page.get("lang") == HTML_LANG[language]
    (headline,) = page.xpath("//h1")
    assert page.xpath("//title")[0].text.startswith(headline.text_content())


def test_our_own_fault_needs_no_context() -> None:
    with translation.override("en"):
        page = _parsed(render_to_string("500.html"))

    assert [(element.text, element.get("lang")) for element in page.xpath("//h1 | //h2")] == [
        ("Нешто је код нас отказало", None),
        ("Nešto je kod nas otkazalo", None),
        ("Something broke on our side", None),
    ]
    assert page.xpath("//section/@lang") == ["sr-Latn", "en"]


def test_what_was_typed_stays_on_the_page_after_the_session_ended() -> None:
    page = _parsed(
        render_to_string("403.html", {"is_signed_out": True, "typed": [("words", "Први <b>ред</b>\nДруги")]})
    )

    assert [area.text for area in page.xpath("//textarea")] == ["Први <b>ред</b>\nДруги"]


def test_no_interface_word_is_one_of_ours(client: Client) -> None:
    text = _parsed(client.get("/en/gallery/").content.decode()).text_content()

    assert re.findall(r"\b(?:points?|dispositions?|anchors?|gates?)\b", text, re.I) == []


def test_every_component_says_how_it_is_written() -> None:
    assert [tag for tag, use in gallery.components() if not use] == []
    assert [tag for tag, _use in gallery.components()][:3] == ["<c-alike>", "<c-bar>", "<c-button>"]
