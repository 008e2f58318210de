"""Turning a part's bytes into a tree: hardened parser, DOCTYPE refused, forbidden characters named with their line."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from seko.drafts.documents.model.limits import Limits
from seko.drafts.documents.model.names import ALTERNATE, CHOICE, FALLBACK, STRICT_TO_TRANSITIONAL
from seko.drafts.documents.model.refusals import Refused

Element = etree._Element

_DECLARATION: Final = re.compile(rb"^\s*<\?xml[^>]*\?>")
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE|<!ENTITY")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REFERENCE: Final = re.compile(rb"&#(x[0-9A-Fa-f]+|[0-9]+);")
_STRICT: Final = re.compile(rb'(xmlns(?::[\w.-]+)?\s*=\s*["\'])(http://purl\.oclc\.org/ooxml/[\w./-]+)')
_ENCODING: Final = re.compile(rb'^\s*<\?xml[^>]*encoding\s*=\s*["\']([\w.-]+)')
_TRANSITIONAL: Final = {strict.encode(): ours.encode() for strict, ours in STRICT_TO_TRANSITIONAL.items()}


def parse(data: bytes, part: str, limits: Limits) -> Element:
    """Parse one part and bring it to the transitional form.

    Raises Refused: document-type-declaration, forbidden-character, damaged-part, nested-too-deep, text-too-long,
    too-many-elements.
    Entities are never resolved and nothing is ever fetched.
    """
    data = _as_utf8(data, part)
    if _DOCTYPE.search(data):
        raise Refused("document-type-declaration", part=part)
    _refuse_forbidden(data, part)
    if data.count(b"<") > 2 * limits.elements:
        raise Refused("too-many-elements", part=part, limit=limits.elements)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_transitional(data), parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, part) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("document-type-declaration", part=part)
    return root


def is_strict(data: bytes) -> bool:
    """Whether the part uses the addresses of ISO strict."""
    return _STRICT.search(data) is not None


def drop_fallbacks(root: Element) -> int:
    """Replace each AlternateContent by its first Choice (Fallback says the same again); return how many there were.

    Without any Choice the Fallback stays: it is then the only form of the content.
    """
    found = list(root.iter(ALTERNATE))
    for alternate in found:
        parent = alternate.getparent()
        if parent is None:
            continue
        kept = alternate.find(CHOICE)
        if kept is None:
            kept = alternate.find(FALLBACK)
        place = parent.index(alternate)
        parent[place : place + 1] = list(kept) if kept is not None else []
    return len(found)


def _as_utf8(data: bytes, part: str) -> bytes:
    """The same part in UTF-8 without a byte order mark (OPC allows UTF-8 and UTF-16 only)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError:
            raise Refused("forbidden-character", part=part, line=1) from None
        return _DECLARATION.sub(b"", data)
    data = data.removeprefix(b"\xef\xbb\xbf")
    declared = _ENCODING.match(data)
    if declared is not None and declared.group(1).lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        # An unusual encoding could hide a DOCTYPE from the search below, so it is undone before looking.
        try:
            data = data.decode(declared.group(1).decode("ascii")).encode()
        except (LookupError, UnicodeError):
            raise Refused("damaged-part", part=part, line=1) from None
        return _DECLARATION.sub(b"", data)
    return data


def _refuse_forbidden(data: bytes, part: str) -> None:
    """Refuse what XML 1.0 forbids: control characters, unpaired surrogates, non-characters, written or referred to."""
    found = _CONTROL.search(data)
    if found is not None:
        raise Refused("forbidden-character", part=part, line=_line(data, found.start()))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise Refused("forbidden-character", part=part, line=_line(data, error.start)) from None
    for reference in _REFERENCE.finditer(data):
        digits = reference.group(1)
        if len(digits) > 8 or _is_forbidden(int(b"0" + digits, 16) if digits[:1] == b"x" else int(digits)):
            raise Refused("forbidden-character", part=part, line=_line(data, reference.start()))


def _is_forbidden(code: int) -> bool:
    if code < 0x20:
        return code not in (0x09, 0x0A, 0x0D)
    return 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _transitional(data: bytes) -> bytes:
    return _STRICT.sub(lambda found: found.group(1) + _TRANSITIONAL.get(found.group(2), found.group(2)), data)


def _refusal(error: etree.XMLSyntaxError, part: str) -> Refused:
    line = error.lineno or 1
    words = (error.msg or "").lower()
    if "depth" in words:
        return Refused("nested-too-deep", part=part, line=line)
    if "huge text node" in words or "too long" in words or "too large" in words:
        return Refused("text-too-long", part=part, line=line)
    return Refused("damaged-part", part=part, line=line)
