"""Carry the anchors of the benchmark to the next drafts and write where they were found."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seko.drafts.documents.management import anchoring
from seko.drafts.documents.model.carrying import THRESHOLD


class Command(BaseCommand):
    """`carry_benchmark DIR --predictions OUT.json [--score]`; the answers in DIR are only read for the score."""

    help = "Carry the anchors of benchmark files; --score prints the figures where the files hold the answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, the file of predictions, and whether to score."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the benchmark's JSON files")
        parser.add_argument("--predictions", type=Path, metavar="OUT.json", help="where to write what was found")
        parser.add_argument("--score", action="store_true", help="print the figures")

    def handle(self, **options: Any) -> None:
        """Read, carry, write, score."""
        try:
            documents = anchoring.read(options["folder"])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        if not documents:
            msg = f"There are no documents of the benchmark in {options['folder']}."
            raise CommandError(msg)
        started = time.perf_counter()
        predictions = {name: anchoring.predict(document) for name, document in documents.items()}
        seconds = round(time.perf_counter() - started, 2)
        if options["predictions"]:
            found = {"threshold": THRESHOLD, "seconds": seconds, "predictions": predictions}
            options["predictions"].write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        if options["score"]:
            for line in anchoring.report(documents, predictions, THRESHOLD):
                self.stdout.write(line)
        count = sum(map(len, predictions.values()))
        self.stdout.write(f"{count} anchors of {len(documents)} documents carried in {seconds} s.")
