"""The command line for catalogues of translated strings.

tools/po.py check [app folder ...]     every fault, one line each (all apps where none is named)
tools/po.py update app-folder ...      bring the app's strings into its catalogue, to be translated
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that `python tools/po.py` works as `python -m tools.po` does

from tools.messages import apps  # noqa: E402 - after the line above
from tools.translations import faults_between, faults_of_app, shown, update  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    """Check or update catalogues; return 1 where a check found faults."""
    parser = argparse.ArgumentParser(
        prog="tools/po.py", description="Check or update catalogues of translated strings."
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", help="name every fault").add_argument("app", nargs="*", type=Path)
    verbs.add_parser("update", help="bring new strings in").add_argument("app", nargs="+", type=Path)
    chosen = parser.parse_args(arguments)
    everything = apps(ROOT / "seko")
    folders = [path.resolve() for path in chosen.app] or everything
    if chosen.verb == "update":
        for app in folders:
            print(f"{shown(app)}: {update(app)} strings wait for a translation")
        return 0
    faults = [fault for app in folders for fault in faults_of_app(app)] + faults_between(everything)
    print("\n".join(faults) if faults else f"catalogues of {len(folders)} apps: complete")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
