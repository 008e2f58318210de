"""Names of the elements and relations of a Word document, in the transitional form every part is brought to."""

from __future__ import annotations

from typing import Final

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DRAWING_MAIN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
# Threads of comments stand in one of two namespaces: a pre-release and the released one.
COMMENT_THREADS: Final = (
    "{http://schemas.microsoft.com/office/word/2012/wordml}",
    "{http://schemas.microsoft.com/office/word/2010/11/wordml}",
)

# ISO strict packages say the same with other addresses; the reader knows one form only.
STRICT_TO_TRANSITIONAL: Final = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": WORD[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": RELATIONS[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/math": MATH[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/main": DRAWING_MAIN[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": DRAWING[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/chart": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "http://purl.oclc.org/ooxml/drawingml/picture": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": (
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    ),
    "http://purl.oclc.org/ooxml/officeDocument/customProperties": (
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    ),
    "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes": (
        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    ),
}

VAL: Final = WORD + "val"
ID: Final = WORD + "id"
AUTHOR: Final = WORD + "author"
BODY: Final = WORD + "body"
P: Final = WORD + "p"
P_PR: Final = WORD + "pPr"
R: Final = WORD + "r"
R_PR: Final = WORD + "rPr"
T: Final = WORD + "t"
DEL_TEXT: Final = WORD + "delText"
TBL: Final = WORD + "tbl"
TR: Final = WORD + "tr"
TC: Final = WORD + "tc"
INS: Final = WORD + "ins"
DEL: Final = WORD + "del"
MOVE_FROM: Final = WORD + "moveFrom"
MOVE_TO: Final = WORD + "moveTo"
SDT: Final = WORD + "sdt"
SDT_CONTENT: Final = WORD + "sdtContent"
SECT_PR: Final = WORD + "sectPr"
FLD_CHAR: Final = WORD + "fldChar"
COMMENT_START: Final = WORD + "commentRangeStart"
COMMENT_END: Final = WORD + "commentRangeEnd"
COMMENT_REFERENCE: Final = WORD + "commentReference"
TEXT_BOX: Final = WORD + "txbxContent"
ALTERNATE: Final = COMPATIBILITY + "AlternateContent"
CHOICE: Final = COMPATIBILITY + "Choice"
FALLBACK: Final = COMPATIBILITY + "Fallback"


def local_name(tag: object) -> str:
    """The name without its namespace; "" for a comment or a processing instruction."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
