"""How people call a place in a draft: by its section and its first words, never by the code that addresses carry."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.placing import NUMBERED, TYPED_NUMBER
from seko.drafts.documents.queries import Place
from seko.foundation.design import spoken

SECTION, BEGINNING = 40, 60
OBJECT = "\ufffc"  # stands for a picture


def place_name(known: Mapping[str, Place], *places: str) -> str:
    """Return what people call one place or several of a version, in the page's language: `3.2: „Квалитет ваздуха у…“`.

    `known` are the version's places (`queries.places_in`), `places` keys of it (`1.1-3`); several are parted by
    semicolons, one that is not known is left out. A section is called by its number, without one by its title; a
    heading by both. The words are the draft's own, as stored: show the name through the filter `words` (or
    `spoken.plain_words` where no markup can stand).
    """
    return "; ".join(_name(known, known[place]) for place in dict.fromkeys(places) if place in known)


def _name(known: Mapping[str, Place], place: Place) -> str:
    if place.kind == PassageKind.HEADING:
        return _title(place)
    heading = known.get(place.section)
    values = {
        "section": _section(heading) if heading else "",
        "kind": _kind(place.kind),
        "words": spoken.beginning(_words(known, place), BEGINNING),
    }
    if not values["words"]:
        values["kind"] = values["kind"] or _("part of the text without words")
        return ", ".join(values[part] for part in ("section", "kind") if values[part])
    if not values["kind"]:
        return (_("%(section)s: “%(words)s”") if heading else _("“%(words)s”")) % values
    return (_("%(section)s, %(kind)s: “%(words)s”") if heading else _("%(kind)s: “%(words)s”")) % values


def _words(known: Mapping[str, Place], place: Place) -> str:
    """Return the words of a place; a cell, often one number, has the first cell of its row before it."""
    words = place.text.replace(OBJECT, "").strip()
    if place.kind == PassageKind.TABLE_CELL and words:
        first = known[place.mark_place].text.partition(" | ")[0]
        return words if first == " ".join(words.split("\n")) else f"{first}: {words}"
    return words.replace(" | ", " · ")


def _section(heading: Place) -> str:
    number = NUMBERED.match(heading.number) or TYPED_NUMBER.match(heading.text)
    return number[1] if number else _title(heading)


def _title(heading: Place) -> str:
    number = "" if heading.text.startswith(heading.number) else f"{heading.number} "
    return spoken.beginning(f"{number}{heading.text}", SECTION)


def _kind(kind: str) -> str:
    """Return the word for what is not running text."""
    words = {
        PassageKind.TABLE_ROW.value: _("table row"),
        PassageKind.TABLE_CELL.value: _("table cell"),
        PassageKind.FOOTNOTE.value: _("note to the text"),
    }
    return words.get(kind, "")
