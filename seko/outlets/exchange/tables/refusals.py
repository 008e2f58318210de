"""Why a spreadsheet is not taken: stable codes; their sentences are `exchange.sentences`."""

from __future__ import annotations


class NotATable(Exception):
    """The file cannot be read as a table; `code` is stable, `params` are what its sentence names."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.code, self.params = code, params
        super().__init__(code)
