"""The collector stands still inside, and is as it was afterwards."""

from __future__ import annotations

import gc

import pytest

from seko.foundation.rendering.uncollected import uncollected


def test_it_runs_again_when_the_last_one_leaves() -> None:
    assert gc.isenabled()
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_runs_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="грешка"), uncollected():
        raise ValueError("грешка")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
