"""The process supervisor of `make run`: restarts the worker, ends with the web server, stops everything on Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tools.run import ROOT, Part, Supervisor

SHORT_LIVED = (
    "import pathlib, sys; p = pathlib.Path(sys.argv[1]); p.open('a').write('born '); print('born'); sys.exit(1)"
)
UNTIL_BORN_TWICE = """
import pathlib, sys, time
while pathlib.Path(sys.argv[1]).read_text().count("born") < 2: time.sleep(0.05)
sys.exit(3)
"""
ENDLESS = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
# Whoever runs the tests in the background of a shell leaves Ctrl-C ignored: here it is to be heard.
SERVE = f"""
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from tools.run import Part, Supervisor
parts = [Part(name, [sys.executable, "-c", {ENDLESS!r}], restarts=name == "worker") for name in ("web", "worker")]
sys.exit(Supervisor(parts, 1).run())
"""


def test_the_worker_is_restarted_and_the_web_servers_end_is_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    births = tmp_path / "births"
    births.touch()
    worker = Part("worker", [sys.executable, "-c", SHORT_LIVED, str(births)], restarts=True)
    web = Part("web", [sys.executable, "-c", UNTIL_BORN_TWICE, str(births)], restarts=False)

    assert Supervisor([web, worker], 1).run() == 3
    said = capsys.readouterr()
    assert said.out.count("worker | born") >= 2
    assert "worker ended with exit code 1; again in 1 s" in said.err
    assert "web ended with exit code 3" in said.err


def test_quick_deaths_make_the_pauses_longer() -> None:
    part = Part("worker", [], restarts=True)

    assert [part.after_death() for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]


def test_ctrl_c_stops_all_and_is_no_failure() -> None:
    with subprocess.Popen([sys.executable, "-u", "-c", SERVE], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        children = [int(process.stdout.readline().rpartition("| ")[2]) for _ in range(2)]
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(30) == 0
        finally:
            process.kill()

    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)
