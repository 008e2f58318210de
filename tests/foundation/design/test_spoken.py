"""How words, dates, counts and sizes are shown in the three language forms."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from seko.foundation.design import spoken
from seko.foundation.design.templatetags import design


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("Нацрт", "sr", "Нацрт"),
        ("Нацрт", "sr-latn", "Nacrt"),
        ("Нацрт", "en", '<span lang="sr-Cyrl">Нацрт</span>'),
        ("Mreža „Kompost“", "sr", '<span lang="sr-Latn">Mreža „Kompost“</span>'),
        ("Mreža „Kompost“", "sr-latn", "Mreža „Kompost“"),
        ("Mreža „Kompost“", "en", '<span lang="sr-Latn">Mreža „Kompost“</span>'),
        ("The opinion of the network", "en", "The opinion of the network"),
        ("The opinion of the network", "sr", '<span lang="en">The opinion of the network</span>'),
        ("412", "sr", "412"),
        ("Nacrt (рус. объект)", "sr-latn", 'Nacrt (rus. <span lang="sr-Cyrl">объект</span>)'),
        (
            "The opinion of the network <СЕКО> & others",
            "en",
            'The opinion of the network &lt;<span lang="sr-Cyrl">СЕКО</span>&gt; &amp; others',
        ),
        ("<script>&", "en", "&lt;script&gt;&amp;"),
        ("први\r\nдруги\nтрећи", "sr", "први<br>други<br>трећи"),
        (" на крају ", "sr", " на крају "),
        (
            "Rok je dobar. Није јасно ко одлучује.",
            "sr",
            '<span lang="sr-Latn">Rok je dobar</span>. Није јасно ко одлучује.',
        ),
        ("Више од 230.000 t CO₂ из DAC сектора", "sr", "Више од 230.000 t CO₂ из DAC сектора"),
    ],
)
def test_words_of_people(text: str, language: str, shown: str) -> None:
    assert spoken.words(text, language) == shown


@pytest.mark.parametrize(
    ("language", "alone", "in_sentence", "short"),
    [
        ("sr", "29. јануар 2018.", "29. јануара 2018.", "29. јануара"),
        ("sr-latn", "29. januar 2018.", "29. januara 2018.", "29. januara"),
        ("en", "29 January 2018", "29 January 2018", "29 January"),
    ],
)
def test_dates_stand_alone_or_in_a_sentence(language: str, alone: str, in_sentence: str, short: str) -> None:
    with translation.override(language):
        day = date(2018, 1, 29)
        assert (design.day(day), design.day_of(day), design.day_of_short(day)) == (alone, in_sentence, short)


def test_a_moment_is_told_in_belgrade() -> None:
    moment = datetime(2018, 1, 28, 23, 30, tzinfo=UTC)

    assert (design.day_of_short(moment), design.clock(moment)) == ("29. јануара", "00:30")


@pytest.mark.parametrize(
    ("language", "shown"),
    [("sr", "29. јануар 2018. у 00:30"), ("sr-latn", "29. januar 2018. u 00:30"), ("en", "29 January 2018, 00:30")],
)
def test_a_day_and_its_time_stand_together(language: str, shown: str) -> None:
    with translation.override(language):
        assert spoken.day_time(datetime(2018, 1, 28, 23, 30, tzinfo=UTC)) == shown


def test_no_date_is_no_words() -> None:
    assert (design.day(None), design.clock(None)) == ("", "")


@pytest.mark.parametrize(("language", "shown"), [("sr", "1.204"), ("sr-latn", "1.204"), ("en", "1,204")])
def test_counts(language: str, shown: str) -> None:
    assert spoken.count(1204, language) == shown


@pytest.mark.parametrize(
    ("size", "serbian", "english"),
    [
        (512, "512 B", "512 B"),
        (655_360, "640 KB", "640 KB"),
        (1_258_291, "1,2 MB", "1.2 MB"),
        (10_485_760, "10 MB", "10 MB"),
        (14_680_064, "14 MB", "14 MB"),
        (None, "–", "–"),
    ],
)
def test_sizes(size: int | None, serbian: str, english: str) -> None:
    assert (spoken.size(size, "sr"), spoken.size(size, "en")) == (serbian, english)


def test_decimals() -> None:
    assert (spoken.decimal(1209.5, "sr"), spoken.decimal(1209.5, "en")) == ("1.209,5", "1,209.5")


@pytest.mark.bad_input(28)
def test_signs_that_turn_the_writing_are_shut_in_or_written_out(language: str) -> None:
    with translation.override(language):
        assert spoken.words("a\u202eb", language).count('<bdi data-sign="U+202E">\u202e</bdi>') == 1
        assert spoken.plain_words("a\u202eb", language) == "a<U+202E>b"
