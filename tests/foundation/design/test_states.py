"""One table of states: its shapes, its classes and its colours are the same in code, sprite and style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation
from lxml import etree

from seko.foundation.design import states
from seko.foundation.design.states import STATES, Shape, Tone

STATIC = Path(states.__file__).parent / "static" / "design"
PARTS = (STATIC / "css" / "parts.css").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"
# visual-design.md section 5, the words of wording.md.
WORDS = {
    "awaiting": ("Чека одговор", "Čeka odgovor", "Awaiting answer"),
    "late": ("Без одговора у року", "Bez odgovora u roku", "Past its term"),
    "accepted": ("Прихваћено", "Prihvaćeno", "Accepted"),
    "in-part": ("Делимично прихваћено", "Delimično prihvaćeno", "Accepted in part"),
    "not-accepted": ("Није прихваћено", "Nije prihvaćeno", "Not accepted"),
    "noted": ("Примљено к знању", "Primljeno k znanju", "Noted"),
    "outside": (
        "Није предмет ових консултација",
        "Nije predmet ovih konsultacija",
        "Outside the scope of this consultation",
    ),
    "objects": ("Не слажемо се", "Ne slažemo se", "We object"),
}


def _rule_of(css: str) -> str:
    """Return the declarations of the one rule that names a state's class before it draws anything."""
    found = re.findall(rf"^ *[^{{\n]*\.{css}(?=[ ,{{])[^{{]*{{ (--n[^}}]*)}}", PARTS, re.M)
    assert len(found) == 1, f".{css} has {len(found)} rules"
    return str(found[0])


def _stacked() -> list[str]:
    root = etree.parse(STATIC / "icons.svg").getroot()
    uses = [(int(use.get("y", "0")), use.get("href", "")[1:]) for use in root.findall(f"{SVG}use")]
    assert [y for y, _name in uses] == [16 * place for place in range(len(uses))]
    return [name for _y, name in uses]


@pytest.mark.parametrize("state", STATES.values(), ids=lambda state: state.key)
def test_the_class_draws_the_shape_in_the_tone(state: states.State) -> None:
    rule = _rule_of(state.css)
    place = int(re.findall(r"--n: (\d+);", rule)[0])
    tones = re.findall(r"--tone: var\(--([\w-]+)\)", rule)

    assert _stacked()[place] == state.shape.value
    assert tones == ([] if state.tone is Tone.PLAIN else [state.tone.value])


def test_the_first_nine_of_the_stack_are_the_nine_shapes() -> None:
    assert _stacked()[:9] == [shape.value for shape in Shape]


def test_the_mask_is_as_tall_as_the_stack() -> None:
    height = 0.9375 * len(_stacked())
    assert f"/ .9375rem {height}rem no-repeat" in PARTS


def test_every_symbol_is_drawn_in_the_colour_around_it() -> None:
    drawn = (STATIC / "icons.svg").read_text(encoding="utf-8")

    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)) == {"currentColor", "none"}
    widths = {float(width) for width in re.findall(r'stroke-width="([\d.]+)"', drawn)}
    assert widths <= {1.6, 1.7, 1.8}


@pytest.mark.parametrize(("key", "words"), WORDS.items())
def test_words_in_the_three_language_forms(key: str, words: tuple[str, str, str]) -> None:
    said = []
    for language in ("sr", "sr-latn", "en"):
        with translation.override(language):
            said.append(str(STATES[key].word))

    assert tuple(said) == words


def test_an_unknown_state_is_named() -> None:
    with pytest.raises(KeyError, match="pending"):
        states.state("pending")
