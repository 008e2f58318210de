"""What the child can be asked to do, by name: every task takes the file's bytes and gives something JSON can hold."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Sequence
from typing import Any

from seko.drafts.documents.model.cleaning import published_copy
from seko.drafts.documents.model.exchange import to_plain
from seko.drafts.documents.model.inspection import inspect
from seko.drafts.documents.model.reading import read_upload


def _read(data: bytes) -> Any:
    return to_plain(read_upload(data))


def _publish(data: bytes, revisions: str) -> Any:
    return base64.b64encode(published_copy(data, revisions)).decode("ascii")


def _probe(data: bytes) -> Any:
    """Reads nothing; the names of what the environment holds (none but the locale Python sets itself)."""
    return sorted(os.environ)


TASKS: dict[str, Callable[..., Any]] = {"read": _read, "inspect": inspect, "publish": _publish, "probe": _probe}


def carry_out(task: str, data: bytes, arguments: Sequence[str]) -> Any:
    """Do one task. Raises KeyError for an unknown one, Refused as the task does."""
    return TASKS[task](data, *arguments)
