"""The temporary PostgreSQL: answers while it is there, leaves nothing behind, passes exit codes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest

from tools import postgres

ASK = "import os, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute('show fsync').fetchone()[0])"


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "tools.postgres", "with-postgres", *words]


def test_it_folds_cyrillic_and_is_gone_afterwards() -> None:
    with postgres.temporary_cluster() as url:
        with psycopg.connect(url) as connection:
            row = connection.execute("select lower('ЉУБАВ'), current_setting('server_encoding')").fetchone()
        assert row == ("љубав", "UTF8")

    assert not _answers(url)


def test_it_is_stopped_when_the_work_fails() -> None:
    with pytest.raises(ZeroDivisionError), postgres.temporary_cluster() as url:
        1 / 0  # noqa: B018 - the failure

    assert not _answers(url)


def test_a_given_server_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ana@db.example/seko")

    with postgres.address() as url:
        assert url == "postgresql://ana@db.example/seko"


@pytest.mark.parametrize(("options", "fsync"), [([], "off"), (["--durable"], "on")])
def test_the_command_gets_the_address(options: list[str], fsync: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    result = subprocess.run(
        _command(*options, "--", sys.executable, "-c", ASK), capture_output=True, text=True, check=True
    )

    assert result.stdout == f"{fsync}\n"


def test_exit_codes_are_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ana@db.example/seko")

    assert subprocess.run(_command("--", sys.executable, "-c", "raise SystemExit(7)"), check=False).returncode == 7


def test_it_is_stopped_when_we_are_told_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    wait = "import os; print(os.environ['DATABASE_URL'], flush=True); input()"
    started = subprocess.Popen(
        _command("--", sys.executable, "-c", wait), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with started as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert _answers(url)
        os.kill(process.pid, signal.SIGTERM)
        process.wait(30)

    assert process.returncode == 128 + signal.SIGTERM
    assert urlsplit(url).port
    assert not _answers(url)
