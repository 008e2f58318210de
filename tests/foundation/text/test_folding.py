"""What is stored, what is equal, what looks alike."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.text.folding import (
    BidiControl,
    ForbiddenCharacter,
    bidi_controls,
    clip,
    escape_bidi,
    fold,
    is_blank,
    normalise,
    skeleton,
    unify_look_alikes,
)
from seko.foundation.text.scripts import to_latin


@pytest.mark.parametrize(
    "same",
    [
        ("Ђорђевић", "Đorđević", "ĐORĐEVIĆ", "Djordjević", "Dordevic", "Ðorđević", "Ɖorđević"),
        ("Чачак", "Čačak", "ČAČAK", "cacak", "C\u030cac\u030cak", "Ča\u00adčak", "Ча\u200bчак"),
        ("Зелена мрежа", "Zelena mreža", "zelena\u00a0mreza", "  Zelena \n mreža "),
        ("инјекција", "injekcija", "ињекција", "Injekcija"),
        ("људи", "ǉudi", "ljudi", "Ǉudi"),
        ("предлог", "пpедлог", "prеdlоg", "predlog"),
        ("„рок“ – дан", "“rok” - dan", '"rok" — dan', "»rok« ‑ dan"),
        ("Ѐ", "e"),
    ],
)
def test_one_key(same: tuple[str, ...]) -> None:
    assert len({fold(text) for text in same}) == 1


def test_values_stay_apart() -> None:
    assert fold("10²") != fold("102")
    assert fold("2½") != fold("21/2")
    assert fold("1.10") != fold("1.1")


def test_fold_of_russian_and_macedonian_letters() -> None:
    assert fold("Мария Щукина, Ѓорѓи") == "marija scukina, gorgi"


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="абвгдђежзијклљмнњопрстћуфхцчџшЉЊЏЂ .-"))
def test_fold_ignores_script_and_case(text: str) -> None:
    assert fold(to_latin(text)) == fold(text) == fold(text.upper())


@given(st.text())
def test_fold_ignores_the_form_of_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("пpедлог", "предлог"),
        ("prеdlоg", "predlog"),
        ("Cаобраћај", "Саобраћај"),
        ("IPAом", "IPAом"),
        ("cао", "сао"),
        ("PDF и слика", "PDF и слика"),
    ],
)
def test_look_alikes_go_to_the_script_that_was_meant(word: str, meant: str) -> None:
    assert unify_look_alikes(word) == meant


def test_normalise_keeps_what_was_typed() -> None:
    assert normalise("c\u030c\r\nа\rб\u2028в\td\u00adг\u00a0\u200b") == "č\nа\nб\nв\td\u00adг\u00a0\u200b"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_normalise_is_nfc_and_idempotent(text: str) -> None:
    once = normalise(text)
    assert unicodedata.is_normalized("NFC", once)
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("text", "position", "code_point", "line"),
    [
        ("\x00", 0, 0, 1),
        ("први\r\nдруги\x07", 10, 7, 2),
        ("а\nб\n\ud800", 4, 0xD800, 3),
        ("в\ufffe", 1, 0xFFFE, 1),
        ("г\x0b", 1, 0x0B, 1),
        ("д\x85", 1, 0x85, 1),
    ],
)
def test_forbidden_characters_are_named_with_their_place(text: str, position: int, code_point: int, line: int) -> None:
    with pytest.raises(ForbiddenCharacter) as caught:
        normalise(text)
    assert (caught.value.position, caught.value.code_point, caught.value.line) == (position, code_point, line)
    assert caught.value.name == f"U+{code_point:04X}"


def test_direction_controls_are_reported_and_can_be_shown() -> None:
    name = "нацрт\u202excod.txt\u2066"
    assert normalise(name) == name
    assert bidi_controls(name) == [BidiControl(5, 0x202E), BidiControl(14, 0x2066)]
    assert escape_bidi(name) == "нацрт<U+202E>xcod.txt<U+2066>"
    assert bidi_controls("обичан текст") == []


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200d\ufeff", "👍", "👨‍👩‍👧 ", "🇷🇸", "1️⃣", "...", "\u00ad", "✓"])
def test_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["а", "5", "👍 да", "§ 3"])
def test_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("text", "length", "clipped"),
    [
        ("кратко", 6, "кратко"),
        ("један два три", 10, "један два…"),
        ("један два три", 11, "један два…"),
        ("непрекинуто", 5, "непр…"),
        ("abcd\u0301ef", 5, "abc…"),
        ("а б", 1, "…"),
    ],
)
def test_clip(text: str, length: int, clipped: str) -> None:
    assert clip(text, length) == clipped


@given(st.text(), st.integers(1, 40))
def test_clip_never_grows(text: str, length: int) -> None:
    assert len(clip(text, length)) <= max(length, 1)


def test_clip_needs_room_for_its_ending() -> None:
    with pytest.raises(ValueError, match="do not hold"):
        clip("текст", 2, "...")


@pytest.mark.parametrize(
    "alike",
    [
        ("РАС", "PAC", "рас"),
        ("Đурђевдан", "Ðурђевдан", "Ɖурђевдан"),
        ("OPG 100", "0PG 1OO", "ОРG l00"),
        ("Ilija", "llija", "1lija"),
        ("МЕИ", "MЕИ", "М\u200bЕИ", " МЕИ "),
        ("Sara", "Ѕаrа"),
    ],
)
def test_names_that_print_alike(alike: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in alike}) == 1


def test_names_that_differ() -> None:
    names = ["Зелена мрежа", "Zelena mreža", "Zelena mreza", "Шума", "Ћума"]
    assert len({skeleton(name) for name in names}) == len(names)
