"""Pictures without what cameras and programs write into them (author, place, program); their pixels untouched."""

from __future__ import annotations

import struct
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_TEXTS: Final = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_JPEG: Final = b"\xff\xd8"
_START_OF_SCAN: Final = 0xDA
_COMMENT: Final = 0xFE
# JFIF, colour profile and Adobe's colour transform are needed to show the picture; the other segments are notes.
_NEEDED_SEGMENTS: Final = (0xE0, 0xE2, 0xEE)


def without_metadata(data: bytes) -> bytes:
    """The same picture without notes. Kinds other than PNG and JPEG, and damaged ones, come back as they are."""
    if data.startswith(_PNG):
        return _plain_png(data)
    if data.startswith(_JPEG):
        return _plain_jpeg(data)
    return data


def _plain_png(data: bytes) -> bytes:
    kept = [_PNG]
    place = len(_PNG)
    while place + 12 <= len(data):
        length = struct.unpack_from(">I", data, place)[0]
        end = place + 12 + length
        if end > len(data):
            return data
        if data[place + 4 : place + 8] not in _PNG_TEXTS:
            kept.append(data[place:end])
        place = end
    # What follows the last whole chunk belongs to no picture; a file without any whole chunk is none.
    return b"".join(kept) if len(kept) > 1 else data


def _plain_jpeg(data: bytes) -> bytes:
    kept = [_JPEG]
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            return data
        marker = data[place + 1]
        if marker == _START_OF_SCAN:
            return b"".join([*kept, data[place:]])
        end = place + 2 + struct.unpack_from(">H", data, place + 2)[0]
        if end > len(data):
            return data
        if not (0xE0 <= marker <= 0xEF or marker == _COMMENT) or marker in _NEEDED_SEGMENTS:
            kept.append(data[place:end])
        place = end
    return data
