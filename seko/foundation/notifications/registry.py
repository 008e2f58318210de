"""The kinds of things people are told of, and how each is put into words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Details = Callable[[dict[str, Any], str], "dict[str, Any] | None"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its templates are `<template>.subject.txt` (one line) and `<template>.txt` (paragraphs)."""

    name: str
    template: str
    in_app: bool
    mail: bool
    to_unconfirmed: bool
    details: Details | None


_kinds: dict[str, Kind] = {}


def register_kind(
    name: str,
    *,
    template: str,
    in_app: bool = True,
    mail: bool = True,
    to_unconfirmed: bool = False,
    details: Details | None = None,
) -> Kind:
    """Make a kind known; call it in the app's `notices.py`, which is read at start.

    `template` is the path without its ending: `<template>.subject.txt` is the subject and the line in the platform,
    `<template>.txt` the text, paragraphs parted by an empty line. Both get the row's context and `subject_id`, and what
    `details(context, language)` adds at that moment, in the reader's language form; None from it drops the mail (the
    thing is gone). It runs for every line of a list of notices: no queries in it. A key `path` (a path of this site,
    in any language form) becomes the link. In the English form `title_en` stands for `title`, in the Latin form
    Cyrillic words become Latin. `{% load mail %}{{ deadline|moment }}` reads a time that was stored as text.

    Mail goes to confirmed addresses only; `to_unconfirmed` is for the mail that asks to confirm.
    """
    kind = Kind(name, template, in_app, mail, to_unconfirmed, details)
    known = _kinds.get(name)
    if known is not None and known.template != template:
        raise ValueError(f"two kinds of notices are called '{name}'")
    _kinds[name] = kind
    return kind


def find(name: str) -> Kind | None:
    """Return the kind of that name, or None where this release of the code does not know it."""
    return _kinds.get(name)


def kinds() -> tuple[Kind, ...]:
    """Return every registered kind."""
    return tuple(_kinds.values())
