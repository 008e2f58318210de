"""What every test stands on: a real database of its own, files in a temporary folder, one client per language form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection
from django.test import Client, override_settings
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from seko.foundation.core import triggers
from tests import databases

pytest_plugins = ["tests.smtp"]

ACCEPTED = {"sr": "sr-Cyrl-RS,sr;q=0.9", "sr-latn": "sr-Latn-RS,sr-latn;q=0.9", "en": "en-GB,en;q=0.9"}
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option for the second run of the suite, on another database engine."""
    parser.addoption(
        "--database-only",
        action="store_true",
        help="run only tests that use the database; of the browser's tests only the journeys",
    )


@pytest.hookimpl(trylast=True)  # the folders' own conftests put their marks first
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what would run twice with the same outcome: tests without a database, most of the browser's tests."""
    if not config.getoption("--database-only"):
        return
    chosen = [item for item in items if _depends_on_engine(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


def _depends_on_engine(item: pytest.Item) -> bool:
    if item.get_closest_marker("crawl"):
        return False
    if item.get_closest_marker("browser"):
        return item.get_closest_marker("journey") is not None
    return uses_database(item)


def uses_database(item: pytest.Item) -> bool:
    """Return whether a test was given a database, by a mark or through any of its fixtures."""
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give SQLite a file, so that threads and the live server have connections of their own as in real life.

    Only what would keep the disk busy is left out: nothing here has to survive a loss of power.
    """
    if connection.vendor != "sqlite":
        return
    chosen = connection.settings_dict
    chosen["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    chosen["OPTIONS"]["init_command"] = chosen["OPTIONS"]["init_command"].replace(
        "PRAGMA synchronous=FULL", "PRAGMA synchronous=OFF"
    )


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None
) -> Iterator[None]:
    """Make the test database: migrated by the first worker, copied by the others (and, on SQLite, by later runs)."""
    settings = connection.settings_dict
    copy = databases.SqliteCopy(settings) if connection.vendor == "sqlite" else databases.PostgresCopy(settings)
    with django_db_blocker.unblock(), databases.one_at_a_time(connection.vendor):
        is_copied = copy.take()
        settings["TEST"]["MIGRATE"] = not is_copied
        made = setup_databases(verbosity=0, interactive=False, aliases={DEFAULT_DB_ALIAS: True}, keepdb=is_copied)
        connection.close()
        if not is_copied:
            copy.keep()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _append_only_tables_can_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take the rules away before the tables of a transactional test are emptied; `post_migrate` makes them again."""
    marker = request.node.get_closest_marker("django_db")
    committed = bool(marker and marker.kwargs.get("transaction"))
    if not committed and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    triggers.remove_all()


@pytest.fixture(scope="session", autouse=True)
def _files_in_a_temporary_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep uploads out of the site's own folder, and static files as they stand in the code: not as last collected."""
    with override_settings(
        MEDIA_ROOT=tmp_path_factory.mktemp("files"), STATIC_ROOT=tmp_path_factory.mktemp("collected")
    ):
        yield


@pytest.fixture(autouse=True)
def _as_if_just_started() -> Iterator[None]:
    """Start every test in Cyrillic with an empty cache, whatever the one before left active in this process."""
    cache.clear()
    translation.activate("sr")
    yield
    translation.deactivate()


@pytest.fixture(params=list(ACCEPTED))
def language(request: pytest.FixtureRequest) -> str:
    """Run the test once for each language form: `sr`, `sr-latn`, `en`."""
    code: str = request.param
    return code


@pytest.fixture
def clients() -> dict[str, Client]:
    """Return one anonymous client for each language form, as its browser would ask."""
    return {code: Client(headers={"accept-language": accepted}) for code, accepted in ACCEPTED.items()}
