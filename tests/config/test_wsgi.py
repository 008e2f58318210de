"""The web server's entry: everything is loaded and out of the collector's sight before the first visitor comes."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.house import ROOT

ASK = """
import gc, sys
import seko.config.wsgi
print(gc.get_freeze_count() > 50_000, "seko.pages.reading.views" in sys.modules)
"""


def test_what_lives_as_long_as_the_worker_is_not_collected() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "True"]
