"""Every field that could hold something of a person is classed, and the register is as the code is."""

from __future__ import annotations

import pytest

from seko.foundation.privacy import declarations
from seko.foundation.privacy.declarations import Sensitivity
from seko.foundation.privacy.holdings import holdings
from tools import processing


def test_every_field_that_could_hold_something_of_a_person_is_classed() -> None:
    assert declarations.undeclared() == (), "say in the app's privacy.py what these fields hold"


def test_what_is_personal_has_a_whole_entry_in_the_register() -> None:
    lacking = [
        f"{each.model}.{each.field}"
        for each in declarations.classed()
        if each.sensitivity != Sensitivity.NONE
        and (
            each.processing is None
            or not all(
                str(getattr(each.processing, part)).strip()
                for part in ("title", "purpose", "basis", "circle", "keeping")
            )
        )
    ]
    assert lacking == []


def test_no_two_processings_bear_one_code() -> None:
    codes = [each.code for each, _fields in declarations.processings()]
    assert sorted(codes) == sorted(set(codes))


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LookupError):
        declarations.impersonal("accounts.Person", "shoe_size")


def test_what_is_given_out_exists_and_no_secret_is_among_it() -> None:
    secrets = {(each.model, each.field) for each in declarations.classed() if each.sensitivity == Sensitivity.SECRET}
    given = {(holding.model, name) for holding in holdings() for name, _title in holding.fields}
    assert given & secrets == set()


def test_the_register_is_as_the_code_is() -> None:
    assert processing.PAGE.read_text(encoding="utf-8") == processing.page()
