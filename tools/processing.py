"""The register of processing of personal data (`docs/processing.md`), made from the declarations in the code.

python -m tools.processing            write it
python -m tools.processing --check    say whether it is as the code is (exit code 1 if not)
"""

from __future__ import annotations

import sys

from tools.made_page import ROOT, write_or_check

PAGE = ROOT / "docs" / "processing.md"
INTRODUCTION = """# Register of processing

Made from each app's `privacy.py` by `make documents`; do not edit. In the platform it stands in three language forms at
`/privacy/`. The legal bases stand until the controller's data protection officer confirms them.
"""


def page() -> str:
    """Return the whole page, in English."""
    from django.utils import translation

    from seko.foundation.privacy.declarations import processings

    parts = [INTRODUCTION]
    with translation.override("en"):
        for processing, fields in processings():
            by_class: dict[str, list[str]] = {}
            for each in fields:
                by_class.setdefault(str(each.sensitivity.label), []).append(f"`{each.model}.{each.field}`")
            lines = [
                f"## {processing.title}\n",
                f"- Why: {processing.purpose}",
                f"- Legal basis: {processing.basis}",
                f"- Who reads it: {processing.circle}",
                f"- How long: {processing.keeping}",
                *(f"- {label}: {', '.join(names)}" for label, names in by_class.items()),
            ]
            parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or check that it is fresh."""
    return write_or_check(PAGE, page, program="tools.processing", description="Write the register of processing.")


if __name__ == "__main__":
    sys.exit(main())
