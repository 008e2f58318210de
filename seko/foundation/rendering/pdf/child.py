"""The process that compiles one PDF and ends: the compiler's memory grows with every document it makes.

Started with `python -I child.py`, it takes its order (a line of JSON) and the report (JSON) on standard input and gives
the PDF on standard output. It imports nothing of the project. Words reach the template as data, never as markup.
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
    order = json.loads(sys.stdin.buffer.readline())
    without_network()
    resource.setrlimit(resource.RLIMIT_CPU, (2 * order["seconds"], 2 * order["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # Only now: the compiler starts threads, and a process with threads may not leave its user namespace.
    import typst

    here = Path(__file__).parent
    # The compiler keeps a copy of the report; ours is gone before it begins to need memory.
    compiler = typst.Compiler(
        str(here / "template.typ"),
        root=str(here),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=order["fonts"]),
        sys_inputs={"report": sys.stdin.buffer.read().decode("utf-8")},
        package_path=str(here),
        package_cache_path=str(here),
    )
    try:
        document, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        sys.exit(error.message)
    if warnings or not isinstance(document, bytes):
        # The only warnings a fixed template can give are of missing fonts: silence would mean another typeface.
        sys.exit("\n".join(str(warning.message) for warning in warnings))
    sys.stdout.buffer.write(document)


if __name__ == "__main__":
    main()
