"""The copy that is published: one reading, no names, no comments, no hidden text, nothing that reaches outside."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from html import escape
from typing import Final

from lxml import etree

from seko.drafts.documents.model.concealing import (
    conceal,
    conceal_settings,
    cut_relations,
    drop_notes,
    referenced_notes,
    used_relations,
)
from seko.drafts.documents.model.image_metadata import without_metadata
from seko.drafts.documents.model.limits import DEFAULT_LIMITS, Limits
from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import WORD
from seko.drafts.documents.model.package import Package, Relation, open_package
from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.refusals import Refused
from seko.drafts.documents.model.resolving import resolve
from seko.drafts.documents.model.structure import Revisions
from seko.drafts.documents.model.styles import Styles, read_styles

_BASE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_BASE: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATION_SPACE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
# Only these kinds of parts are published; all others (comments, people, properties, embedded files, custom data,
# thumbnails, printer settings, templates) are left out because nothing refers to them any more.
_STORIES: Final = (
    "officeDocument", "footnotes", "endnotes", "header", "footer", "styles", "numbering", "fontTable",
)  # fmt: skip
_COPIED: Final = (
    "theme", "image", "chart", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
)  # fmt: skip
_KEPT: Final = frozenset((*_STORIES, *_COPIED, "settings"))
# These are part of the document without being named by an element of it.
_IMPLIED: Final = frozenset(
    ("styles", "numbering", "fontTable", "settings", "theme", "footnotes", "endnotes", "diagramDrawing")
)
_MAIN_RELATION: Final = _BASE + "/officeDocument"
_OPEN_LINK: Final = re.compile(r"(https?|mailto|ftp):", re.IGNORECASE)


def published_copy(original: bytes, revisions: Revisions | str, *, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """A .docx with the tracked changes accepted or rejected and everything taken out that must not be published.

    The same original gives the same bytes. The copy is read back: its passages say what the passages of the original
    say in this reading. Raises Refused as the importer does, and with "copy-differs" where they do not.
    """
    package = open_package(original, limits=limits)
    accepted = Revisions(revisions) is Revisions.ACCEPTED
    styles = next(iter(package.related("styles")), None)
    copy = _Copy(package, read_styles(package.parse(styles) if styles else None), accepted=accepted)
    copy.begin()
    published = _packed(copy.parts, copy.types)
    if _words(original, revisions, limits) != _words(published, revisions, limits):
        raise Refused("copy-differs")
    return published


def _words(data: bytes, revisions: Revisions | str, limits: Limits) -> list[str]:
    """What a file says in a reading; a picture that is missing from the file cannot be in the copy either."""
    found = passages(read_document(data, limits=limits), revisions, with_keys=False)
    texts = [passage.text.replace("\ufffc", "").strip(" |") for passage in found]
    return [text for text in texts if text]


class _Copy:
    """The parts of the copy, gathered from the main part on by following what the cleaned text still refers to.

    A picture or a note that stood in deleted text only is referred to no more, and so does not get into the copy.
    """

    def __init__(self, package: Package, styles: Styles, *, accepted: bool) -> None:
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self._package = package
        self._styles = styles
        self._accepted = accepted
        self._notes: set[tuple[str, str]] = set()

    def begin(self) -> None:
        """Take the main part and all it leads to."""
        main = [relation for relation in self._package.relations("") if relation.target == self._package.main_part]
        start = main[:1] or [Relation("", "rId1", "officeDocument", self._package.main_part, False, _MAIN_RELATION)]
        self._follow("", start)

    def _follow(self, source: str, kept: list[Relation]) -> None:
        """Write the relations of a part that are kept, and the parts they lead to."""
        if not kept:
            return
        folder, name = posixpath.split(source)
        self.parts[posixpath.join(folder, "_rels", name + ".rels")] = _relations(kept, folder)
        for relation in kept:
            if not relation.is_external and relation.target not in self.parts:
                self._write(relation)

    def _write(self, relation: Relation) -> None:
        part, kind = relation.target, relation.kind
        self.types[part] = _MAIN_TYPE if kind == "officeDocument" else self._package.type_of(part)
        if kind == "image":
            self.parts[part] = without_metadata(self._package.unpack(part))
            return
        root = self._package.parse(part)
        self._clean(root, kind)
        used = used_relations(root)
        kept = [link for link in self._package.relations(part) if self._is_kept(link, used)]
        cut_relations(root, {link.ident for link in kept})
        self.parts[part] = _serialised(root)
        self._follow(part, kept)

    def _clean(self, root: Element, kind: str) -> None:
        if kind == "settings":
            conceal_settings(root)
        elif kind in _STORIES:
            resolve(root, accepted=self._accepted)
            conceal(root, self._styles)
            root.attrib.pop(WORD + "conformance", "")
        if kind == "officeDocument":
            self._notes = referenced_notes(root)
        elif kind in ("footnotes", "endnotes"):
            drop_notes(root, kind.removesuffix("s"), self._notes)

    def _is_kept(self, relation: Relation, used: set[str]) -> bool:
        if relation.is_external:
            is_open = relation.kind == "hyperlink" and _OPEN_LINK.match(relation.target) is not None
            return is_open and relation.ident in used
        if relation.kind not in _KEPT or not self._package.has(relation.target):
            return False
        return relation.ident in used or relation.kind in _IMPLIED


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relations(relations: list[Relation], folder: str) -> bytes:
    lines = []
    for relation in sorted(relations, key=lambda relation: relation.ident):
        target = relation.target if relation.is_external else posixpath.relpath("/" + relation.target, "/" + folder)
        mode = ' TargetMode="External"' if relation.is_external else ""
        address = relation.address.replace(_STRICT_BASE, _BASE)
        lines.append(
            f"<Relationship Id={_quoted(relation.ident)} Type={_quoted(address)} Target={_quoted(target)}{mode}/>"
        )
    return _document("Relationships", _RELATION_SPACE, lines)


def _quoted(value: str) -> str:
    """An attribute's value in quotation marks. The library's own brings half of the network's modules with it."""
    return '"' + escape(value).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'


def _content_types(types: Mapping[str, str]) -> bytes:
    lines = ['<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>']
    lines.append('<Default Extension="xml" ContentType="application/xml"/>')
    for part in sorted(types):
        if types[part]:
            lines.append(f"<Override PartName={_quoted('/' + part)} ContentType={_quoted(types[part])}/>")
    return _document("Types", _TYPES, lines)


def _document(root: str, space: str, lines: list[str]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<{root} xmlns="{space}">{"".join(lines)}</{root}>'.encode()


def _packed(parts: Mapping[str, bytes], types: Mapping[str, str]) -> bytes:
    """A ZIP whose bytes depend on the parts only: fixed order, times and system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in [("[Content_Types].xml", _content_types(types)), *sorted(parts.items())]:
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content, compresslevel=6)
    return buffer.getvalue()
