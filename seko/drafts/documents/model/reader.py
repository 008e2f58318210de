"""The reader: from the bytes of a .docx to a frozen document with both readings of its tracked changes."""

from __future__ import annotations

from collections import Counter
from typing import Final

from seko.drafts.documents.model.comments import read_comments, read_reaches
from seko.drafts.documents.model.limits import DEFAULT_LIMITS, Limits
from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import AUTHOR, DEL, ID, INS, MOVE_FROM, MOVE_TO, WORD
from seko.drafts.documents.model.source import Source, open_source
from seko.drafts.documents.model.story import StoryReader
from seko.drafts.documents.model.structure import Document, Dropped, Note, RevisionCount

_NOTE_PARTS: Final = (("footnotes", "footnote", "f"), ("endnotes", "endnote", "e"))
_SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")
_KINDS: Final = {
    INS: "insertion", DEL: "deletion", MOVE_FROM: "move", MOVE_TO: "move",
    WORD + "cellIns": "insertion", WORD + "cellDel": "deletion", WORD + "cellMerge": "formatting",
}  # fmt: skip


def read_document(data: bytes, *, allow_macros: bool = False, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a document. Raises Refused with a code, its numbers and places; anything else is a defect of ours."""
    return read_source(open_source(data, allow_macros=allow_macros, limits=limits))


def read_source(source: Source) -> Document:
    """Walk over an opened document."""
    main = source.package.main_part
    reader = StoryReader(main, source.styles, source.schemes, source.targets(main), source.package.limits)
    blocks = reader.read(source.body)
    notes = tuple(note for part, name, mark in _NOTE_PARTS for note in _notes(source, part, name, mark))
    return Document(
        blocks=blocks,
        notes=notes,
        comments=read_comments(source, read_reaches(blocks)),
        lists=source.schemes.definitions(),
        revisions=count_revisions(source.body),
        dropped=(*reader.dropped, *dropped_relations(source)),
        language=source.styles.language,
        fields=tuple(sorted(reader.inline.fields.kinds.items())),
        is_template="template" in source.package.type_of(main),
    )


def _notes(source: Source, part: str, name: str, mark: str) -> list[Note]:
    root = source.tree(part)
    if root is None:
        return []
    place = source.part(part)
    reader = StoryReader(place, source.styles, source.schemes, source.targets(place), source.package.limits)
    return [
        Note(mark + element.get(ID, ""), reader.read(element))
        for element in root
        if element.tag == WORD + name and element.get(WORD + "type", "normal") not in _SEPARATORS
    ]


def count_revisions(body: Element) -> tuple[RevisionCount, ...]:
    """Tracked changes by author and kind, most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for element in body.iter(*_KINDS):
        counts[element.get(AUTHOR, ""), _KINDS[str(element.tag)]] += 1
    for element in body.iter():
        if isinstance(element.tag, str) and element.tag.endswith("Change") and element.tag.startswith(WORD):
            counts[element.get(AUTHOR, ""), "formatting"] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(RevisionCount(author, kind, count) for (author, kind), count in ordered)


def dropped_relations(source: Source) -> tuple[Dropped, ...]:
    """External relations (never fetched) and embedded things, which are left out; hyperlinks stay as text."""
    dropped = []
    for relation in source.package.all_relations():
        if relation.is_external and relation.kind != "hyperlink":
            dropped.append(Dropped("external-relation", relation.source, relation.target))
        elif relation.kind in ("oleObject", "package", "control") and not relation.is_external:
            dropped.append(Dropped("embedded-object", relation.source, relation.target))
    return tuple(dropped)
