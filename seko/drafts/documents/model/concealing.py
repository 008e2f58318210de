"""Taking out of a part's tree what must not be published: comments, names, identifiers, hidden text, links to files."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from seko.drafts.documents.model import properties
from seko.drafts.documents.model.fields import close_open_fields
from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import FLD_CHAR, ID, P_PR, R_PR, RELATIONS, TR, WORD, P, R, T, local_name
from seko.drafts.documents.model.runs import is_hidden_run
from seko.drafts.documents.model.styles import Styles
from seko.drafts.documents.model.trees import remove, unwrap

_REMOVED: Final = (
    *(
        WORD + name
        for name in (
            "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd",
            "placeholder", "proofErr", "lastRenderedPageBreak", "altChunk", "subDoc", "dataBinding", "rsid", "rsids",
            "control", "movie", "saveThroughXslt", "embedRegular", "embedBold", "embedItalic", "nsid",
            "embedBoldItalic",
        )
    ),
    "{urn:schemas-microsoft-com:office:office}OLEObject",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}externalData",
)  # fmt: skip
_UNWRAPPED: Final = (WORD + "customXml", WORD + "smartTag")
_PERSONAL_ATTRIBUTES: Final = frozenset(("author", "initials", "date", "paraId", "textId", "dateUtc", "userId"))
# Word puts the path of the file a picture came from, with the name of its user, into these.
_NAMING_ATTRIBUTES: Final = frozenset(("name", "descr", "title", "alt"))
_KEPT_FIELDS: Final = frozenset(
    (
        "TOC", "PAGE", "NUMPAGES", "PAGEREF", "REF", "NOTEREF", "SEQ", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX",
        "FORMDROPDOWN", "STYLEREF", "SECTION", "SECTIONPAGES", "=", "EQ", "SYMBOL", "TC",
    )
)  # fmt: skip
_LOCAL_PATH: Final = re.compile(r"file:|\\\\|\b[a-z]:[\\/]", re.IGNORECASE)
# What a reader's program needs of the settings; who edited, on which machine, with which template, it does not need.
_KEPT_SETTINGS: Final = frozenset(
    (
        "zoom", "mirrorMargins", "defaultTabStop", "autoHyphenation", "evenAndOddHeaders", "bookFoldPrinting",
        "characterSpacingControl", "footnotePr", "endnotePr", "compat", "themeFontLang", "clrSchemeMapping",
        "decimalSymbol", "listSeparator", "mathPr", "displayBackgroundShape", "gutterAtTop", "updateFields",
    )
)  # fmt: skip


def conceal(root: Element, styles: Styles) -> None:
    """Clean the tree of a part of WordprocessingML whose tracked changes are resolved, in place."""
    _remove_hidden(root, styles)
    for element in list(root.iter(*_REMOVED)):
        remove(element)
    for element in list(root.iter(*_UNWRAPPED)):
        unwrap(element)
    close_open_fields(root)
    _flatten_fields(root)
    _remove_attributes(root)
    for run in list(root.iter(R)):
        if not len(run) or (len(run) == 1 and run[0].tag == R_PR):
            remove(run)


def conceal_settings(root: Element) -> None:
    """Leave of the settings only what shows the text as it should be shown."""
    for child in list(root):
        if local_name(child.tag) not in _KEPT_SETTINGS:
            remove(child)
    _remove_attributes(root)


def used_relations(root: Element) -> set[str]:
    """The identifiers of all relations that elements of the part name."""
    return {
        str(value)
        for element in root.iter()
        for name, value in element.items()
        if str(name).startswith(RELATIONS) or local_name(name) == "relid"
    }


def referenced_notes(root: Element) -> set[tuple[str, str]]:
    """The notes a text refers to: ("footnote" or "endnote", identifier)."""
    kinds = ("footnote", "endnote")
    return {(kind, mark.get(ID, "")) for kind in kinds for mark in root.iter(f"{WORD}{kind}Reference")}


def drop_notes(root: Element, kind: str, referenced: Collection[tuple[str, str]]) -> None:
    """Take out the notes nothing refers to any more; separators have a type and stay."""
    for note in root.findall(WORD + kind):
        if note.get(WORD + "type", "normal") == "normal" and (kind, note.get(ID, "")) not in referenced:
            remove(note)


def cut_relations(root: Element, kept: Collection[str]) -> None:
    """Take out what refers to a relation that is not kept: links become text, pictures and objects go."""
    for element in list(root.iter()):
        links = [(str(name), value) for name, value in element.items() if str(name).startswith(RELATIONS)]
        cut = [name for name, value in links if value not in kept]
        if not cut:
            continue
        if len(cut) < len(links):
            # A picture may be both in the file and outside it: the one in the file stays.
            for name in cut:
                del element.attrib[name]
            continue
        if element.tag == WORD + "hyperlink":
            unwrap(element)
        elif local_name(element.tag) == "hlinkClick":
            remove(element)
        else:
            drawn = next(element.iterancestors(WORD + "drawing", WORD + "pict", WORD + "object"), None)
            remove(element if drawn is None else drawn)


def _remove_hidden(root: Element, styles: Styles) -> None:
    for row in list(root.iter(TR)):
        if properties.switch(row.find(WORD + "trPr"), "hidden"):
            remove(row)
    for run in list(root.iter(R)):
        paragraph = next(run.iterancestors(P), None)
        about = paragraph.find(P_PR) if paragraph is not None else None
        style = properties.value(about, "pStyle") or styles.default_paragraph
        if is_hidden_run(run.find(R_PR), style, styles):
            remove(run)


def _remove_attributes(root: Element) -> None:
    for element in root.iter():
        for name in list(element.attrib):
            local = local_name(name)
            is_path = local in _NAMING_ATTRIBUTES and _LOCAL_PATH.search(str(element.get(name))) is not None
            if local.startswith("rsid") or (local in _PERSONAL_ATTRIBUTES and "}" in str(name)) or is_path:
                element.attrib[name] = ""
                if local != "name":
                    del element.attrib[name]


def _flatten_fields(root: Element) -> None:
    """Leave only the result of fields whose code names files, people or programs."""
    for simple in list(root.iter(WORD + "fldSimple")):
        if not _is_kept(simple.get(WORD + "instr", "")):
            unwrap(simple)
    open_: list[_Field] = []
    closed: list[_Field] = []
    for element in list(root.iter(FLD_CHAR, WORD + "instrText", T)):
        kind = element.get(WORD + "fldCharType")
        if kind == "begin":
            open_.append(_Field())
        if not open_:
            continue
        open_[-1].take(element, kind)
        if kind == "end":
            closed.append(open_.pop())
    for field in closed:
        if not field.is_form and not _is_kept("".join(field.code)):
            for element in field.elements:
                remove(element)


class _Field:
    """A field met in order: its code, and the elements that go when it is flattened."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.elements: list[Element] = []
        self.is_form = False
        self._in_code = True

    def take(self, element: Element, kind: str | None) -> None:
        """Take one of its marks, a piece of its code, or text inside its code."""
        if element.tag == FLD_CHAR:
            self.elements.append(element)
            self.is_form = self.is_form or element.find(WORD + "ffData") is not None
            self._in_code = self._in_code and kind != "separate"
        elif element.tag != T:
            self.code.append(element.text or "")
            self.elements.append(element)
        elif self._in_code:
            self.elements.append(element)


def _is_kept(code: str) -> bool:
    words = code.split(maxsplit=1)
    if not words or words[0].upper() not in _KEPT_FIELDS:
        return bool(words and words[0].startswith("="))
    return _LOCAL_PATH.search(code) is None
