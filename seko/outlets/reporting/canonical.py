"""A compiled report as canonical JSON and back: what is hashed, kept when it is frozen, and drawn from afterwards.

Keys sorted, no blanks, UTF-8; a part that has its usual value is left out; a time is in UTC.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from seko.foundation.design.states import Shape, Tone
from seko.foundation.rendering import report as model
from seko.foundation.rendering.columns import Kind

PARTS = {
    each.__name__: each
    for each in (
        model.Report, model.Text, model.Mark, model.Heading, model.Paragraph, model.Quote, model.Bullets, model.Fact,
        model.Facts, model.TableColumn, model.Span, model.Group, model.Table, model.Bar, model.BarChart, model.Callout,
        model.PageBreak, model.Seal, model.Wording,
    )
}  # fmt: skip
VALUES: dict[str, Callable[[str], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "decimal": Decimal,
}
CHOICES: dict[str, type[Enum]] = {"shape": Shape, "tone": Tone, "kind": Kind, "fill": model.Fill}


def to_json(report: model.Report) -> bytes:
    """Return the report's content in canonical form; its `sha256` is no part of it."""
    return json.dumps(_bare(report), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def from_json(data: bytes) -> model.Report:
    """Return the report of its canonical form; the same report gives the same bytes again."""
    found = _whole(json.loads(data))
    if not isinstance(found, model.Report):
        raise ValueError("This is not the canonical form of a report")
    return found


def hash_of(forms: Iterable[bytes]) -> str:
    """Return SHA-256 (hex) of the canonical forms one after the other, each ended by a line feed."""
    digest = hashlib.sha256()
    for form in forms:
        digest.update(form)
        digest.update(b"\n")
    return digest.hexdigest()


def _bare(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_bare(each) for each in value]
    if is_dataclass(value):
        bare: dict[str, Any] = {"is": type(value).__name__}
        for each in fields(value):
            found = getattr(value, each.name)
            if each.name != "sha256" and (each.default is MISSING or found != each.default):
                bare[each.name] = _bare(found)
        return bare
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return {"is": "datetime", "value": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"is": "date", "value": value.isoformat()}
    return {"is": "decimal", "value": str(value)} if isinstance(value, Decimal) else value


def _whole(value: Any, name: str = "") -> Any:
    if isinstance(value, list):
        return tuple(_whole(each) for each in value)
    if not isinstance(value, dict):
        return CHOICES[name](value) if name in CHOICES else value
    kind = value["is"]
    if kind in PARTS:
        return PARTS[kind](**{key: _whole(each, key) for key, each in value.items() if key != "is"})
    return VALUES[kind](value["value"])
