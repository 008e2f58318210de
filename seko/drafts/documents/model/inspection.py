"""Facts of a document file, key by key as the shared corpus states them, from the same walk as the passages."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from seko.drafts.documents.model.comments import SHOWN_ANCHOR, Reach, read_reaches
from seko.drafts.documents.model.limits import DEFAULT_LIMITS, Limits
from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import COMMENT_THREADS, P_PR, TEXT_BOX, WORD, P, R, T, local_name
from seko.drafts.documents.model.reader import read_source
from seko.drafts.documents.model.revision_facts import revision_facts
from seko.drafts.documents.model.source import Source, open_source
from seko.drafts.documents.model.structure import (
    Block,
    BoxMark,
    Document,
    Note,
    Paragraph,
    Run,
    Table,
    WordComment,
)
from seko.drafts.documents.model.traverse import paragraphs_of, tables_of

_SHOWN_HEADING: Final = 160
_SHOWN_NOTE: Final = 200
_SPACE: Final = re.compile(r"\s+")
_SCRIPTS: Final = {
    "cyrillic_chars": re.compile(r"[\u0400-\u052f]"),
    "arabic_hebrew_chars": re.compile(r"[\u0590-\u06ff]"),
    "cjk_chars": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"),
    "latin_diacritics": re.compile("[čćđšžČĆĐŠŽ]"),
}
_COUNTED: Final = {
    "sdt": "sdt", "text_boxes": "txbxContent", "drawings": "drawing", "pict": "pict", "ole_objects": "OLEObject",
    "hyperlinks": "hyperlink", "bookmarks": "bookmarkStart", "alt_chunks": "altChunk", "symbols": "sym",
    "sub_docs": "subDoc", "sections": "sectPr", "omath": "oMath", "custom_xml": "customXml",
}  # fmt: skip
_CONTROL_KINDS: Final = (
    "dataBinding", "text", "richText", "picture", "date", "dropDownList", "comboBox", "checkbox", "docPartObj",
    "docPartList", "citation", "bibliography", "equation", "group", "repeatingSection",
)  # fmt: skip
_WRITTEN: Final = {
    WORD + "tab": "\t", WORD + "ptab": "\t", WORD + "br": "\n", WORD + "cr": "\n", WORD + "noBreakHyphen": "\u2011",
}  # fmt: skip
Facts = dict[str, Any]


def inspect(document: Path | str | bytes, *, limits: Limits = DEFAULT_LIMITS) -> Facts:
    """The facts of a .docx, .dotx or .docm (macros are told, never run). Raises Refused as the importer does."""
    data = document if isinstance(document, bytes) else Path(document).read_bytes()
    source = open_source(data, allow_macros=True, limits=limits)
    return {**_package_facts(source), **facts_of(source, read_source(source))}


def facts_of(source: Source, document: Document) -> Facts:
    """The facts of the main story of an opened and walked document."""
    paragraphs = list(paragraphs_of(document.blocks))
    text = _written_text(source.body)
    return {
        **_paragraph_facts(paragraphs),
        "bidi_paragraphs": sum(1 for _ in source.body.iterfind(f".//{P}/{P_PR}/{WORD}bidi")),
        "tables": [_table_facts(table) for table in tables_of(document.blocks)],
        **_note_facts(document.notes, source),
        **revision_facts(source, document),
        **_comment_facts(source, document),
        **_list_facts(source.body),
        "fields": dict(document.fields),
        **_census(source),
        "text_chars": len(text),
        **{name: len(letters.findall(text)) for name, letters in _SCRIPTS.items()},
        "text_without_spaces": _text_facts(document, source),
    }


def story_text(blocks: Iterable[Block], *, accepted: bool) -> str:
    """The whole text of a story in one reading, text boxes at their place, without symbols and paragraph ends."""
    return "".join(_pieces(blocks, accepted=accepted))


def _pieces(blocks: Iterable[Block], *, accepted: bool) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _paragraph_pieces(block, accepted=accepted)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _pieces(cell.blocks, accepted=accepted)


def _paragraph_pieces(paragraph: Paragraph, *, accepted: bool) -> Iterable[str]:
    for piece in paragraph.pieces:
        if isinstance(piece, BoxMark):
            yield from _pieces(piece.blocks, accepted=accepted)
        elif isinstance(piece, Run) and not piece.is_symbol and (piece.in_accepted if accepted else piece.in_rejected):
            yield piece.text


def _has_text(paragraph: Paragraph) -> bool:
    """Whether a paragraph or a text box in it shows any text, what was moved away included."""
    return any(
        any(map(_has_text, paragraphs_of(piece.blocks)))
        if isinstance(piece, BoxMark)
        else isinstance(piece, Run) and piece.change != "deleted" and not piece.is_symbol and bool(piece.text.strip())
        for piece in paragraph.pieces
    )


def _written_text(body: Element) -> str:
    """All text written in runs, breaks included, deleted text not; fields and readings are not looked at."""
    return "".join(
        (element.text or "") if element.tag == T else _WRITTEN[str(element.tag)]
        for element in body.iter(T, *_WRITTEN)
        if element.tag == T or getattr(element.getparent(), "tag", "") == R
    )


def _own_text(paragraph: Paragraph) -> str:
    return "".join(
        piece.text for piece in paragraph.pieces if isinstance(piece, Run) and piece.in_accepted and not piece.is_symbol
    )


def _package_facts(source: Source) -> Facts:
    package = source.package
    main = package.main_part
    embedded = ("oleObject", "package", "control")
    return {
        "problems": [f"{relation.source}: {relation.target} is missing" for relation in package.missing],
        "parts": len(package.entries),
        "unzipped_bytes": sum(entry.unpacked for entry in package.entries.values()),
        "main_part": main,
        "main_content_type": package.type_of(main),
        "strict": source.is_strict,
        "alternate_content": source.alternates,
        "headers": len(package.related("header")),
        "footers": len(package.related("footer")),
        "external_hyperlink_rels": sum(
            relation.is_external and relation.kind == "hyperlink" for relation in package.relations(main)
        ),
        "alt_chunk_parts": package.related("aFChunk"),
        "macros": package.has_macros,
        "embedded_parts": [part for kind in embedded for part in package.related(kind)],
        **_settings_facts(source.tree("settings")),
    }


def _settings_facts(settings: Element | None) -> Facts:
    names = {local_name(element.tag) for element in settings} if settings is not None else set()
    return {
        "doc_protection": "documentProtection" in names,
        "track_revisions_on": "trackRevisions" in names,
    }


def _paragraph_facts(paragraphs: list[Paragraph]) -> Facts:
    texts = [(paragraph, _own_text(paragraph)) for paragraph in paragraphs]
    return {
        "paragraphs": len(paragraphs),
        "paragraphs_with_text": sum(map(_has_text, paragraphs)),
        "headings": [
            [paragraph.format.level, _folded(text)[:_SHOWN_HEADING]]
            for paragraph, text in texts
            if paragraph.format.level and text.strip()
        ],
    }


def _table_facts(table: Table) -> Facts:
    cells = [cell for row in table.rows for cell in row.cells]
    return {
        "depth": table.depth,
        "rows": len(table.rows),
        "grid_cols": table.grid,
        "widest_row": max((sum(cell.span for cell in row.cells) for row in table.rows), default=0),
        "cells": len(cells),
        "gridspan_cells": sum(cell.span > 1 for cell in cells),
        "vmerge_continue_cells": sum(cell.merge == "continue" for cell in cells),
        "header_rows": sum(row.is_header for row in table.rows),
    }


def _note_facts(notes: tuple[Note, ...], source: Source) -> Facts:
    def texts(mark: str) -> list[str]:
        chosen = [note for note in notes if note.note_id.startswith(mark)]
        return [_folded(story_text(note.blocks, accepted=True))[:_SHOWN_NOTE] for note in chosen]

    return {
        "footnotes": texts("f"),
        "endnotes": texts("e"),
        "footnote_refs": _count(source.body, "footnoteReference"),
        "endnote_refs": _count(source.body, "endnoteReference"),
    }


def _comment_facts(source: Source, document: Document) -> Facts:
    facts: Facts = {}
    threads = source.tree("commentsExtended")
    if threads is not None:
        addresses = {child.tag.rpartition("}")[0] + "}" for child in threads if isinstance(child.tag, str)}
        facts["comments_extended_namespace"] = next(
            (namespace[1:-1] for namespace in COMMENT_THREADS if namespace in addresses), ""
        )
    reaches = read_reaches(document.blocks)
    related = source.package.related
    return facts | {
        "comment_parts": {
            "comments": len(related("comments")),
            "extended": len(related("commentsExtended")),
            "ids": len(related("commentsIds")),
            "extensible": len(related("commentsExtensible")),
            "people": len(related("people")),
        },
        "comments": [_comment(comment, reaches, has_threads=threads is not None) for comment in document.comments],
        "comment_authors": dict(Counter(comment.author for comment in document.comments)),
    }


def _comment(comment: WordComment, reaches: dict[str, Reach], *, has_threads: bool) -> Facts:
    anchor, with_deleted = _folded(comment.anchor), _folded(comment.anchor_with_deleted)
    facts: Facts = {
        "id": comment.comment_id,
        "author": comment.author,
        "initials": comment.initials,
        "date": comment.written_at,
        "paragraphs": len(comment.paragraphs),
        "text": _folded("\n".join(comment.paragraphs)),
        "anchor": anchor[:SHOWN_ANCHOR],
        "anchor_with_deleted": None if with_deleted == anchor else with_deleted[:SHOWN_ANCHOR],
        "anchor_chars": len(anchor),
        "anchor_paragraphs": len(comment.anchor.split("\n")) if anchor else 0,
        "range": comment.range,
    }
    if has_threads:
        facts |= {"reply_to": comment.reply_to or None, "resolved": comment.is_resolved}
    return facts


def _list_facts(body: Element) -> Facts:
    stated = body.iterfind(f".//{P}/{P_PR}/{WORD}numPr")
    numberings = [numbering for numbering in stated if _val(numbering.find(WORD + "numId")) not in ("", "0")]
    levels = Counter((_val(numbering.find(WORD + "ilvl")) or "0") for numbering in numberings)
    return {
        "list_paragraphs_direct": len(numberings),
        "list_num_ids": len({_val(numbering.find(WORD + "numId")) for numbering in numberings}),
        "list_levels": dict(levels),
    }


def _val(element: Element | None) -> str:
    return element.get(WORD + "val", "") if element is not None else ""


def _census(source: Source) -> Facts:
    names = Counter(local_name(element.tag) for element in source.body.iter())
    controls = Counter(local_name(child.tag) for about in source.body.iter(WORD + "sdtPr") for child in about)
    return {
        **{fact: names[name] for fact, name in _COUNTED.items()},
        "sdt_kinds": {kind: controls[kind] for kind in _CONTROL_KINDS if controls[kind]},
        "rtl_runs": _count(source.body, "rtl"),
    }


def _count(body: Element, name: str) -> int:
    return sum(1 for _ in body.iter(WORD + name))


def _text_facts(document: Document, source: Source) -> Facts:
    accepted = _SPACE.sub("", story_text(document.blocks, accepted=True))
    rejected = _SPACE.sub("", story_text(document.blocks, accepted=False))
    return {
        "accepted_chars": len(accepted),
        "rejected_chars": len(rejected),
        "accepted_sha256": hashlib.sha256(accepted.encode()).hexdigest(),
        "rejected_sha256": hashlib.sha256(rejected.encode()).hexdigest(),
        "order_may_differ": next(source.body.iter(TEXT_BOX), None) is not None,
    }


def _folded(text: str) -> str:
    return " ".join(text.split())
