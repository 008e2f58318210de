"""Tell what is in a Word document: every fact as JSON, or a short summary."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from seko.drafts.documents.model.inspection import inspect
from seko.drafts.documents.model.refusals import REFUSALS, Refused


class Command(BaseCommand):
    """`manage.py inspect_document FILE [--json]`; a refused file ends with code 1 and one sentence on stderr."""

    help = "Show what is in a Word document (.docx, .dotx, .docm): text, tables, tracked changes, comments."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and the form of the answer."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="every fact, as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file and write its facts."""
        try:
            facts = inspect(options["file"])
        except Refused as refused:
            self._end(_(REFUSALS[refused.code]) % refused.params)
        except OSError as error:
            self._end(f"{options['file']}: {error.strerror}")
        else:
            written = json.dumps(facts, ensure_ascii=False, indent=1) if options["json"] else _summary(facts)
            self.stdout.write(written)

    def _end(self, sentence: str) -> None:
        """Say why in one sentence, without a trace."""
        self.stderr.write(sentence)
        raise SystemExit(1)


def _summary(facts: dict[str, Any]) -> str:
    comments = facts["comments"]
    lines = [
        (_("Paragraphs"), facts["paragraphs"]),
        (_("Paragraphs with text"), facts["paragraphs_with_text"]),
        (_("Headings"), len(facts["headings"])),
        (_("Tables"), len(facts["tables"])),
        (_("Footnotes and endnotes"), len(facts["footnotes"]) + len(facts["endnotes"])),
        (_("Tracked changes"), sum(facts["revisions"].values())),
        (_("Comments made in Word"), len(comments)),
        (_("Resolved comments made in Word"), sum(bool(comment.get("resolved")) for comment in comments)),
        (_("Characters without spaces, changes accepted"), facts["text_without_spaces"]["accepted_chars"]),
        (_("Characters without spaces, changes rejected"), facts["text_without_spaces"]["rejected_chars"]),
        (_("Macros"), _("yes") if facts["macros"] else _("no")),
        *((_("Problem"), problem) for problem in facts["problems"]),
    ]
    return "\n".join(f"{name}: {value}" for name, value in lines)
