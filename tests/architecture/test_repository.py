"""What stands in the repository, and that every package is held to its hashes."""

from __future__ import annotations

import re

from tests.architecture.house import ROOT
from tools import repository

REQUIREMENT = re.compile(r"^[a-zA-Z0-9][\w.\[\],-]*==[\w.!+]+(?: ; .+)?$")
HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}$")


def test_nothing_stands_in_the_repository_that_must_not() -> None:
    assert repository.faults() == []


def test_what_must_not_stand_there_is_found() -> None:
    planted = "\n".join(
        [
            "see /home/" + "ana/seko/notes",
            "--index" + "-url https://packages.example/simple",
            "postgres on 10." + "1.2.3",
            "-----BEGIN PRIVATE" + " KEY-----",
            "# TO" + "DO later",
        ]
    )

    assert [fault.split(": ")[1] for fault in repository.faults_in_text("file", planted)] == [
        "path of one machine",
        "address of a package registry",
        "private network address",
        "private key",
        "open note",
    ]


def test_every_requirement_is_pinned_and_hashed() -> None:
    for name in ("base.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", "")
        rows = [re.split(r"\s{2,}(?=--hash)", line.strip()) for line in text.splitlines()]
        assert rows
        assert [row[0] for row in rows if not REQUIREMENT.match(row[0])] == []
        assert [row[0] for row in rows if len(row) < 2 or not all(map(HASH.match, row[1:]))] == []
