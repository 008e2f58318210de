"""What stands in a draft beside its text: pictures, charts, diagrams, embedded objects, and text boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import DRAWING, OFFICE, RELATIONS, TEXT_BOX, VML, WORD, local_name

_METAFILES: Final = (".wmf", ".emf", ".wmz", ".emz")


@dataclass(frozen=True, slots=True)
class Found:
    """The text boxes of a drawing, and what it shows: "picture", "metafile", "chart", "diagram", "object" or ""."""

    boxes: tuple[Element, ...]
    kind: str
    alternative: str


def describe_object(element: Element, targets: dict[str, str]) -> Found:
    """Look into a `w:drawing`, `w:pict` or `w:object`; `targets` gives the target of each relation of the part.

    A drawn line or frame without text says nothing to a reader and is no object.
    """
    boxes = tuple(box for box in element.iter(TEXT_BOX) if not _is_inside_another(box, element))
    kind = _kind(element, targets, is_boxed=bool(boxes))
    return Found(boxes, kind, _alternative(element) if kind else "")


def _is_inside_another(box: Element, top: Element) -> bool:
    for ancestor in box.iterancestors():
        if ancestor is top:
            return False
        if ancestor.tag == TEXT_BOX:
            return True
    return False


def _kind(element: Element, targets: dict[str, str], *, is_boxed: bool) -> str:
    if element.tag == WORD + "object":
        return "object"
    kind = ""
    for inner in element.iter():
        name = local_name(inner.tag)
        if is_boxed and inner.tag != TEXT_BOX and _stands_in_box(inner, element):
            continue
        if name == "chart" and "/chart" in inner.tag:
            return "chart"
        if name == "relIds" and "/diagram" in inner.tag:
            return "diagram"
        if name in ("blip", "imagedata", "OLEObject"):
            relation = inner.get(RELATIONS + "embed") or inner.get(RELATIONS + "link") or inner.get(RELATIONS + "id")
            kind = "object" if inner.tag == OFFICE + "OLEObject" else kind or _picture(targets.get(relation or ""))
    return kind


def _stands_in_box(element: Element, top: Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return False
        if ancestor.tag == TEXT_BOX:
            return True
    return False


def _picture(target: str | None) -> str:
    """A picture outside the file is never fetched and leaves no mark; the import report lists it."""
    if target == "":
        return ""
    target = target or ""
    return "metafile" if target.lower().endswith(_METAFILES) else "picture"


def _alternative(element: Element) -> str:
    """The description an author gave, of a drawing or of an older picture."""
    about = element.find(f".//{DRAWING}docPr")
    if about is not None:
        return (about.get("descr") or about.get("title") or "").strip()
    shape = next(iter(element.iter(VML + "shape", VML + "rect")), None)
    return (shape.get("alt") or "").strip() if shape is not None else ""
