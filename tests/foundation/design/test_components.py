"""The components escape what they are given and lean on nothing outside them."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler
from lxml import html

from seko.foundation.design.parts import Crumb, Filter, Row, Said, Step
from seko.foundation.design.states import state

EVIL = '<script>alert("1")</script>'


def _rendered(source: str, **context: Any) -> Any:
    compiled = CottonCompiler().process(source)
    return html.fromstring(f"<div>{Template(compiled).render(Context(context))}</div>")


@pytest.mark.parametrize(
    ("source", "context"),
    [
        ('<c-comment :comment="it" />', {"it": Said(EVIL, EVIL, EVIL, kind=EVIL, quote=EVIL, proposal=EVIL)}),
        ('<c-rows :rows="it" />', {"it": [Row(EVIL, EVIL, EVIL, EVIL, EVIL)]}),
        ('<c-crumbs :crumbs="it" />', {"it": [Crumb(EVIL, EVIL), Crumb(EVIL)]}),
        ('<c-steps :steps="it" label="{{ evil }}" />', {"it": [Step(EVIL, EVIL, is_hard=True)], "evil": EVIL}),
        ('<c-segment :filters="it" label="{{ evil }}" />', {"it": [Filter(EVIL, EVIL, 1)], "evil": EVIL}),
        ('<c-message title="{{ evil }}">{{ evil }}</c-message>', {"evil": EVIL}),
        ('<c-button id="b" refused="{{ evil }}">{{ evil }}</c-button>', {"evil": EVIL}),
        ('<c-thread title="{{ evil }}" counts="{{ evil }}" close="{{ evil }}">{{ evil }}</c-thread>', {"evil": EVIL}),
    ],
)
def test_what_people_write_stays_text(source: str, context: dict[str, Any]) -> None:
    shown = _rendered(source, **context)

    assert shown.xpath("//script") == []
    assert EVIL in shown.text_content()
    assert "&lt;" not in shown.text_content()


def test_a_thread_shows_no_form_of_the_page_around_it() -> None:
    class Around(forms.Form):
        words = forms.CharField()

    shown = _rendered('<c-thread title="1.1" /><c-empty>none</c-empty>', form=Around(), next="leak", deeds="leak")

    assert shown.xpath("//input") == []
    assert "leak" not in shown.text_content()


def test_a_comment_in_another_script_says_so() -> None:
    shown = _rendered('<c-comment :comment="it" />', it=Said("Mreža „Kompost“", "9. јануар", "Spisak mora biti javan."))

    assert [(part.get("lang"), part.text) for part in shown.xpath("//*[@lang]")] == [
        ("sr-Latn", "Mreža „Kompost“"),
        ("sr-Latn", "Spisak mora biti javan."),
    ]


def test_a_state_s_own_words_may_be_replaced() -> None:
    late = Said("А", "1. мај", "Б", state=state("late"), state_word="Без одговора у року, 4 дана")
    (chip,) = _rendered('<c-comment :comment="it" />', it=late).xpath("//span[contains(@class, 'chip')]")

    assert (chip.get("class"), chip.text) == ("chip s-late", "Без одговора у року, 4 дана")


def test_an_optional_field_says_so_and_a_required_one_does_not() -> None:
    class Sample(forms.Form):
        words = forms.CharField(label="Words")
        note = forms.CharField(label="Note", required=False, help_text="Short.")

    form = Sample()
    needed = _rendered('<c-field :field="field" />', field=form["words"])
    optional = _rendered('<c-field :field="field" people />', field=form["note"])

    assert needed.xpath("normalize-space(//label)") == "Words"
    assert optional.xpath("normalize-space(//label)") == "Note (није обавезно)"
    (control,) = optional.xpath("//input")
    assert (control.get("class"), control.get("aria-describedby")) == ("control people", "id_note_helptext")
    assert optional.get_element_by_id("id_note_helptext").text == "Short."


def test_attributes_pass_through_a_button() -> None:
    (button,) = _rendered('<c-button kind="primary" name="deed" value="send" hx-post="/x/">Send</c-button>').xpath(
        "//button"
    )

    assert {name: button.get(name) for name in ("class", "type", "name", "value", "hx-post")} == {
        "class": "button primary",
        "type": "submit",
        "name": "deed",
        "value": "send",
        "hx-post": "/x/",
    }


def test_a_field_with_a_limit_counts_and_cuts_nothing() -> None:
    class Sample(forms.Form):
        title = forms.CharField(max_length=300, help_text="Short.")
        summary = forms.CharField(max_length=20_000, widget=forms.Textarea)
        email = forms.EmailField(max_length=254)

    form = Sample({"title": "А" * 301})
    title = _rendered('<c-field :field="field" people />', field=form["title"])
    summary = _rendered('<c-field :field="field" people />', field=form["summary"])
    email = _rendered('<c-field :field="field" />', field=form["email"])

    (control,) = title.xpath("//input")
    assert (control.get("maxlength"), control.get("data-most"), control.get("value")) == (None, "300", "А" * 301)
    assert control.get("aria-describedby") == "id_title_helptext id_title_error id_title-count"
    assert title.get_element_by_id("id_title-count").get("role") == "status"
    (words,) = summary.xpath("//textarea")
    assert (words.get("maxlength"), words.get("data-most")) == (None, "20000")
    assert email.xpath("//@data-most") == []
