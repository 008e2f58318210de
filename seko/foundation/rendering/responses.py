"""Giving a browser what was drawn: a list in one of its formats, a file to be saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.errors import NotThere
from seko.foundation.rendering.columns import Column, Kind, RowT
from seko.foundation.rendering.formats import LISTS, Rendered, render_list

# The formats that a page with a list offers, and what they are called there.
OFFERED = (("xlsx", "Excel (XLSX)"), ("csv", "CSV"), ("json", "JSON"))
# The demonstration's mark is in every row: rows are copied out of their sheet, and CSV knows no remarks.
MARK: Column[Any] = Column("demonstration", _("Demonstration"), Kind.TEXT, lambda row: _("fictional data"))


def list_response(
    columns: Sequence[Column[RowT]],
    rows: Iterable[RowT],
    format: str,
    *,
    title: str,
    name: str,
    made_at: datetime,
    mark: Column[RowT] = MARK,
) -> HttpResponse:
    """Return a list that goes out; JSON is shown, the rest is saved under `name`.

    In the demonstration the list has one more column, `mark`. Raises `NotThere` for a format that is not in `LISTS`.
    """
    if format not in LISTS:
        raise NotThere
    shown = (mark, *columns) if settings.DEMONSTRATION else tuple(columns)
    made = render_list(shown, rows, format, title=title, made_at=made_at)
    if made.extension == "json":
        return HttpResponse(made.content, content_type=made.media_type)
    prefix = "demonstration-" if settings.DEMONSTRATION else ""
    return saved_response(made, prefix + name)


def saved_response(made: Rendered, name: str) -> HttpResponse:
    """Return a file that the browser saves under the name, to which its extension is added."""
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{made.extension}") or "attachment"
    return response
