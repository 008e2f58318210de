"""The cut fonts, read back: letters, features, weights; and that a second run has nothing to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from seko.foundation.design import fonts

SERBIAN_CYRILLIC = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш"
SERBIAN_LATIN = "čćđšžČĆĐŠŽ„“”‚‘–…№«»€−’"
BY_NAME = {cut.name: cut for cut in fonts.CUTS}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the eight cuts, made once (about 6 s on two cores)."""
    into = tmp_path_factory.mktemp("fonts")
    assert sorted(fonts.build(into)) == sorted(BY_NAME)
    return into


def _feature_tags(font: TTFont, table: str) -> set[str]:
    return {record.FeatureTag for record in font[table].table.FeatureList.FeatureRecord} if table in font else set()


def _serbian_forms(font: TTFont) -> set[str]:
    """Return the glyphs that `locl` replaces under Serbian."""
    table = font["GSUB"].table
    indices = {
        index
        for script in table.ScriptList.ScriptRecord
        for language in script.Script.LangSysRecord
        if language.LangSysTag.strip() == "SRB"
        for index in language.LangSys.FeatureIndex
    }
    return {
        glyph
        for index in indices
        if (record := table.FeatureList.FeatureRecord[index]).FeatureTag == "locl"
        for number in record.Feature.LookupListIndex
        for lookup in table.LookupList.Lookup[number].SubTable
        for glyph in getattr(getattr(lookup, "ExtSubTable", lookup), "mapping", {})
    }


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_a_cut_holds_the_letters_of_our_languages(folder: Path, name: str) -> None:
    with TTFont(folder / name) as font:
        wanted = SERBIAN_CYRILLIC if "cyrillic" in name else SERBIAN_LATIN
        assert [letter for letter in wanted if ord(letter) not in font.getBestCmap()] == []
        assert set(font.getBestCmap()) <= fonts.code_points(BY_NAME[name].letters)


@pytest.mark.parametrize("name", sorted(name for name in BY_NAME if "cyrillic" in name))
def test_serbian_forms_survive(folder: Path, name: str) -> None:
    with TTFont(folder / name) as font:
        letters = font.getBestCmap()
        replaced = _serbian_forms(font)
        wanted = "гдпт" if "italic" in name else "б"
        assert [letter for letter in wanted if letters[ord(letter)] not in replaced] == []


@pytest.mark.parametrize("name", sorted(name for name in BY_NAME if "latin" in name))
def test_figures_can_stand_in_columns(folder: Path, name: str) -> None:
    with TTFont(folder / name) as font:
        # Both families draw tabular lining figures where nothing is asked, so `tnum lnum` has nothing left to replace.
        figures = [font.getBestCmap()[ord(figure)] for figure in "0123456789"]
        widths = [font["hmtx"][glyph][0] for glyph in figures]
        assert max(widths) - min(widths) <= 1  # rounded where the axes were cut
        assert [glyph for glyph in figures if font["glyf"][glyph].yMin < -30] == []
        assert "kern" in _feature_tags(font, "GPOS")


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_weights_stay_variable_and_the_optical_size_is_fixed(folder: Path, name: str) -> None:
    with TTFont(folder / name) as font:
        assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 700)]


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_a_cut_is_small(folder: Path, name: str) -> None:
    assert (folder / name).stat().st_size <= (26_000 if "cyrillic" in name else 40_000)


def test_a_second_run_has_nothing_to_do(folder: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}

    assert fonts.build(folder) == []
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_only_what_is_missing_is_cut_again(folder: Path) -> None:
    (folder / "sans-cyrillic.woff2").unlink()

    assert fonts.build(folder, processes=1) == ["sans-cyrillic.woff2"]


def test_licences_lie_beside_the_fonts(folder: Path) -> None:
    licences = sorted(path.name for path in folder.glob("*-LICENSE.txt"))

    assert licences == ["source_sans_3-LICENSE.txt", "source_serif_4-LICENSE.txt"]
    assert all("SIL OPEN FONT LICENSE" in (folder / name).read_text(encoding="utf-8").upper() for name in licences)


def test_code_points_of_a_range() -> None:
    assert fonts.code_points("U+0041-0043, U+2116") == {0x41, 0x42, 0x43, 0x2116}
