"""What a name may be, and the keys of likely duplicates."""

import pytest

from seko.actors.organisations.naming import Fault, alike_key, fault_of, searched, stored, telling_words
from seko.foundation.text.folding import skeleton


@pytest.mark.bad_input(98)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Зелена мрежа", "Zelena mreža"),
        ("Удружење „Зелена мрежа“", "Zelena mreza"),
        ("Фондација Ђорђе Вајферт", "Fondacija Djordje Vajfert"),
        ("Удружење грађана Чисто", "CISTO"),
        ("Čista reka", "Ćista reka"),
    ],
)
def test_names_alike_but_for_script_diacritics_and_words_of_law_have_one_key(one: str, other: str) -> None:
    assert alike_key(one) == alike_key(other) != ""


@pytest.mark.bad_input(98)
def test_a_name_of_words_of_law_alone_keeps_them() -> None:
    assert alike_key("Удружење грађана") == "udruzenje gradana"
    assert telling_words("Удружење за чисту реку и село") == ["cistu", "reku", "selo"]


@pytest.mark.bad_input(99)
@pytest.mark.parametrize("name", ["Зелeна мрежа", "Eкo центар", "Рoса", "Cентар за права", "Jасен"])
def test_a_word_of_mixed_script_is_refused(name: str) -> None:
    assert fault_of(name) == Fault.MIXED


@pytest.mark.bad_input(99)
@pytest.mark.parametrize("name", ["eУправа за све", "Мрежа IPA", "Центар 3D", "Еко-центар „Јасен“", "Удружење №1"])
def test_scripts_side_by_side_and_allowed_mixtures_are_taken(name: str) -> None:
    assert fault_of(name) is None


@pytest.mark.bad_input(99)
def test_letters_and_figures_that_print_alike_have_one_skeleton() -> None:
    assert skeleton("РОСА") == skeleton("POCA") == skeleton("Р0СА")
    assert skeleton("Đak") == skeleton("Ðak") == skeleton("Ɖak")


@pytest.mark.bad_input(100)
@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Еко центар (званично)", Fault.OFFICIAL),
        ("Eko centar (zvanicno)", Fault.OFFICIAL),
        ("Eco centre – Official", Fault.OFFICIAL),
        ("Еко центар ✓", Fault.SIGN),
        ("Еко центар ✅", Fault.SIGN),
        ("Еко центар 🌿", Fault.SIGN),
        ("Еко центар 1️⃣", Fault.SIGN),
        ("Еко\u200bцентар", Fault.SIGN),
        ("Еко\u202eцентар", Fault.DIRECTION),
        ("Еко\u0000центар", Fault.CHARACTER),
        ("Министарство природе", Fault.AUTHORITY),
        ("MINISTARSTVO prirode", Fault.AUTHORITY),
        ("Влада Републике Србије", Fault.AUTHORITY),
        ("„ – “", Fault.EMPTY),
        ("а" * 201, Fault.LONG),
    ],
)
def test_what_claims_to_be_more_than_a_name_is_refused(name: str, fault: Fault) -> None:
    assert fault_of(name) == fault


@pytest.mark.bad_input(100)
def test_only_a_body_of_the_state_is_called_a_ministry() -> None:
    assert fault_of("Министарство заштите животне средине", is_of_state=True) is None
    assert fault_of("Влада и људи") is None


def test_a_name_is_kept_on_one_line() -> None:
    assert stored("  Зелена \n мрежа ") == "Зелена мрежа"


@pytest.mark.parametrize("typed", ["зелене мреже", "ZELENA MREŽA", "zelena mreza"])
def test_a_search_asks_for_beginnings_that_the_name_has(typed: str) -> None:
    name = ["zelena", "mreza"]
    assert all(any(word.startswith(beginning) for word in name) for beginning in searched(typed))
