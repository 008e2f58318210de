"""One world in the database, moved on from state to state; what a test does to it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from seko.foundation.core.catalogue import load_all
from tests.permissions import states as s
from tests.permissions.asking import Browsers
from tests.permissions.world import World, begin

HERE = Path(__file__).parent


class Stage:
    """Holds the world; going on costs one step, going back builds it anew."""

    def __init__(self) -> None:
        self.browsers: Browsers | None = None
        self._atomic: transaction.Atomic | None = None

    def at(self, state: str) -> Browsers:
        """Return the browsers of the world in that state."""
        if self.browsers is None or s.STATES.index(self.browsers.world.state) > s.STATES.index(state):
            self.close()
            self._atomic = transaction.atomic()
            self._atomic.__enter__()
            load_all()
            self.browsers = Browsers(begin())
            self.browsers.open_all()
        self.browsers.world.go_on(state)
        return self.browsers

    def close(self) -> None:
        """Take everything back."""
        if self._atomic is not None:
            transaction.set_rollback(True)
            self._atomic.__exit__(None, None, None)
        self._atomic = self.browsers = None


@pytest.fixture(scope="package")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The world, once for each process that tests; every test's own transaction lies within that of the world."""
    with django_db_blocker.unblock():
        found = Stage()
        yield found
        found.close()


@pytest.fixture(scope="package")
def browsers(stage: Stage, state: str) -> Browsers:
    """The browsers of every role in the world of the state."""
    return stage.at(state)


@pytest.fixture
def world(browsers: Browsers) -> World:
    """The world of the state."""
    return browsers.world


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Ask in the order of the states, so that one world only ever goes on; on a second engine ask one state alone."""
    own = [item for item in items if item.path.is_relative_to(HERE)]
    places = [place for place, item in enumerate(items) if item in own]
    for place, item in zip(places, sorted(own, key=_place), strict=True):
        items[place] = item
    if config.getoption("--database-only"):
        again = [item for item in own if _place(item) != s.STATES.index(s.PUBLISHED)]
        config.hook.pytest_deselected(items=again)
        items[:] = [item for item in items if item not in again]


def _place(item: pytest.Item) -> int:
    if "browsers" not in getattr(item, "fixturenames", ()):
        return -1
    callspec = getattr(item, "callspec", None)
    return s.STATES.index(callspec.params.get("state", s.PUBLISHED) if callspec else s.PUBLISHED)
