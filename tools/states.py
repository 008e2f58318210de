"""The states of every thing that has a lifecycle, as diagrams: `docs/states.md`, made from the tables in the code.

python -m tools.states            write it
python -m tools.states --check    say whether it is as the code is (exit code 1 if not)
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tools.made_page import ROOT, write_or_check

if TYPE_CHECKING:
    from seko.foundation.workflow.lifecycle import Lifecycle

PAGE = ROOT / "docs" / "states.md"
INTRODUCTION = """# States

Made from each app's `lifecycle.py` by `make documents`; do not edit. An arrow bears the deed; a deed in brackets also
asks a named condition. Stages that only time brings are computed, never stored, and so stand in no table.
"""


def lifecycles() -> Iterator[tuple[str, Lifecycle]]:
    """Yield every table of transitions with the module it stands in."""
    from seko.foundation.workflow.lifecycle import Lifecycle

    for path in sorted((ROOT / "seko").glob("*/*/lifecycle.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, Lifecycle):
                yield name, value


def diagram(lifecycle: Lifecycle) -> str:
    """Return a table of transitions as a Mermaid diagram."""
    arrows = [
        f"    {_word(source)} --> {_word(step.target)}: {f'({step.deed})' if step.condition else step.deed}"
        for step in lifecycle.transitions
        for source in step.sources
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", *arrows, "```"])


def _word(state: str) -> str:
    return str(state).replace("-", "_").replace(" ", "_")


def page() -> str:
    """Return the whole page."""
    parts = [f"## {table.subject}\n\n`{name}`\n\n{diagram(table)}\n" for name, table in lifecycles()]
    return "\n".join([INTRODUCTION, *parts])


def main() -> int:
    """Write the page, or check that it is fresh."""
    return write_or_check(PAGE, page, program="tools.states", description="Draw the lifecycles from the code.")


if __name__ == "__main__":
    sys.exit(main())
