"""Catalogues: compiled from what people wrote, Latin derived, placeholders untouched, languages found."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import RequestFactory
from django.utils.translation import get_language_from_request, ngettext, override, to_locale
from django.utils.translation import gettext as translated

from seko.foundation.core.catalogues import compile_all, compiled_paths, in_latin
from tests.conftest import ACCEPTED

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
"n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "%(count)s comment"
msgid_plural "%(count)s comments"
msgstr[0] "%(count)s коментар"
msgstr[1] "%(count)s коментара чека"
msgstr[2] "%(count)s коментара"

msgctxt "document"
msgid "Draft"
msgstr "Нацрт"

msgid "Draft"
msgstr "Непослато"
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Return the path of a written catalogue."""
    path = tmp_path / "app" / "locale" / "sr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def test_both_scripts_are_compiled_with_plurals_and_contexts(tmp_path: Path, written: Path) -> None:
    assert compile_all(tmp_path) == [written]

    said = []
    for path in compiled_paths(written):
        with path.open("rb") as file:
            words = gettext.GNUTranslations(file)
        counted = [words.ngettext("%(count)s comment", "%(count)s comments", n) for n in (1, 3, 5, 11, 21)]
        said.append([*counted, words.pgettext("document", "Draft"), words.gettext("Draft")])

    assert said == [
        [
            "%(count)s коментар",
            "%(count)s коментара чека",
            "%(count)s коментара",
            "%(count)s коментара",
            "%(count)s коментар",
            "Нацрт",
            "Непослато",
        ],
        [
            "%(count)s komentar",
            "%(count)s komentara čeka",
            "%(count)s komentara",
            "%(count)s komentara",
            "%(count)s komentar",
            "Nacrt",
            "Neposlato",
        ],
    ]


def test_only_what_changed_is_compiled_again(tmp_path: Path, written: Path) -> None:
    compile_all(tmp_path)
    assert compile_all(tmp_path) == []

    later = written.stat().st_mtime + 60
    os.utime(written, (later, later))
    assert compile_all(tmp_path) == [written]

    for path in compiled_paths(written):
        os.utime(path, (later, later))
    compiled_paths(written)[1].unlink()
    assert compile_all(tmp_path) == [written]


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љубичасти Ђорђе и Његош", "Ljubičasti Đorđe i Njegoš"),
        ("%(број)s од {укупно} за %s", "%(број)s od {укупно} za %s"),
        ('Види <a href="/стање/">стање</a>.', 'Vidi <a href="/стање/">stanje</a>.'),
        ("Адреса https://сајт.срб/нацрт није преведена", "Adresa https://сајт.срб/нацрт nije prevedena"),
        ("Пишите на ана@пример.срб одмах", "Pišite na ана@пример.срб odmah"),
        ("100 %% тога", "100 %% toga"),
    ],
)
def test_placeholders_tags_and_addresses_stay_as_they_are(cyrillic: str, latin: str) -> None:
    assert in_latin(cyrillic) == latin


def test_the_command_leaves_nothing_to_compile() -> None:
    call_command("compile_catalogues", verbosity=0)

    assert compile_all(Path(settings.BASE_DIR) / "seko") == []


def test_each_browser_gets_its_language_form() -> None:
    requests = {
        code: RequestFactory(headers={"accept-language": accepted}).get("/") for code, accepted in ACCEPTED.items()
    }

    assert {code: get_language_from_request(request) for code, request in requests.items()} == {
        "sr": "sr",
        "sr-latn": "sr-latn",
        "en": "en",
    }
    assert to_locale("sr-latn") == "sr_Latn"


def test_django_speaks_all_three() -> None:
    said = {}
    for code in ACCEPTED:
        with override(code):
            said[code] = (translated("Yes"), ngettext("%(num)d day", "%(num)d days", 3) % {"num": 3})

    assert said == {"sr": ("Да", "3 дана"), "sr-latn": ("Da", "3 dana"), "en": ("Yes", "3 days")}
