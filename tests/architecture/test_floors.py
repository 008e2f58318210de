"""What stands lower knows nothing of what stands higher: imports (import-linter), foreign keys, doors between apps."""

from __future__ import annotations

from django.apps import apps

from tests.architecture.house import app_of, existing_apps, heights, imports

# house-style.md's five, the named conditions that upper apps register at start (design.md section 3), and what views
# read from a request.
DOORS = frozenset({"enums", "models", "queries", "permissions", "actions", "conditions", "requests"})
# Open to all: the pure package, how a draft looks, what several pages say, and the value that says who acts and is
# passed to every action; the rules of names and numbers, which know nothing of Django; the way to the page
# of an organisation; what reads spreadsheets.
OPEN = (
    "seko.drafts.documents.model.",
    "seko.drafts.documents.drawing.",
    "seko.drafts.documents.carrying",
    "seko.drafts.documents.sentences",
    "seko.dialogue.tracing.drawing.",
    "seko.actors.organisations.actor",
    "seko.actors.organisations.naming",
    "seko.actors.organisations.numbers",
    "seko.actors.organisations.ways",
    "seko.pages.facts.",
    "seko.outlets.papers.marks",
    "seko.outlets.papers.remarks",
    "seko.outlets.exchange.tables.",
    "seko.outlets.exchange.sentences",
)


def test_every_app_has_its_place_in_the_house() -> None:
    assert existing_apps() == set(heights())


def test_foreign_keys_only_go_down() -> None:
    climbing = []
    for model in apps.get_models(include_auto_created=True):
        source = app_of(model.__module__)
        for field in model._meta.get_fields():
            target = app_of(field.related_model.__module__) if field.concrete and field.is_relation else None
            if source and target and source != target and heights()[target] >= heights()[source]:
                climbing.append(f"{model._meta.label}.{field.name} points from {source} to {target}")

    assert climbing == [], "\n".join(climbing)


def test_other_apps_are_entered_through_their_doors() -> None:
    through_walls = [
        str(found)
        for found in imports()
        if (source := app_of(found.source)) != (target := app_of(found.target))
        and source not in ("seko.config", "seko.demo")
        and target
        and not target.startswith("seko.foundation.")
        and not f"{found.target}.".startswith(OPEN)
        and found.target.removeprefix(f"{target}.").split(".")[0] not in DOORS
    ]

    assert through_walls == [], "\n".join(dict.fromkeys(through_walls))
