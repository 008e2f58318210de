"""The processes of the background stay up together and stop together."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from seko.foundation.jobs.management.commands.worker import children
from seko.foundation.jobs.supervisor import Child, keep_running

STAYS = "import os, sys, time; os.write(int(sys.argv[1]), b'%d\\n' % os.getpid()); time.sleep(60)"
ENDS = "import os, sys; os.write(int(sys.argv[1]), b'%d\\n' % os.getpid())"


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_ends_is_started_again_and_all_stop_with_us(tmp_path: Path) -> None:
    told_reader, told = os.pipe()
    stayed_reader, stayed = os.pipe()
    for handle in (told, stayed):
        os.set_inheritable(handle, True)
    stop = threading.Event()
    family = [
        Child("ends", (sys.executable, "-c", ENDS, str(told))),
        Child("stays", (sys.executable, "-c", STAYS, str(stayed))),
    ]
    thread = threading.Thread(target=keep_running, args=(family, stop, (told, stayed)))
    thread.start()
    with os.fdopen(told_reader) as ends, os.fdopen(stayed_reader) as stays:
        first, second = int(ends.readline()), int(ends.readline())
        steady = int(stays.readline())
        assert first != second
        assert is_running(steady)
        stop.set()
        thread.join(20)
        os.close(told)
        os.close(stayed)
        assert not thread.is_alive()
        assert not is_running(steady)


def test_one_command_does_all_background_work() -> None:
    commands = [list(child.command)[2:] for child in children(2, 5.0)]
    queue = ["db_worker", "--queue-name=*", "--interval=1", "--no-reload"]
    assert commands == [["tick", "--every=5.0"], queue, queue]
