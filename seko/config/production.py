"""What production must have before it starts (reliability.md C16 134)."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 40
DEFAULT_WORDS = ("change", "secret", "insecure", "example", "localhost", "demonstration")


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
        if not text:
            found.append(f"{name} is missing")
        elif name == "SECRET_KEY" and len(text) < SHORTEST_SECRET:
            found.append(f"SECRET_KEY is shorter than {SHORTEST_SECRET} characters")
        elif any(word in text.lower() for word in DEFAULT_WORDS) and name not in ("DATABASE_URL", "CLAMD_ADDRESS"):
            found.append(f"{name} still holds a default or an example value")
    site = str(values.get("SITE_URL", ""))
    if site and not site.startswith("https://"):
        found.append("SITE_URL must begin with https://")
    if str(values.get("DATABASE_URL", "")).startswith("sqlite"):
        found.append("DATABASE_URL names SQLite; production needs PostgreSQL")
    return found


def require(values: Mapping[str, object]) -> None:
    """Raise `NotConfigured` naming every fault of `values`."""
    found = faults(values)
    if found:
        raise NotConfigured(found)
