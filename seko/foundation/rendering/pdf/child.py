"""The process that compiles one PDF and ends: the compiler's memory grows with every document it makes.

Started with `python -I child.py`, it takes its order as JSON on standard input and gives the PDF on standard output.
It imports nothing of the project. A report's words reach the template as data (`sys.inputs`), never as markup.
"""

from __future__ import annotations

import ctypes
import json
import resource
import sys
from pathlib import Path

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def without_network() -> bool:
    """Move this process to an empty network namespace where the system grants one; return whether it did."""
    return bool(ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def main() -> None:
    """Compile the ordered report."""
    order = json.load(sys.stdin)
    without_network()
    resource.setrlimit(resource.RLIMIT_CPU, (2 * order["seconds"], 2 * order["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # Only now: the compiler starts threads, and a process with threads may not leave its user namespace.
    import typst

    here = Path(__file__).parent
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=order["fonts"])
    try:
        document, warnings = typst.compile_with_warnings(
            str(here / "template.typ"),
            root=str(here),
            font_paths=fonts,
            sys_inputs={"report": order["report"]},
            format="pdf",
            pdf_standards=["ua-1"],
            package_path=str(here),
            package_cache_path=str(here),
        )
    except typst.TypstError as error:
        sys.exit(error.message)
    if warnings:
        # The only warnings a fixed template can give are of missing fonts: silence would mean another typeface.
        sys.exit("\n".join(str(warning.message) for warning in warnings))
    sys.stdout.buffer.write(document)


if __name__ == "__main__":
    main()
