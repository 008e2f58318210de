"""Rows and files agree, and what does not is named (reliability.md I6)."""

from __future__ import annotations

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from seko.foundation.core import clock
from seko.foundation.core.errors import Unavailable
from seko.foundation.files import actions
from seko.foundation.files.jobs import sweep
from seko.foundation.files.queries import Agreement, agreement
from tests.foundation.files.conftest import NOW, PDF, Sender, kept, upload

pytestmark = pytest.mark.django_db


def age(path: Path, hours: int) -> None:
    moment = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))


def orphan(folder: Path, name: str, hours: int) -> Path:
    path = folder / "stored" / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"left by a crash")
    age(path, hours)
    return path


def test_everything_agrees_at_first(storage_folder: Path) -> None:
    assert agreement(NOW) == Agreement()
    actions.receive(upload(PDF), kind="attachment", by=Sender(), now=NOW)
    [path] = kept(storage_folder)
    age(path, 48)
    assert agreement(NOW) == Agreement()


def test_each_disagreement_is_named(storage_folder: Path) -> None:
    missing, changed, whole = (
        actions.receive(upload(PDF), kind="attachment", by=Sender(), now=NOW) for _ in range(3)
    )  # fmt: skip
    (storage_folder / missing.path).unlink()
    (storage_folder / changed.path).write_bytes(PDF.replace(b"1.7", b"1.6"))
    orphan(storage_folder, "a" * 32, 25)
    orphan(storage_folder, "b" * 32, 23)
    age(storage_folder / whole.path, 48)
    found = agreement(NOW)
    assert found == Agreement([str(missing.pk)], [str(changed.pk)], [f"stored/aa/{'a' * 32}"])
    assert not found


def test_a_quick_look_says_what_it_left_out(storage_folder: Path) -> None:
    stored = actions.receive(upload(PDF), kind="attachment", by=Sender(), now=NOW)
    (storage_folder / stored.path).write_bytes(PDF.replace(b"1.7", b"1.6"))
    told = StringIO()
    call_command("check_files", "--quick", stdout=told)
    assert told.getvalue() == "Rows and files agree. Their content was not compared.\n"
    with pytest.raises(CommandError, match=f"file of {stored.pk} has changed"):
        call_command("check_files", stdout=StringIO())


def test_the_sweep_takes_only_old_orphans(storage_folder: Path) -> None:
    stored = actions.receive(upload(PDF), kind="attachment", by=Sender(), now=NOW)
    age(storage_folder / stored.path, 48)
    old, young = orphan(storage_folder, "a" * 32, 25), orphan(storage_folder, "b" * 32, 23)
    sweep(NOW)
    assert sorted(kept(storage_folder)) == sorted([storage_folder / stored.path, young])
    assert not old.exists()


def test_the_command_names_what_is_wrong(storage_folder: Path) -> None:
    told = StringIO()
    with clock.pinned(NOW):
        call_command("check_files", stdout=told)
        assert told.getvalue() == "Rows and files agree.\n"
        orphan(storage_folder, "a" * 32, 25)
        with pytest.raises(CommandError, match=r"stored/aa/a{32} belongs to no row"):
            call_command("check_files", stdout=StringIO())


def test_a_storage_that_is_gone_makes_nothing_missing(storage_folder: Path) -> None:
    actions.receive(upload(PDF), kind="attachment", by=Sender(), now=NOW)
    (storage_folder / "stored").rename(storage_folder / "elsewhere")
    (storage_folder / "stored").write_bytes(b"")
    with pytest.raises(Unavailable):
        agreement(NOW)
