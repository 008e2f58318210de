"""What of an import needs a decision, a look or a word: from the document and its passages to a list of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from seko.drafts.documents.model.import_findings import Finding, finding
from seko.drafts.documents.model.passages import Taken
from seko.drafts.documents.model.structure import (
    Document,
    Passage,
    PassageKind,
    Run,
    Table,
)
from seko.drafts.documents.model.text_findings import text_findings
from seko.drafts.documents.model.traverse import paragraphs_of, tables_of

_ENOUGH_FOR_HEADINGS = 20
_LONGEST_HEADING = 250
_LONGEST_BOLD_LINE = 120
_NEEDS_WORDS = ("equation", "chart", "diagram", "metafile", "object", "picture")
_COUNTED_REMARKS = ("embedded-document", "embedded-object", "external-relation")


def import_report(document: Document, taken: Taken) -> tuple[Finding, ...]:
    """All findings; `taken` is the accepted reading. Decisions first, then warnings, then information."""
    found = [
        *_revisions(document),
        *_comments(document, taken),
        *_concealed(document),
        *text_findings(taken.passages),
        *_headings(taken.passages),
        *_tables(document, taken.passages),
        *_objects(taken.passages),
        *_notes(document, taken.passages),
        *_remarks(document),
    ]
    return by_weight(found)


def by_weight(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Decisions first, then warnings, then information; within a weight as they were found."""
    order = {"decision": 0, "warning": 1, "information": 2}
    return tuple(sorted(found, key=lambda item: order[item.severity]))


def _revisions(document: Document) -> Iterator[Finding]:
    if not document.revisions:
        return
    kinds: Counter[str] = Counter()
    authors: Counter[str] = Counter()
    for revision in document.revisions:
        kinds[revision.kind] += revision.count
        authors[revision.author] += revision.count
    yield finding(
        "tracked-changes",
        count=kinds.total(),
        insertions=kinds["insertion"],
        deletions=kinds["deletion"],
        moves=kinds["move"],
        formatting=kinds["formatting"],
        for_uploader=tuple(f"{author}: {count}" for author, count in authors.most_common()),
    )


def _comments(document: Document, taken: Taken) -> Iterator[Finding]:
    if not document.comments:
        return
    authors = Counter(comment.author for comment in document.comments)
    yield finding(
        "word-comments",
        count=len(document.comments),
        resolved=sum(comment.is_resolved for comment in document.comments),
        passages=_positions(stretch.passage for place in taken.comments for stretch in place.stretches),
        for_uploader=tuple(f"{author}: {count}" for author, count in authors.most_common()),
    )
    lost = [place for place in taken.comments if place.is_orphaned]
    if lost:
        near = _positions(place.near for place in lost if place.near >= 0)
        yield finding("comments-without-place", count=len(lost), passages=near)


def _concealed(document: Document) -> Iterator[Finding]:
    """Hidden and white text, and contents left out."""
    hidden = white = unknown = contents = 0
    for paragraph in paragraphs_of(document.blocks):
        runs = [piece for piece in paragraph.pieces if isinstance(piece, Run)]
        contents += paragraph.format.is_contents and any(run.text.strip() for run in runs)
        for run in runs:
            letters = len("".join(run.text.split()))
            hidden += letters if run.is_hidden else 0
            white += letters if run.is_white and not run.is_hidden else 0
            unknown += run.text.count("\ufffd") if run.is_symbol else 0
    for code, letters in (("hidden-text", hidden), ("white-text", white)):
        if letters:
            yield finding(code, letters=letters)
    if unknown:
        yield finding("unknown-symbol", count=unknown)
    if contents:
        yield finding("contents-left-out", count=contents)


def _headings(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    headings = [passage for passage in passages if passage.kind is PassageKind.HEADING]
    if not headings and len(passages) > _ENOUGH_FOR_HEADINGS:
        yield finding("no-headings")
    skipped = [
        later.position
        for before, later in zip([None, *headings], headings, strict=False)
        if later.level > (before.level if before is not None else 0) + 1
    ]
    long = [passage.position for passage in headings if len(passage.text) > _LONGEST_HEADING]
    bold = [passage.position for passage, after in pairwise(passages) if _is_title(passage, after)]
    for code, positions in (("heading-level-skipped", skipped), ("long-heading", long), ("bold-only-headings", bold)):
        if positions:
            yield finding(code, count=len(positions), passages=tuple(positions))


def _is_title(passage: Passage, after: Passage) -> bool:
    """Whether a paragraph is a short bold line that does not end a sentence and stands over other text."""
    return (
        passage.kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
        and passage.is_bold
        and not passage.is_boxed
        and any(map(str.isalpha, passage.text))
        and len(passage.text) <= _LONGEST_BOLD_LINE
        and not passage.text.endswith((".", ",", ";"))
        and not after.is_bold
        and passage.style not in ("title", "subtitle")
    )


def _tables(document: Document, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    rows: dict[int, list[int]] = {}
    for passage in passages:
        if passage.kind is PassageKind.TABLE_ROW and passage.table is not None:
            rows.setdefault(passage.table.table, []).append(passage.position)
    for table in tables_of(document.blocks):
        positions = tuple(rows.get(table.number, ()))
        if len({row.width for row in table.rows}) > 1:
            yield finding("uneven-rows", table=table.number, passages=positions)
        if _is_inconsistent(table):
            yield finding("inconsistent-merge", table=table.number, passages=positions)


def _is_inconsistent(table: Table) -> bool:
    """Whether a cell continues a merge that no cell above begins, or of another width, or with text of its own."""
    above: dict[int, tuple[int, bool]] = {}
    for row in table.rows:
        here: dict[int, tuple[int, bool]] = {}
        for cell in row.cells:
            if cell.merge == "continue":
                if above.get(cell.column) != (cell.span, True):
                    return True
                if any(_visible(paragraph.pieces) for paragraph in paragraphs_of(cell.blocks)):
                    return True
            here[cell.column] = (cell.span, bool(cell.merge))
        above = here
    return False


def _visible(pieces: Iterable[object]) -> bool:
    return any(isinstance(piece, Run) and bool(piece.text.strip()) for piece in pieces)


def _objects(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    for kind in _NEEDS_WORDS:
        found = [
            passage.position
            for passage in passages
            for item in passage.objects
            if item.kind == kind and (kind == "equation" or not item.alternative)
        ]
        if found:
            yield finding(kind, count=len(found), passages=_positions(found))


def _notes(document: Document, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    placed = {passage.note_id for passage in passages if passage.note_id}
    lost = [note for note in document.notes if note.note_id not in placed]
    if lost:
        yield finding("unreferenced-notes", count=len(lost))


def _remarks(document: Document) -> Iterator[Finding]:
    counts = Counter(remark.code for remark in document.dropped)
    for code in _COUNTED_REMARKS:
        if counts[code]:
            targets = tuple(remark.target for remark in document.dropped if remark.code == code)
            yield finding(code, count=counts[code], for_uploader=targets)
    missing = dict.fromkeys(remark.target for remark in document.dropped if remark.code == "missing-part")
    for part in missing:
        yield finding("missing-part", part=part)
    for code in ("open-fields", "headers-left-out"):
        total = sum(int(remark.target) for remark in document.dropped if remark.code == code)
        if total:
            yield finding(code, count=total)
    if document.is_template:
        yield finding("template")


def _positions(found: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(found)))
