"""The reader: from the bytes of a .docx to a frozen document with both readings of its tracked changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from seko.drafts.documents.model.comments import read_comments, read_reaches
from seko.drafts.documents.model.limits import DEFAULT_LIMITS, Limits
from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import AUTHOR, COMMENT_REFERENCE, DEL, ID, INS, MOVE_FROM, MOVE_TO, WORD, T
from seko.drafts.documents.model.source import Source, open_source
from seko.drafts.documents.model.story import StoryReader
from seko.drafts.documents.model.structure import Block, Document, Dropped, Note, RevisionCount
from seko.drafts.documents.model.traverse import paragraphs_of

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
        revisions=count_revisions([source.body, *_note_trees(source)]),
        dropped=(*reader.dropped, *dropped_relations(source), *remarks(source, blocks)),
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


def _note_trees(source: Source) -> list[Element]:
    trees = [source.tree(part) for part, _, _ in _NOTE_PARTS]
    return [tree for tree in trees if tree is not None]


def count_revisions(trees: list[Element]) -> tuple[RevisionCount, ...]:
    """Tracked changes of the text and its notes by author and kind, most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for tree in trees:
        for element in tree.iter():
            kind = _KINDS.get(str(element.tag))
            if kind is None and isinstance(element.tag, str) and element.tag.endswith("Change"):
                kind = "formatting" if element.tag.startswith(WORD) else None
            if kind is not None:
                counts[element.get(AUTHOR, ""), kind] += 1
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


def remarks(source: Source, blocks: tuple[Block, ...]) -> tuple[Dropped, ...]:
    """Parts that are missing although something refers to them, fields put right, headers and footers left out."""
    main = source.package.main_part
    found = [Dropped("missing-part", relation.source, relation.target) for relation in source.package.missing]
    found += [Dropped("missing-part", main, kind) for kind in _missing_kinds(source, blocks)]
    if source.open_fields:
        found.append(Dropped("open-fields", main, str(source.open_fields)))
    written = [
        part for kind in ("header", "footer") for part in source.package.related(kind) if _has_text(source, part)
    ]
    if written:
        found.append(Dropped("headers-left-out", main, str(len(written))))
    return tuple(found)


def _missing_kinds(source: Source, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Kinds of parts that the text needs and no relation names."""
    named = {relation.kind for relation in source.package.relations(source.package.main_part)}
    body = source.body
    needed = {
        "styles": True,
        "numbering": any(paragraph.format.list_id for paragraph in paragraphs_of(blocks)),
        "comments": next(body.iter(COMMENT_REFERENCE), None) is not None,
        "footnotes": next(body.iter(WORD + "footnoteReference"), None) is not None,
        "endnotes": next(body.iter(WORD + "endnoteReference"), None) is not None,
    }
    return (kind for kind, is_needed in needed.items() if is_needed and kind not in named)


def _has_text(source: Source, part: str) -> bool:
    return any((text.text or "").strip() for text in source.package.parse(part).iter(T))
