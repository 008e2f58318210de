"""One database from empty to measured: filled, served, asked, grown, asked again. Runs in a process of its own."""

from __future__ import annotations

import argparse
import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seko.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - the platform must be set up first
from django.db import connection  # noqa: E402

from seko.dialogue.consultations.models import Consultation  # noqa: E402
from seko.foundation.core import clock  # noqa: E402
from seko.foundation.rendering.pdf import NotCompiled  # noqa: E402
from seko.outlets.search.actions import rebuild  # noqa: E402
from tools.bench import carrying, data, files, pages, papers  # noqa: E402
from tools.bench.client import UnexpectedAnswer  # noqa: E402
from tools.bench.figures import Figures  # noqa: E402
from tools.bench.serving import served  # noqa: E402

Step = Callable[[pages.Site, int], Figures | None]
# How often each step is taken, at the usual size and with ten times the comments (0: growth says nothing of it).
STEPS: dict[str, tuple[Step, int, int]] = {
    "reading_page": (pages.reading_page, 40, 20),
    "reading_page_unchanged": (pages.reading_page_unchanged, 60, 20),
    "first_comments": (pages.first_comments, 40, 20),
    "all_comments_html": (pages.all_comments_html, 8, 2),
    "all_comments_json": (pages.all_comments_json, 12, 3),
    "send_comment": (pages.send_comment, 40, 20),
    "send_8_clients": (pages.send_8_clients, 15, 0),
    "search": (pages.search, 30, 20),
    "directory": (pages.directory, 40, 40),
    "directory_search": (pages.directory_search, 40, 40),
    "organisation_page": (pages.organisation_page, 40, 40),
    "report_xlsx": (files.report_xlsx, 3, 1),
    "report_docx": (files.report_docx, 3, 1),
    "report_pdf": (files.report_pdf, 2, 0),
    "import_docx": (files.import_docx, 3, 0),
    "carry_anchors": (carrying.carry_anchors, 5, 0),
    "compare_drafts": (carrying.compare_drafts, 5, 0),
    "word_out": (papers.word_out, 5, 2),
}

# What is asked again with a hundred times the organisations.
REGISTER = ("directory", "directory_search", "organisation_page")


def measure(names: Sequence[str], comments: int, growth: int, share: float) -> Iterator[Figures]:
    """Fill the database with `comments`, take the steps; fill it up to `growth` and take again those that grow.

    `share` of the usual rounds are taken. Each step's figures are given as soon as they are there.
    """
    call_command("migrate", verbosity=0)
    with Path(os.devnull).open("w") as nowhere:
        call_command("load_catalogues", stdout=nowhere)
    ground = data.load(clock.read(), comments, senders=pages.CLIENTS)
    _settle()
    with served() as port:
        yield from _take(names, pages.Site(port, ground, connection.vendor, comments), share, is_grown=False)
    if growth > comments and any(STEPS[name][2] for name in names):
        if any(name in REGISTER for name in names):
            data.add_organisations(data.MANY)
        data.add_comments(Consultation.objects.select_related("version").get(code=data.ANSWERED), growth - comments)
        _settle()
        with served() as port:
            yield from _take(names, pages.Site(port, ground, connection.vendor, growth), share, is_grown=True)


def _settle() -> None:
    """Fill the search's index and let the database know what it holds, as both happen by themselves in time."""
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    gc.collect()
    gc.freeze()


def _take(names: Sequence[str], site: pages.Site, share: float, *, is_grown: bool) -> Iterator[Figures]:
    for name in names:
        step, usual, grown = STEPS[name]
        rounds = grown if is_grown else usual
        if not rounds:
            continue
        print(f"  {site.database}, {site.comments} comments: {name}", file=sys.stderr, flush=True)
        try:
            figures = step(site, max(1, round(rounds * share)))
        except (UnexpectedAnswer, NotCompiled) as error:
            # One step that fails is told, and the others are measured all the same.
            print(f"  {site.database}, {site.comments} comments: {name} FAILED: {error}", file=sys.stderr, flush=True)
            continue
        if figures is not None:
            yield figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the database of DATABASE_URL and write the figures to a file, a line each as they come."""
    parser = argparse.ArgumentParser(prog="tools.bench.measuring", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", nargs="+", default=list(STEPS), choices=list(STEPS))
    parser.add_argument("--comments", type=int, required=True)
    parser.add_argument("--growth", type=int, required=True)
    parser.add_argument("--share", type=float, default=1.0)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with chosen.out.open("w", encoding="utf-8") as out:
        for figures in measure(chosen.steps, chosen.comments, chosen.growth, chosen.share):
            print(json.dumps(asdict(figures)), file=out, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
