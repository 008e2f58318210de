"""LibreOffice without a window: turns files into other kinds, and writes Word files with comments of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from seko.foundation.rendering.zips import pack, unpack

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
SECONDS = 240
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"


def convert(path: Path, extension: str, folder: Path, *, form: str = "") -> Path:
    """Return the file that LibreOffice makes of another one, in the folder; `form` is its own name of the format."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        form or extension,
        "--outdir",
        str(folder),
        str(path),
    ]
    environment = {**os.environ, "HOME": str(folder)}
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, env=environment)
    return folder / f"{path.stem}.{extension}"


def commented(path: Path, said: Mapping[str, str], folder: Path) -> Path:
    """Return the Word file as LibreOffice writes it with a comment on the first place of each words.

    The comments are set into its own form of the file, as its window would: macros end it at random.
    """
    own = convert(path, "odt", folder)
    parts = unpack(own.read_bytes())
    root = etree.fromstring(parts["content.xml"])
    for number, (words, comment) in enumerate(said.items()):
        _annotate(root, words, comment, f"c{number}")
    parts["content.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    (folder / "own").mkdir()
    commented_one = folder / "own" / own.name
    commented_one.write_bytes(pack(parts))
    return convert(commented_one, "docx", folder / "own")


def _annotate(root: Any, words: str, comment: str, name: str) -> None:
    for element in root.iter(f"{TEXT}*"):
        for holder, tail in ((element, False), *((child, True) for child in element)):
            text = (holder.tail if tail else holder.text) or ""
            if words in text:
                _split(element, None if not tail else holder, text, words, comment, name)
                return
    raise LookupError(words)


def _split(element: Any, after: Any, text: str, words: str, comment: str, name: str) -> None:
    before, _words, behind = text.partition(words)
    start = etree.Element(f"{OFFICE}annotation", {f"{OFFICE}name": name})
    etree.SubElement(start, f"{DUBLIN}creator").text = "Организација"
    etree.SubElement(start, f"{DUBLIN}date").text = "2027-03-02T10:00:00"
    etree.SubElement(start, f"{TEXT}p").text = comment
    end = etree.Element(f"{OFFICE}annotation-end", {f"{OFFICE}name": name})
    start.tail, end.tail = words, behind
    place = 0 if after is None else element.index(after) + 1
    if after is None:
        element.text = before
    else:
        after.tail = before
    element.insert(place, start)
    element.insert(place + 1, end)
