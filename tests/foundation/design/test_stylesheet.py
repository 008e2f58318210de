"""The style sheet holds the tokens of the visual design, is small, and needs nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from seko.foundation.design import fonts

CSS = Path(fonts.__file__).parent / "static" / "design" / "css"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(CSS.glob("*.css"))}
LAYERS = ["reset", "tokens", "base", "layout", "parts", "pages", "print"]
PAGE_FILES = {"reading.css", "work.css", "answering.css", "public.css", "lines.css", "comparing.css", "tracing.css"}
ANSWERING = {"work.css", "answering.css"}  # the page that loads most
# visual-design.md section 4.
COLOURS = {
    "paper": "#ffffff",
    "ground": "#f6f7f9",
    "ground-2": "#eceff3",
    "line": "#dadfe6",
    "line-2": "#7d8796",
    "ink": "#18202c",
    "ink-2": "#434d5c",
    "ink-3": "#596373",
    "act": "#1d4f9c",
    "act-2": "#143a76",
    "act-tint": "#eaf1fb",
    "visited": "#5d3a8e",
    "mark": "#fff3c4",
    "mark-on": "#ffe27d",
    "mark-line": "#a87600",
    "wait": "#754700",
    "wait-tint": "#fff3d9",
    "late": "#9c2312",
    "late-tint": "#fdebe7",
    "yes": "#17603a",
    "yes-tint": "#e5f3ea",
    "no": "#6a2b5d",
    "no-tint": "#f5ebf3",
    "fill-wait": "#ffe3a3",
    "fill-part": "#bfe0cc",
    "fill-reworded": "#d6e3f6",
    "fill-merged": "#6f93cf",
}
TEXT_ON = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "act", "visited") for ground in ("paper", "ground")),
    *((tone, f"{tone}-tint") for tone in ("act", "wait", "late", "yes", "no")),
    *(("ink", yellow) for yellow in ("mark", "mark-on")),
    ("ink-2", "ground-2"),
    ("paper", "act"),
    ("paper", "act-2"),
]


def _without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def _contrast(first: str, second: str) -> float:
    """Return WCAG's contrast ratio of two tokens."""

    def light(name: str) -> float:
        parts = [int(COLOURS[name][place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((light(first), light(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_colours_are_those_of_the_visual_design() -> None:
    assert dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", FILES["tokens.css"])) == COLOURS


@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_is_readable(ink: str, ground: str) -> None:
    assert _contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("edge", ["line-2", "mark-line", "fill-merged"])
def test_edges_of_controls_and_fills_are_seen(edge: str) -> None:
    assert _contrast(edge, "paper") >= 3


def test_components_use_tokens_only() -> None:
    stray = {
        name: found
        for name, text in FILES.items()
        if name not in ("tokens.css", "print.css")
        and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b", _without_comments(text)))
    }

    assert stray == {}


def test_every_token_that_is_used_exists() -> None:
    whole = "".join(FILES.values())
    local = {"n", "tone", "tint", "edge"}

    assert set(re.findall(r"var\(--([\w-]+)", whole)) - set(re.findall(r"--([\w-]+):", whole)) == set()
    assert local <= set(re.findall(r"--([\w-]+):", whole))


def test_layers_are_declared_first_and_in_order() -> None:
    first = _without_comments(FILES["tokens.css"]).strip().splitlines()[0]

    assert first == f"@layer {', '.join(LAYERS)};"
    used = {layer for text in FILES.values() for layer in re.findall(r"@layer (\w+) {", text)}
    assert used == set(LAYERS)


def test_media_queries_are_in_rem() -> None:
    conditions = re.findall(r"@media ([^{]+)", "".join(FILES.values()))

    assert [condition for condition in conditions if re.search(r"\d(px|em\b)", condition.replace("rem", ""))] == []


def test_no_physical_directions() -> None:
    physical = re.compile(
        r"(?:^|[\s;{])((?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom)\s*:"
    )

    assert [(name, found) for name, text in FILES.items() for found in physical.findall(_without_comments(text))] == []


def test_nothing_comes_from_elsewhere() -> None:
    addresses = re.findall(r"url\(([^)]*)\)", "".join(FILES.values()))

    assert {address.strip('"').split("/")[0] for address in addresses} == {"..", "#hatch"}


def test_all_that_a_page_loads_is_small() -> None:
    loaded = ANSWERING | (set(FILES) - PAGE_FILES)

    assert sum(len(FILES[name].encode()) for name in loaded) <= 61_440


@pytest.mark.parametrize("name", sorted(PAGE_FILES))
def test_a_page_loads_less_than_half_of_it_again(name: str) -> None:
    assert len(FILES[name].encode()) <= 8_000


def test_unicode_ranges_are_those_of_the_cuts() -> None:
    faces = re.findall(r'fonts/([\w-]+\.woff2)".*?unicode-range: ([^;]+);', FILES["tokens.css"], re.S)

    assert {name: fonts.code_points(letters) for name, letters in faces} == {
        cut.name: fonts.code_points(cut.letters) for cut in fonts.CUTS
    }
