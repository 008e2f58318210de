"""Every view says who may reach it at all; a view that says nothing cannot be reached.

The finer question, which objects and which deeds, is answered by `queries.visible_to` and `permissions.may_…`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Access(Enum):
    """Who reaches a view: anybody, or a signed-in person, or anybody in demonstration mode only."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    DEMONSTRATION = "demonstration"


def _declare(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Declare a view that anybody may reach; what it shows is decided by `visible_to`."""
    return _declare(view, Access.PUBLIC)


def signed_in(view: View) -> View:
    """Declare a view that needs a signed-in person; others are led to the sign-in page."""
    return _declare(view, Access.SIGNED_IN)


def demonstration(view: View) -> View:
    """Declare a view that exists in demonstration mode only."""
    return _declare(view, Access.DEMONSTRATION)


def before_second_factor(view: View) -> View:
    """Declare that a view may be reached before a second factor that is asked for was set up: signing in and out, the
    set-up itself, and what tells that the process lives.
    """
    view.is_before_second_factor = True  # type: ignore[attr-defined]
    return view


def personal(view: View) -> View:
    """Declare that what a view writes concerns the person alone, whoever they act for: what they have read, for whom
    they act.
    """
    view.is_personal = True  # type: ignore[attr-defined]
    return view


def access_of(view: Any) -> Access | None:
    """Return what the view declared, or None."""
    declared: Access | None = getattr(view, "access", None) or getattr(
        getattr(view, "view_class", None), "access", None
    )
    return declared
