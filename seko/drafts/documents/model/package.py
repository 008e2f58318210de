"""The package: parts by name, relations, content types; opened from its directory first, nothing ever fetched."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Final

from seko.drafts.documents.model import detection, markup, zip_directory
from seko.drafts.documents.model.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import CONTENT_TYPES, PACKAGE_RELATIONS
from seko.drafts.documents.model.refusals import Refused
from seko.drafts.documents.model.zip_directory import Entry

USUAL_MAIN_PART: Final = "word/document.xml"
_CONTENT_TYPES_PART: Final = "[Content_Types].xml"
_MACRO_MARKS: Final = ("vbaproject", "macroenabled")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: the part it starts from, its kind (last step of its address), its target, and whether outside."""

    source: str
    ident: str
    kind: str
    target: str
    is_external: bool
    address: str = ""


@dataclass(slots=True)
class Package:
    """An opened file. Parts are unpacked and parsed on demand; `missing` gathers targets that are not there."""

    data: bytes
    entries: dict[str, Entry]
    limits: Limits
    content_types: dict[str, str] = field(default_factory=dict)
    default_types: dict[str, str] = field(default_factory=dict)
    main_part: str = ""
    missing: list[Relation] = field(default_factory=list)
    _relations: dict[str, list[Relation]] = field(default_factory=dict)

    def has(self, part: str) -> bool:
        """Whether the package holds a part of exactly this name."""
        return part in self.entries

    def unpack(self, part: str) -> bytes:
        """The bytes of a part; raises Refused (size-differs, damaged-file)."""
        return zip_directory.unpack(self.data, self.entries[part], self.limits)

    def parse(self, part: str) -> Element:
        """The tree of a part; raises Refused as `markup.parse` does."""
        return markup.parse(self.unpack(part), part, self.limits)

    def type_of(self, part: str) -> str:
        """The content type of a part, "" where the package states none."""
        extension = part.rpartition(".")[2].lower()
        return self.content_types.get(part.lower()) or self.default_types.get(extension, "")

    def relations(self, source: str = "") -> list[Relation]:
        """The relations of a part, or of the package itself."""
        if source not in self._relations:
            self._relations[source] = self._read_relations(source)
        return self._relations[source]

    def related(self, kind: str, source: str | None = None) -> list[str]:
        """Names of the parts of one kind that a part (the main one unless said otherwise) refers to; existing ones."""
        start = self.main_part if source is None else source
        return [
            relation.target
            for relation in self.relations(start)
            if relation.kind == kind and not relation.is_external and self.has(relation.target)
        ]

    def all_relations(self) -> list[Relation]:
        """The relations of every part, in the order of the parts' names."""
        sources = [_source_of(part) for part in sorted(self.entries) if part.endswith(".rels")]
        return [relation for source in sources if source is not None for relation in self.relations(source)]

    @property
    def has_macros(self) -> bool:
        """Whether the package holds macros, whatever its name says."""
        types = [*self.content_types.values(), *self.default_types.values(), *self.entries]
        return any(map(_has_macro_mark, types))

    def _read_relations(self, source: str) -> list[Relation]:
        folder, name = posixpath.split(source)
        part = posixpath.join(folder, "_rels", name + ".rels")
        if not self.has(part):
            return []
        relations = []
        for element in self.parse(part).iter(PACKAGE_RELATIONS + "Relationship"):
            address = element.get("Type", "").rstrip("/")
            kind = address.rpartition("/")[2]
            target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not is_external:
                target = self._inside(folder, target)
            relation = Relation(source, element.get("Id", ""), kind, target, is_external, address)
            relations.append(relation)
            if not is_external and target and not self.has(target):
                self.missing.append(relation)
        return relations

    def _inside(self, folder: str, target: str) -> str:
        """The part a target names: from the root or from the folder; never a path outside the package."""
        path = target.partition("#")[0]
        if not path:
            return ""
        name = posixpath.normpath(posixpath.join("/" + folder, path)).lstrip("/")
        return name if self.has(name) else self._without_case(name)

    def _without_case(self, name: str) -> str:
        return next((part for part in self.entries if part.casefold() == name.casefold()), name)


def _has_macro_mark(text: str) -> bool:
    return any(mark in text.lower() for mark in _MACRO_MARKS)


def glance(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raise Refused for what the first bytes and the directory tell by themselves; nothing is unpacked or parsed."""
    _refuse_foreign(data, limits)
    if any(_has_macro_mark(name) for name in zip_directory.read_directory(data, limits)):
        raise Refused("macros")


def _refuse_foreign(data: bytes, limits: Limits) -> None:
    if len(data) > limits.file_bytes:
        raise Refused("file-too-large", megabytes=-(-len(data) // MEGABYTE), limit=limits.file_bytes // MEGABYTE)
    detection.refuse_unless_zip(data)


def open_package(data: bytes, *, allow_macros: bool = False, limits: Limits = DEFAULT_LIMITS) -> Package:
    """Open the bytes of a .docx (or .dotx; .docm only with `allow_macros`).

    Raises Refused with the code of the first thing that forbids it; nothing is unpacked before the directory passed.
    """
    _refuse_foreign(data, limits)
    package = Package(data, zip_directory.read_directory(data, limits), limits)
    _refuse_other_kinds(package)
    _read_content_types(package)
    if package.has_macros and not allow_macros:
        raise Refused("macros")
    package.main_part = _main_part(package)
    return package


def _refuse_other_kinds(package: Package) -> None:
    mimetype = package.unpack("mimetype") if package.has("mimetype") else b""
    types = package.unpack(_CONTENT_TYPES_PART) if package.has(_CONTENT_TYPES_PART) else b""
    kind = detection.package_kind({name.lower() for name in package.entries}, mimetype, types)
    if kind is not None:
        raise Refused(kind)


def _read_content_types(package: Package) -> None:
    if not package.has(_CONTENT_TYPES_PART):
        return
    root = package.parse(_CONTENT_TYPES_PART)
    for element in root.iter(CONTENT_TYPES + "Override"):
        package.content_types[element.get("PartName", "").lstrip("/").lower()] = element.get("ContentType", "")
    for element in root.iter(CONTENT_TYPES + "Default"):
        package.default_types[element.get("Extension", "").lower()] = element.get("ContentType", "")


def _main_part(package: Package) -> str:
    named = [relation.target for relation in package.relations() if relation.kind == "officeDocument"]
    for part in [*named, USUAL_MAIN_PART]:
        if package.has(part):
            return part
    raise Refused("main-text-missing")


def _source_of(relations_part: str) -> str | None:
    """The part whose relations stand in `folder/_rels/name.rels`; None where the name is not of that form."""
    folder, name = posixpath.split(relations_part)
    if posixpath.basename(folder) != "_rels":
        return None
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
