"""What the page of a person's own sign-in shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# The first that is found in what a browser says of itself; the more special one stands first.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
APP: _StrPromise = gettext_lazy("Authenticator app")


@dataclass(frozen=True, slots=True)
class Factor:
    """A second factor: how it is called, since when it is there, when it was last used."""

    identifier: int
    name: str
    is_passkey: bool
    since: datetime
    last_used: datetime | None


@dataclass(frozen=True, slots=True)
class Device:
    """A session: on what, since when, last used when, whether it is the one that asks."""

    identifier: int
    name: str
    since: datetime
    last_used: datetime
    is_this: bool


def factor(row: Any) -> Factor:
    """Return a second factor as it is shown."""
    is_passkey = row.type == Authenticator.Type.WEBAUTHN
    name = str(row.data.get("name", "")) if is_passkey else str(APP)
    return Factor(row.pk, name, is_passkey, row.created_at, row.last_used_at)


def app_of(factors: Iterable[Any]) -> Factor | None:
    """Return the authenticator app, if there is one."""
    return next((factor(row) for row in factors if row.type == Authenticator.Type.TOTP), None)


def passkeys_of(factors: Iterable[Any]) -> tuple[Factor, ...]:
    """Return the passkeys."""
    return tuple(factor(row) for row in factors if row.type == Authenticator.Type.WEBAUTHN)


def codes_left(row: Any) -> int:
    """Return how many recovery codes are unused."""
    return len(row.wrap().get_unused_codes()) if row is not None else 0


def codes_are_new(row: Any) -> bool:
    """Return whether the recovery codes were never shown; from now on they were."""
    if row is None or row.wrap().did_view:
        return False
    row.wrap().mark_as_viewed()
    return True


def sessions(rows: Sequence[Any], this: str) -> tuple[Device, ...]:
    """Return the sessions as they are shown, this one first; no place is named."""
    found = [
        Device(row.pk, device(row.user_agent), row.created_at, row.last_seen_at, row.session_key == this)
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: not each.is_this))


def device(said: str) -> str:
    """Return in plain words what a browser says of itself."""
    browser = next((name for sign, name in BROWSERS if sign in said), "")
    system = next((name for sign, name in SYSTEMS if sign in said), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def spaced(code: str) -> str:
    """Return a key or a code in groups of four, which are easier to copy by hand."""
    return " ".join(re.findall(".{1,4}", code))
