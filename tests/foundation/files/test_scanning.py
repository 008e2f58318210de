"""The scanner's conversation; a real clamd named by CLAMD_TEST_ADDRESS must answer as ours does."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from seko.foundation.files.scanning import Verdict, scan
from tests.foundation.files.clamd import EICAR, LIMIT, scanner

REAL = os.environ.get("CLAMD_TEST_ADDRESS", "")


@pytest.fixture(
    params=["ours", pytest.param("real", marks=pytest.mark.skipif(not REAL, reason="no CLAMD_TEST_ADDRESS"))]
)
def address(request: pytest.FixtureRequest, settings: Any) -> Iterator[str]:
    if request.param == "real":
        settings.CLAMD_ADDRESS = REAL
        yield REAL
        return
    with scanner() as ours:
        settings.CLAMD_ADDRESS = ours
        yield ours


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", Verdict.CLEAN),
        ("Наша примедба".encode(), Verdict.CLEAN),
        (b"x" * 1_000_000, Verdict.CLEAN),
        (EICAR, Verdict.INFECTED),
    ],
    ids=["empty", "text", "large", "virus"],
)
def test_what_the_scanner_says(address: str, data: bytes, verdict: Verdict) -> None:
    assert scan(data) is verdict


def test_more_than_the_scanner_takes_is_not_called_clean(address: str) -> None:
    assert scan(b"x" * (LIMIT + 1)) is Verdict.UNKNOWN


def test_a_scanner_that_is_away_knows_nothing(settings: Any) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        settings.CLAMD_ADDRESS = f"127.0.0.1:{listener.getsockname()[1]}"
        assert scan(b"x") is Verdict.UNKNOWN
    for wrong in ("/nowhere/clamd.sock", "127.0.0.1:none", "nonsense"):
        settings.CLAMD_ADDRESS = wrong
        assert scan(b"x") is Verdict.UNKNOWN


def test_without_an_address_there_is_none(settings: Any) -> None:
    settings.CLAMD_ADDRESS = ""
    assert scan(EICAR) is Verdict.ABSENT
