"""The same file names in every app, each importing only from those to its right."""

from __future__ import annotations

import ast

from tests.architecture.house import app_of, imports, modules

# house-style.md, "Inside an app": urls → views, admin, commands → … → models → enums.
ORDER = {
    name: place
    for place, names in enumerate(
        [
            ("urls",),
            ("views", "admin", "management"),
            ("forms", "presenters", "exports", "jobs", "requests"),
            ("actions",),
            ("lifecycle",),
            ("notices",),
            ("permissions",),
            ("queries",),
            ("models",),
            ("enums",),
        ]
    )
    for name in names
}
# These names say nothing about what is inside.
EMPTY_NAMES = frozenset({"utils", "helpers", "common", "misc", "services", "managers", "mixins", "base"})


def _file(module: str, app: str) -> str:
    return module.removeprefix(f"{app}.").split(".")[0]


def test_files_of_an_app_import_only_from_those_to_their_right() -> None:
    against_the_order = []
    for found in imports():
        app = app_of(found.source)
        if app is None or app != app_of(found.target):
            continue
        source, target = _file(found.source, app), _file(found.target, app)
        if source in ORDER and target in ORDER and source != target and ORDER[target] <= ORDER[source]:
            against_the_order.append(str(found))

    assert against_the_order == [], "\n".join(against_the_order)


def test_names_say_what_is_inside() -> None:
    assert [name for name in modules() if EMPTY_NAMES & set(name.split("."))] == []


def test_every_module_begins_with_what_it_owns() -> None:
    silent = [
        name
        for name, path in modules().items()
        if (text := path.read_text(encoding="utf-8"))
        and ".migrations" not in name
        and not ast.get_docstring(ast.parse(text))
    ]

    assert silent == [], "\n".join(silent)
