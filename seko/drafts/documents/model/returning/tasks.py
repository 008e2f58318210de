"""What the child can be asked about a returned file; it is given the consulted version with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from seko.drafts.documents.model import sandbox
from seko.drafts.documents.model.exchange import from_plain, to_plain
from seko.drafts.documents.model.returning.documents import read_returned
from seko.drafts.documents.model.returning.returned import Consulted, Returned

TASKS = "seko.drafts.documents.model.returning.tasks"
_LENGTH = 8


def read_in_child(data: bytes, consulted: Consulted) -> dict[str, Any]:
    """Have a child read and place a returned DOCX; the result is `Returned` in plain JSON.

    Raises Refused (the file is not taken) or ParserFailed (time, memory, crash).
    """
    version = json.dumps(to_plain(consulted)).encode()
    sent = len(version).to_bytes(_LENGTH, "big") + version + data
    read: dict[str, Any] = sandbox.parse_in_child(sent, "document", tasks=TASKS)
    return read


def carry_out(task: str, data: bytes, arguments: Sequence[str]) -> Any:
    """Read a returned file; before it stand the length of the version and the version. Raises KeyError, Refused."""
    length = int.from_bytes(data[:_LENGTH], "big")
    consulted = from_plain(Consulted, json.loads(data[_LENGTH : _LENGTH + length]))
    return to_plain({"document": read_returned}[task](data[_LENGTH + length :], consulted))


def returned_of(plain: Any) -> Returned:
    """Return what `read_in_child` gave."""
    return from_plain(Returned, plain)
