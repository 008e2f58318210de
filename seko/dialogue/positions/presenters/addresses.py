"""The addresses of a board: the section and the filter are in them, so that every view of it can be linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.http import urlencode

ALL, UNDECIDED, PARTNERS = "", "undecided", "partners"
SHOWS = (ALL, UNDECIDED, PARTNERS)


@dataclass(frozen=True, slots=True)
class Address:
    """A view of one SEKO's board: `section` is its key (empty: chosen by the page), `show` the filter."""

    code: str
    seko: str
    section: str = ""
    show: str = ALL

    def at(self, section: str | None = None, show: str | None = None) -> Address:
        """Return the same board in another section or under another filter."""
        return replace(
            self,
            section=self.section if section is None else section,
            show=self.show if show is None else show,
        )

    def board(self, fragment: str = "") -> str:
        """Return the board's address."""
        query = [(name, value) for name, value in (("s", self.section), ("show", self.show)) if value]
        address = self.to("board") + (f"?{urlencode(query)}" if query else "")
        return f"{address}#{fragment}" if fragment else address

    def to(self, name: str, *arguments: object) -> str:
        """Return the address of another page of the same position."""
        return reverse(name, args=[self.code, self.seko, *arguments])

    def comments(self, deed: str, numbers: Iterable[int]) -> str:
        """Return the address of the page where a deed on comments gets its words."""
        query = [("deed", deed), ("c", joined(numbers))]
        query += [(name, value) for name, value in (("s", self.section), ("show", self.show)) if value]
        return f"{self.to('board-comments')}?{urlencode(query)}"


def joined(numbers: Iterable[int]) -> str:
    """Return comment numbers as addresses and buttons carry them."""
    return ",".join(str(number) for number in numbers)
