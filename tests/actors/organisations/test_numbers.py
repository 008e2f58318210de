"""Check digits of the registry number and of the tax number."""

import csv

import pytest

from seko.actors.organisations.numbers import bare, is_registry_number, is_tax_number
from tests.architecture.house import ROOT

# Published on the pages of banks, public companies, ministries and of one sole trader.
REAL_REGISTRY = (
    *("17162543", "20084693", "20053658", "07007965", "07737068", "08010536", "07177984", "07042701", "07023014"),
    *("07036540", "20147229", "20220023", "07759231", "17324918", "17335600", "08063818", "06876366", "07461429"),
    *("20084600", "20054182", "08114072", "07003170", "17565800", "17862146", "07046898", "66841251"),
)
REAL_TAX = ("100002887", "104052135", "103920327", "100041150", "100001931", "104318304", "113460262", "100000387")


@pytest.mark.bad_input(101)
def test_every_real_registry_number_passes_and_none_with_another_last_digit() -> None:
    assert [number for number in REAL_REGISTRY if not is_registry_number(number)] == []
    changed = [number[:-1] + str((int(number[-1]) + step) % 10) for number in REAL_REGISTRY for step in range(1, 10)]
    assert [number for number in changed if is_registry_number(number)] == []


@pytest.mark.bad_input(101)
def test_every_real_tax_number_passes_and_none_with_another_last_digit() -> None:
    assert [number for number in REAL_TAX if not is_tax_number(number)] == []
    changed = [number[:-1] + str((int(number[-1]) + step) % 10) for number in REAL_TAX for step in range(1, 10)]
    assert [number for number in changed if is_tax_number(number)] == []


@pytest.mark.bad_input(101)
@pytest.mark.parametrize("number", ["", "1716254", "171625433", "1716254x", "١٧١٦٢٥٤٣", "１７１６２５４３"])
def test_what_is_no_number_of_eight_digits_is_refused(number: str) -> None:
    assert not is_registry_number(number)
    assert not is_tax_number(number)


def test_blanks_and_signs_between_digits_do_not_count() -> None:
    assert bare(" 171 625-43 ") == "17162543"
    assert bare("100.002.887") == "100002887"


def test_the_numbers_of_the_demonstration_have_their_check_digits() -> None:
    with (ROOT / "seko/demo/content/networks/organisations.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["slug"] for row in rows if not is_registry_number(row["registry_number"])] == []
    assert [row["slug"] for row in rows if not is_tax_number(row["tax_number"])] == []
