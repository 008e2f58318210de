"""An opened document before the walk: its parts as trees in one form, and what was missing or had to be put right."""

from __future__ import annotations

from dataclasses import dataclass, field

from seko.drafts.documents.model import markup
from seko.drafts.documents.model.fields import close_open_fields
from seko.drafts.documents.model.limits import DEFAULT_LIMITS, Limits
from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import BODY, COMMENT_END, COMMENT_START, P_PR, P
from seko.drafts.documents.model.numbering import Schemes
from seko.drafts.documents.model.package import Package, open_package
from seko.drafts.documents.model.refusals import Refused
from seko.drafts.documents.model.styles import Styles, read_styles


@dataclass(slots=True)
class Source:
    """The trees a walk needs. `alternates` counts the places that existed twice, `open_fields` the marks taken out."""

    package: Package
    main: Element
    body: Element
    styles: Styles
    schemes: Schemes
    is_strict: bool
    alternates: int
    open_fields: int
    _trees: dict[str, Element] = field(default_factory=dict)

    def part(self, kind: str) -> str:
        """The name of the part of a kind that the main part refers to, or ""."""
        return next(iter(self.package.related(kind)), "")

    def tree(self, kind: str) -> Element | None:
        """The tree of that part, brought to the same form as the main one; None where there is none."""
        name = self.part(kind)
        if not name:
            return None
        if name not in self._trees:
            root = self.package.parse(name)
            markup.drop_fallbacks(root)
            close_open_fields(root)
            self._trees[name] = root
        return self._trees[name]

    def targets(self, part: str) -> dict[str, str]:
        """The target of each relation of a part, by its identifier; "" where it lies outside the file."""
        relations = self.package.relations(part)
        return {relation.ident: "" if relation.is_external else relation.target for relation in relations}


def open_source(data: bytes, *, allow_macros: bool = False, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Open a document and parse what the walk needs. Raises Refused."""
    package = open_package(data, allow_macros=allow_macros, limits=limits)
    raw = package.unpack(package.main_part)
    return source_of(package, markup.parse(raw, package.main_part, limits), is_strict=markup.is_strict(raw))


def source_of(package: Package, main: Element, *, is_strict: bool) -> Source:
    """The same of a package whose main part is parsed already; its tree is brought to the form the walk needs."""
    body = main.find(BODY)
    if body is None:
        raise Refused("main-text-missing")
    alternates = markup.drop_fallbacks(main)
    open_fields = close_open_fields(main)
    settle_ranges(body)
    styles = read_styles(_optional(package, "styles"))
    schemes = Schemes(_optional(package, "numbering"), styles)
    return Source(package, main, body, styles, schemes, is_strict, alternates, open_fields)


def settle_ranges(body: Element) -> None:
    """Bring comment ranges that begin or end between paragraphs, rows or cells to the paragraph they touch.

    An end goes to the paragraph before it, a beginning to the one after it; the walk finds them in paragraphs only.
    """
    last: Element | None = None
    waiting: list[Element] = []
    moves: list[tuple[Element, Element, bool]] = []
    for element in body.iter(P, COMMENT_START, COMMENT_END):
        if element.tag == P:
            moves += [(start, element, True) for start in waiting]
            waiting, last = [], element
        elif next(element.iterancestors(P), None) is None:
            if element.tag == COMMENT_START:
                waiting.append(element)
            elif last is not None:
                moves.append((element, last, False))
    for mark, paragraph, is_start in moves:
        if is_start:
            paragraph.insert(1 if paragraph.find(P_PR) is not None else 0, mark)
        else:
            paragraph.append(mark)


def _optional(package: Package, kind: str) -> Element | None:
    part = next(iter(package.related(kind)), None)
    return package.parse(part) if part is not None else None
