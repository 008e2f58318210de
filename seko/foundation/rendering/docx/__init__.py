"""Reports as DOCX: a small package of our own parts, real styles, nothing of any author.

python-docx's template brings 800 KB of styles, a thumbnail and its maker's name; the parts under `template/` are ours,
and python-docx reads the result in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from seko.foundation.rendering.arrangement import MEASURE_MM
from seko.foundation.rendering.docx.body import Behind, Body
from seko.foundation.rendering.docx.runs import WORD_LANG, Runs, attribute, paragraph
from seko.foundation.rendering.docx.tables import twips
from seko.foundation.rendering.report import Report
from seko.foundation.rendering.settle import settle
from seko.foundation.rendering.zips import pack

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEMPLATES = Path(__file__).parent / "template"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def render(report: Report, *, across: bool = False, behind: Behind | None = None) -> bytes:
    """Return the report as DOCX, on pages turned on their side where it goes `across`; `behind` draws what stands
    behind its blocks. The same report gives the same bytes.
    """
    settled = settle(report)
    return pack(dict(_parts(settled, Body(settled, across=across, behind=behind))))


def _parts(report: Report, body: Body) -> Iterator[tuple[str, bytes]]:
    document = f"{_XML}<w:document {_NAMESPACES}><w:body>{body.xml()}</w:body></w:document>"
    names = [f"chart{number}" for number in range(1, len(body.charts) + 1)]
    lang = WORD_LANG[report.lang]
    beside = str(twips(body.width - MEASURE_MM))
    types = "".join(f'<Override PartName="/word/charts/{name}.xml" ContentType="{_CHART_TYPE}"/>' for name in names)
    made_at = report.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    decimal, separator = (".", ",") if report.form == "en" else (",", ";")
    yield "[Content_Types].xml", _filled("types.xml", charts=types)
    yield "_rels/.rels", _filled("package.rels")
    yield "docProps/core.xml", _filled("core.xml", title=attribute(report.title.words), lang=lang, made_at=made_at)
    yield "docProps/app.xml", _filled("app.xml")
    yield "word/document.xml", document.encode("utf-8")
    yield "word/_rels/document.xml.rels", _relations(names, body.runs.links)
    yield "word/styles.xml", _filled("styles.xml", lang=lang, beside=beside)
    yield "word/numbering.xml", _filled("numbering.xml", beside=beside, lists=_lists(body.lists))
    yield "word/settings.xml", _filled("settings.xml", lang=lang, decimal=decimal, separator=separator)
    yield "word/header.xml", _header(report)
    yield "word/footer.xml", _footer(report, body.width)
    for name, chart in zip(names, body.charts, strict=True):
        yield f"word/charts/{name}.xml", chart


@cache
def _template(name: str) -> Template:
    return Template((_TEMPLATES / name).read_text(encoding="utf-8"))


def _filled(name: str, **values: str) -> bytes:
    return _template(name).substitute(values).encode("utf-8")


def _relations(charts: list[str], links: dict[str, str]) -> bytes:
    fixed = (
        ("styles", "styles", "styles.xml"),
        ("numbering", "numbering", "numbering.xml"),
        ("settings", "settings", "settings.xml"),
        ("header", "header", "header.xml"),
        ("footer", "footer", "footer.xml"),
        *((name, "chart", f"charts/{name}.xml") for name in charts),
    )
    rows = [f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id_, kind, target in fixed]
    rows += [
        f'<Relationship Id="{id_}" Type="{_OFFICE}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for address, id_ in links.items()
    ]
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_XML}<Relationships xmlns="{relations}">{"".join(rows)}</Relationships>'.encode()


def _lists(numbers: list[int]) -> str:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="3"/>{start}</w:num>' for number in numbers)


def _header(report: Report) -> bytes:
    # An empty header is plain: the style's tint is the demonstration's mark.
    runs = Runs(report.lang).inline(report.demonstration)
    content = paragraph("Header", runs) if runs else paragraph("SectionEnd", "")
    return f"{_XML}<w:hdr {_NAMESPACES}>{content}</w:hdr>".encode()


def _footer(report: Report, width: float) -> bytes:
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'
    runs = Runs(report.lang).inline(report.footer)
    pages = f'<w:r><w:tab/></w:r>{_field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_field("NUMPAGES")}'
    return f"{_XML}<w:ftr {_NAMESPACES}>{paragraph('Footer', runs + pages, tab)}</w:ftr>".encode()


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
