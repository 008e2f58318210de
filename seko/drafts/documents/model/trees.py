"""Cutting in a tree: taking an element out with or without what it holds, the text behind it kept in place."""

from __future__ import annotations

from seko.drafts.documents.model.markup import Element


def remove(element: Element) -> None:
    """Take an element out with everything in it."""
    parent = element.getparent()
    if parent is not None:
        _keep_tail(element, parent)
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is not None:
        _keep_tail(element, parent)
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def _keep_tail(element: Element, parent: Element) -> None:
    """Text of WordprocessingML stands in elements only, so a tail is white space of the file; it may go."""
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
