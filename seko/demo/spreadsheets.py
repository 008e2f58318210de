"""A spreadsheet that waits to be confirmed: one row of every kind."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from seko.demo.cast import Cast
from seko.demo.networks import load_organisations
from seko.outlets.exchange.actions import begin_import

NEW = "Удружење „Јутарња роса“"
WRONG_NUMBER = "12345678"


def load_spreadsheet(cast: Cast, now: datetime) -> None:
    """Send a table with a new, a changed, a same, a doubtful and two wrong rows, as the coordination would."""
    first, second, third, fourth = load_organisations()[:4]
    rows = (
        ("Назив", "Матични број", "Место", "Мрежа"),
        (first.name, first.registry_number, first.town, ""),
        (second.name, second.registry_number, "Нови Сад", ""),
        (NEW, "", "Зајечар", "Енергетика"),
        (f"{third.name} Плус", third.registry_number, third.town, ""),
        (fourth.name, WRONG_NUMBER, fourth.town, ""),
        ("Мрежа за све (званично)", "", "Ниш", "Непозната област"),
    )
    content = "\r\n".join(";".join(row) for row in rows).encode("utf-8-sig")
    begin_import(SimpleUploadedFile("dopuna-registra.csv", content, "text/csv"), by=cast.ministry[0], now=now)
