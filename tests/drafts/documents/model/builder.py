"""Small Word documents made in the tests: a body of raw XML in a package that is otherwise ordinary."""

from __future__ import annotations

import io
import zipfile

WORD_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    f'xmlns:w="{WORD_NS}" xmlns:r="{RELS_NS}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
 <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Heading1"/>
 <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Heading2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Naslov poglavlja"/><w:basedOn w:val="Heading2"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
"""


def part(root: str, content: str) -> str:
    """A part of WordprocessingML with the usual namespaces."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:{root} {_SPACES}>{content}</w:{root}>"


def p(text: str = "", style: str = "", properties: str = "", mark: str = "") -> str:
    """A paragraph with one run, of a style, with further properties and properties of its mark."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{named}{properties}{marked}</w:pPr>{r(text) if text else ''}</w:p>"


def par(*content: str, style: str = "", properties: str = "", mark: str = "") -> str:
    """A paragraph with the content given as XML."""
    return p("", style, properties, mark).replace("</w:p>", "".join(content) + "</w:p>")


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(content: str, author: str = "Ana Anić") -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="{author}" w:date="2026-11-01T10:00:00Z">{content}</w:ins>'


def dele(text: str, author: str = "Petar Perić") -> str:
    """A tracked deletion."""
    run = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="{author}" w:date="2026-11-01T10:00:00Z">{run}</w:del>'


def tc(content: str, properties: str = "") -> str:
    """A cell; text alone becomes a paragraph."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells (texts or cells)."""
    inner = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str, columns: int = 2, properties: str = "") -> str:
    """A table."""
    grid = "<w:gridCol/>" * columns
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def parts_of(
    body: str,
    *,
    styles: str | None = STYLES,
    numbering: str | None = None,
    footnotes: str | None = None,
    comments: str | None = None,
    threads: str | None = None,
    relations: str = "",
    more: dict[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a document by name; None leaves a part out."""
    contents = {
        "styles": part("styles", styles) if styles is not None else None,
        "numbering": part("numbering", numbering) if numbering is not None else None,
        "footnotes": part("footnotes", footnotes) if footnotes is not None else None,
        "comments": part("comments", comments) if comments is not None else None,
    }
    present = {name: content for name, content in contents.items() if content is not None}
    overrides = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{_TYPE}.{n}+xml"/>' for n in present)
    links = "".join(f'<Relationship Id="x{n}" Type="{RELS_NS}/{n}" Target="{n}.xml"/>' for n in present)
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{RELS_NS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    found |= {f"word/{name}.xml": content for name, content in present.items()}
    if threads is not None:
        address = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
        links += f'<Relationship Id="xt" Type="{address}" Target="commentsExtended.xml"/>'
        found["word/commentsExtended.xml"] = part("x", threads).replace("w:x", "w15:commentsEx")
    found["word/_rels/document.xml.rels"] = _relations(links + relations)
    return found | (more or {})


def _relations(content: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'
    )


def pack(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: object) -> bytes:
    """A whole .docx with this body; see `parts_of`."""
    return pack(parts_of(body, **parts))  # type: ignore[arg-type]
