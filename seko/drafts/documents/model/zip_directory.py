"""The directory of a ZIP, checked before anything is unpacked: sizes, names, copies, overlaps, links."""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from seko.drafts.documents.model.limits import MEGABYTE, Limits
from seko.drafts.documents.model.refusals import Refused

_LOCAL_HEADER: Final = struct.Struct("<4s5H3L2H")
_END_RECORD: Final = struct.Struct("<4s4H2LH")
_END_START: Final = b"PK\x05\x06"
_DRIVE: Final = re.compile(r"^[A-Za-z]:")
_ENCRYPTED: Final = 0x1
# A line of the directory with the longest name we take and room for what packers add: more is no honest directory.
_LONGEST_LINE: Final = 1_500


@dataclass(frozen=True, slots=True)
class Entry:
    """One part: its name, where its header and packed bytes begin, and the sizes and checksum the file states."""

    name: str
    header: int
    start: int
    packed: int
    unpacked: int
    checksum: int
    deflated: bool


def read_directory(data: bytes, limits: Limits) -> dict[str, Entry]:
    """Entries by name, folders left out. Raises Refused with the first thing that is wrong."""
    _refuse_crowd(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            directory_start = archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OSError, EOFError, UnicodeError):
        raise Refused("damaged-file") from None
    if len(infos) > limits.parts:
        raise Refused("too-many-parts", parts=len(infos), limit=limits.parts)
    _refuse_names(infos)
    _refuse_sizes(infos, len(data), limits)
    entries = [_entry(data, info, directory_start) for info in infos]
    _refuse_overlaps(entries)
    return {entry.name: entry for entry in entries if not entry.name.endswith("/")}


def unpack(data: bytes, entry: Entry, limits: Limits) -> bytes:
    """The part's bytes, never more than it states; raises Refused where size or checksum differ (byte-counted)."""
    packed = data[entry.start : entry.start + entry.packed]
    most = min(entry.unpacked, limits.part_bytes)
    if entry.deflated:
        decompressor = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = decompressor.decompress(packed, most + 1)
        except zlib.error:
            raise Refused("damaged-file") from None
        whole = decompressor.eof
    else:
        content, whole = packed, True
    if len(content) != entry.unpacked or not whole or zlib.crc32(content) != entry.checksum:
        raise Refused("size-differs", part=entry.name)
    return content


def _refuse_crowd(data: bytes, limits: Limits) -> None:
    """Refuse a directory of too many entries, or of far too many bytes, before Python builds an object for each."""
    place = data.rfind(_END_START)
    if place < 0 or len(data) - place < _END_RECORD.size:
        raise Refused("damaged-file")
    record = _END_RECORD.unpack_from(data, place)
    entries, directory_bytes = int(record[4]), int(record[5])
    if entries > limits.parts:
        raise Refused("too-many-parts", parts=entries, limit=limits.parts)
    if directory_bytes > limits.parts * _LONGEST_LINE:
        raise Refused("damaged-file")


def _refuse_names(infos: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        if _is_bad_name(name):
            raise Refused("bad-part-name", part=_shown(name))
        mode = stat.S_IFMT(info.external_attr >> 16)
        if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Refused("symbolic-link", part=name)
        # Names of parts are compared without regard to case (ECMA-376 part 2): two such names are one part.
        if name.casefold() in seen:
            raise Refused("duplicate-part", part=name)
        seen.add(name.casefold())


def _is_bad_name(name: str) -> bool:
    steps = name.removesuffix("/").split("/")
    if not name or "\\" in name or _DRIVE.match(name) or any(step in ("", ".", "..") for step in steps):
        return True
    return len(name) > 255 or any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in name)


def _shown(name: str) -> str:
    """A bad name made safe to show: what cannot be seen is written out."""
    return name.encode("unicode_escape").decode("ascii")[:120]


def _refuse_sizes(infos: list[zipfile.ZipInfo], file_bytes: int, limits: Limits) -> None:
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked_bytes:
        raise Refused("unpacks-too-large", megabytes=_megabytes(total), limit=_megabytes(limits.unpacked_bytes))
    for info in infos:
        if info.file_size > limits.part_bytes:
            raise Refused(
                "part-too-large", part=info.filename, megabytes=_megabytes(info.file_size),
                limit=_megabytes(limits.part_bytes),
            )  # fmt: skip
    if total > limits.ratio_from_bytes and total > limits.ratio * file_bytes:
        raise Refused("compressed-too-much", ratio=total // file_bytes, limit=limits.ratio)


def _megabytes(size: int) -> int:
    """Whole megabytes, rounded up so that what is over a limit also looks over it."""
    return -(-size // MEGABYTE)


def _entry(data: bytes, info: zipfile.ZipInfo, directory_start: int) -> Entry:
    if info.flag_bits & _ENCRYPTED:
        raise Refused("protected")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("unknown-compression", part=info.filename)
    if info.header_offset < 0 or info.header_offset + _LOCAL_HEADER.size > directory_start:
        raise Refused("damaged-file")
    header = _LOCAL_HEADER.unpack_from(data, info.header_offset)
    name_start = info.header_offset + _LOCAL_HEADER.size
    start = name_start + header[9] + header[10]
    if header[0] != b"PK\x03\x04" or start + info.compress_size > directory_start:
        raise Refused("damaged-file")
    # One name in the directory and another before the bytes: two readers would see two documents.
    encoding = "utf-8" if header[2] & 0x800 else "cp437"
    if data[name_start : name_start + header[9]].decode(encoding, "replace") != info.orig_filename:
        raise Refused("duplicate-part", part=_shown(info.orig_filename))
    deflated = info.compress_type == zipfile.ZIP_DEFLATED
    return Entry(info.filename, info.header_offset, start, info.compress_size, info.file_size, info.CRC, deflated)


def _refuse_overlaps(entries: list[Entry]) -> None:
    """Refuse entries that share bytes (the "better zip bomb"); our own check, on any Python."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header):
        if entry.header < end:
            raise Refused("overlapping-parts", part=entry.name)
        end = entry.start + entry.packed
