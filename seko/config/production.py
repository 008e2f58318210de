"""What production must have before it starts (reliability.md C16 134)."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET, FEWEST_LETTERS = 40, 10
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
# What the README shows, letter by letter: whoever copied it has not written their own yet.
EXAMPLE_SIGN_IN = "://user:password@"
# Names kept for examples: no mail arrives there, no site stands there (RFC 2606).
EXAMPLE_HOSTS = ("example", "example.com", "example.org", "example.net")


class NotConfigured(ImproperlyConfigured):
    """Raised at start with one line for each setting that is missing or still a default."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("SEKO does not start:\n" + "\n".join(f"- {fault}" for fault in faults))
        self.faults = faults


def faults(values: Mapping[str, object]) -> list[str]:
    """Return one sentence for each missing or default value; an empty list means it may start."""
    found = []
    for name, value in values.items():
        text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
        if name == "SEKO_TRUSTED_PROXY" and text not in ("yes", "no"):
            found.append("SEKO_TRUSTED_PROXY must be yes (a proxy speaks HTTPS and sets X-Forwarded-Proto) or no")
        elif not text:
            found.append(f"{name} is missing")
        elif name == "SECRET_KEY" and len(text) < SHORTEST_SECRET:
            found.append(f"SECRET_KEY is shorter than {SHORTEST_SECRET} characters")
        elif _is_example(name, value):
            found.append(f"{name} still holds a default or an example value")
    site = str(values.get("SITE_URL", ""))
    if site and not site.startswith("https://"):
        found.append("SITE_URL must begin with https://")
    if str(values.get("DATABASE_URL", "")).startswith("sqlite"):
        found.append("DATABASE_URL names SQLite; production needs PostgreSQL")
    return found


def _is_example(name: str, value: object) -> bool:
    text = str(value)
    match name:
        case "SECRET_KEY":
            return len(set(text)) < FEWEST_LETTERS
        case "SITE_URL":
            return _is_nobodys(urlsplit(text).hostname or "") or urlsplit(text).hostname in THIS_MACHINE
        case "ALLOWED_HOSTS":
            hosts = value if isinstance(value, list) else [text]
            return all(host.strip("[]") in THIS_MACHINE for host in hosts) or any(map(_is_nobodys, hosts))
        case "DATABASE_URL" | "MAIL_URL":
            return EXAMPLE_SIGN_IN in text or _is_nobodys(urlsplit(text).hostname or "")
        case "MAIL_FROM":
            return _is_nobodys(parseaddr(text)[1].rpartition("@")[2])
    return False


def _is_nobodys(host: str) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in EXAMPLE_HOSTS)


def require(values: Mapping[str, object]) -> None:
    """Raise `NotConfigured` naming every fault of `values`."""
    found = faults(values)
    if found:
        raise NotConfigured(found)


def provider_faults(values: Mapping[str, str]) -> list[str]:
    """Return one sentence for each fault of an identity provider's settings; none of them at all is no fault."""
    if not any(values.values()):
        return []
    found = [f"{name} is missing, and others of the identity provider are set" for name in values if not values[name]]
    if values["OIDC_ISSUER"] and not values["OIDC_ISSUER"].startswith("https://"):
        found.append("OIDC_ISSUER must begin with https://")
    return found


def require_provider(values: Mapping[str, str]) -> None:
    """Raise `NotConfigured` where an identity provider is configured by halves."""
    found = provider_faults(values)
    if found:
        raise NotConfigured(found)
