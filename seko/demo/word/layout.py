"""Page, styles, head and foot, and the properties a real file carries about the people who wrote it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle
from lxml.etree import _Element

from seko.demo.word.lists import HEADINGS
from seko.demo.word.markup import LANGUAGE, element, field, paragraph, run

_SHORT: Final = 11906
_LONG: Final = 16838
_MARGIN: Final = 1418
_FONT: Final = "Times New Roman"


def prepare_styles(document: Document) -> None:
    """One type face, Serbian as the language, our own styles for legend, table text, note and footnotes."""
    normal = _style(document, "Normal")
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for default in document.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), LANGUAGE)
    for level, size in ((1, 16), (2, 13), (3, 11.5)):
        heading = _style(document, f"Heading {level}")
        _plain_font(heading, size)
        place = heading.element.get_or_add_pPr().get_or_add_numPr()
        place.get_or_add_ilvl().val, place.get_or_add_numId().val = level - 1, HEADINGS
    for name, size in (("Title", 24), ("Subtitle", 13), ("Caption", 10)):
        _plain_font(_style(document, name), size)
    _added(document, "TableText", 9)
    _added(document, "FootnoteText", 9)
    _added(document, "Legend", 11).font.small_caps = True
    _added(document, "AuthorNote", 10).font.italic = True
    mark = document.styles.add_style("FootnoteReference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True


def section_end(document: Document, *, landscape: bool) -> _Element:
    """The properties of the section that ends here; the first one takes head and foot, the others inherit them."""
    size = element("w:pgSz", w=_LONG if landscape else _SHORT, h=_SHORT if landscape else _LONG)
    if landscape:
        size.set(qn("w:orient"), "landscape")
    margins = element(
        "w:pgMar", top=_MARGIN, right=_MARGIN, bottom=_MARGIN, left=_MARGIN, header=708, footer=708, gutter=0
    )
    last: _Element = document.element.body[-1]
    shown_on_all = [child for child in last if child.tag in (qn("w:headerReference"), qn("w:footerReference"))]
    return element("w:sectPr", *shown_on_all, element("w:type", val="nextPage"), size, margins)


def add_head_and_foot(document: Document, draft: int) -> None:
    """A4, the title above, the page number below."""
    section = document.sections[0]
    section.page_width, section.page_height = Twips(_SHORT), Twips(_LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(_MARGIN)
    section.header.paragraphs[0].add_run(f"Чистије воде и мање отпада у градовима средње величине, нацрт {draft}")
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in field("PAGE", run("1")):
        foot._p.append(piece)


def contents() -> _Element:
    """The field of contents, as the template has it: empty, and filled by Word when the file is opened."""
    pieces = field(r'TOC \o "1-2" \h \z')
    pieces[0][0].set(qn("w:dirty"), "true")
    return paragraph("Normal", *pieces)


def set_properties(document: Document, draft: int) -> None:
    """What an office leaves behind in a file: names, dates, a remark. All of it fictional."""
    core = document.core_properties
    core.title = "Чистије воде и мање отпада у градовима средње величине"
    core.subject = f"Акциони документ, нацрт {draft}"
    core.author = "Мирјана Белановић"
    core.last_modified_by = "Драган Илићевић"
    core.comments = "Радна верзија, не слати ван куће."
    core.keywords = "ИПА 2018; животна средина; нацрт"
    core.category = "Акциони документ"
    core.language = LANGUAGE
    core.revision = 17
    # The format wants times without a zone.
    core.created = datetime(2017, 11, 6, 8, 12)  # noqa: DTZ001
    core.modified = datetime(2018, 1, 5, 15, 47)  # noqa: DTZ001
    core.last_printed = datetime(2018, 1, 4, 9, 3)  # noqa: DTZ001


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _plain_font(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    if fonts is not None:
        for theme in [name for name in fonts.attrib if "Theme" in str(name) or "theme" in str(name)]:
            del fonts.attrib[theme]


def _added(document: Document, name: str, size: float) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(size)
    return style
