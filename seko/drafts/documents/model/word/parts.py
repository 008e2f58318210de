"""The parts of a Word file on their way out: as they were, changed or added; its bytes depend on them alone."""

from __future__ import annotations

import posixpath
from typing import Final

from lxml import etree

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import CONTENT_TYPES, PACKAGE_RELATIONS
from seko.drafts.documents.model.package import Package
from seko.foundation.rendering.zips import pack

_TYPES_PART: Final = "[Content_Types].xml"


class Outgoing:
    """The parts of a package, to which more are added."""

    def __init__(self, package: Package) -> None:
        self._parts = {name: package.unpack(name) for name in package.entries if not name.endswith("/")}
        self._package = package
        self._types = package.parse(_TYPES_PART)
        self._relations: dict[str, Element] = {}

    def set(self, name: str, root: Element) -> None:
        """Give a part another content."""
        self._parts[name] = _serialised(root)

    def add(self, source: str, name: str, content: bytes, *, media_type: str, relation: str) -> None:
        """Add a part that `source` ("" for the package itself) refers to by this kind of relation."""
        self._parts[name] = content
        etree.SubElement(self._types, CONTENT_TYPES + "Override", {"PartName": "/" + name, "ContentType": media_type})
        folder = posixpath.dirname(source)
        target = posixpath.relpath("/" + name, "/" + folder)
        taken = {each.get("Id") for each in self._relations_of(source)}
        ident = next(f"seko{number}" for number in range(1, len(taken) + 2) if f"seko{number}" not in taken)
        etree.SubElement(
            self._relations_of(source),
            PACKAGE_RELATIONS + "Relationship",
            {"Id": ident, "Type": relation, "Target": target},
        )

    def packed(self) -> bytes:
        """Return the package."""
        self._parts[_TYPES_PART] = _serialised(self._types)
        for name, root in self._relations.items():
            self._parts[name] = _serialised(root)
        return pack({_TYPES_PART: self._parts.pop(_TYPES_PART), **dict(sorted(self._parts.items()))})

    def _relations_of(self, source: str) -> Element:
        folder, name = posixpath.split(source)
        part = posixpath.join(folder, "_rels", name + ".rels")
        if part not in self._relations:
            known = self._package.has(part)
            empty = etree.Element(PACKAGE_RELATIONS + "Relationships")
            self._relations[part] = self._package.parse(part) if known else empty
        return self._relations[part]


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
