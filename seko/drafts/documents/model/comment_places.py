"""Where comments made in Word stand among the passages: followed along while the passages are built."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from seko.drafts.documents.model.structure import CommentMark, CommentPlace, Stretch


class Follower(Protocol):
    """Whoever wants to know where the marks of a text come to stand."""

    def follow(self, marks: Iterable[tuple[int, CommentMark]], passage: int | None, length: int, *, near: int) -> None:
        """Take the marks of one passage of `length` letters, by their offsets; None: of a paragraph without one."""


class CommentTracer:
    """Follows the marks of the comments through the passages in their order."""

    def __init__(self) -> None:
        self._open: dict[str, int] = {}
        self._stretches: dict[str, list[Stretch]] = {}
        self._near: dict[str, int] = {}
        self._ended: set[str] = set()

    def follow(self, marks: Iterable[tuple[int, CommentMark]], passage: int | None, length: int, *, near: int) -> None:
        """Take the marks of one passage (None for an empty paragraph, which has no passage) of `length` letters."""
        for offset, mark in marks:
            if mark.kind == "start":
                self._open[mark.comment_id] = offset
                self._near.setdefault(mark.comment_id, near)
            elif mark.kind == "end":
                start = self._open.pop(mark.comment_id, None)
                if start is not None:
                    self._ended.add(mark.comment_id)
                    self._reach(mark.comment_id, passage, start, offset)
            else:
                self._near.setdefault(mark.comment_id, near)
        for comment_id, start in self._open.items():
            self._reach(comment_id, passage, start, length)
            self._open[comment_id] = 0

    def places(self, comment_ids: Iterable[str]) -> tuple[CommentPlace, ...]:
        """The places of the comments asked for, in that order; a range never closed is taken as a point."""
        return tuple(self._place(comment_id) for comment_id in comment_ids)

    def _place(self, comment_id: str) -> CommentPlace:
        found = tuple(self._stretches.get(comment_id, ())) if comment_id in self._ended else ()
        return CommentPlace(comment_id, found, self._near.get(comment_id, -1), is_orphaned=not found)

    def _reach(self, comment_id: str, passage: int | None, start: int, end: int) -> None:
        if passage is not None and start < end:
            self._stretches.setdefault(comment_id, []).append(Stretch(passage, start, end))
