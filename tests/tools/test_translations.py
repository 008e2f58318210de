"""Catalogue faults: each one is found, and a good catalogue has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.translations import WRITTEN, faults_between, faults_of_app, foreign_words, update

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
"n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

"""
CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy

first = _("Send the %(what)s") % {"what": 1}
second = ngettext("%(count)s comment", "%(count)s comments", 2)
third = pgettext_lazy("document", "Draft")
"""
TEMPLATE = """
{% load i18n %}
<h1>{% translate "Year" %}</h1>
  {% blocktranslate trimmed with name=person.name %}
    Dear {{ name }},
    see <a href="/">100 % of it</a>.
  {% endblocktranslate %}
<p>{% blocktranslate count n=total %}one{% plural %}{{ n }} of them{% endblocktranslate %}</p>
{% include "x.html" with label=_("Close") %}
"""
GOOD = {
    'msgid "Send the %(what)s"': 'msgstr "Пошаљи %(what)s"',
    'msgid "%(count)s comment"\nmsgid_plural "%(count)s comments"': (
        'msgstr[0] "%(count)s коментар"\nmsgstr[1] "%(count)s коментара"\nmsgstr[2] "%(count)s коментара"'
    ),
    'msgctxt "document"\nmsgid "Draft"': 'msgstr "Нацрт"',
    'msgid "Year"': 'msgstr "Година"',
    'msgid "Dear %(name)s, see <a href=\\"/\\">100 %% of it</a>."': (
        'msgstr "%(name)s, погледајте <a href=\\"/\\">100 %% тога</a>."'
    ),
    'msgid "one"\nmsgid_plural "%(n)s of them"': 'msgstr[0] "%(n)s"\nmsgstr[1] "%(n)s њих"\nmsgstr[2] "%(n)s њих"',
    'msgid "Close"': 'msgstr "Затвори"',
}


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """Return an app's folder with strings in Python and in a template."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "views.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def _write(app: Path, entries: dict[str, str], header: str = HEADER) -> None:
    path = app / WRITTEN
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        header + "\n\n".join(f"{english}\n{serbian}" for english, serbian in entries.items()) + "\n", encoding="utf-8"
    )


def _faults(app: Path) -> list[str]:
    return [fault.split(f"{WRITTEN}: ")[1] for fault in faults_of_app(app)]


def test_a_complete_catalogue_has_no_faults(app: Path) -> None:
    _write(app, GOOD)

    assert _faults(app) == []


def test_an_app_with_strings_needs_a_catalogue(app: Path) -> None:
    assert [fault.rpartition(": ")[2] for fault in faults_of_app(app)] == [f"7 strings and no {WRITTEN}"]


@pytest.mark.parametrize(
    ("english", "serbian", "fault"),
    [
        ('msgid "Year"', 'msgstr ""', "'Year': has no translation"),
        ('#, fuzzy\nmsgid "Year"', 'msgstr "Година"', "'Year': marked fuzzy: read it and remove the mark"),
        ('msgid "Year"', 'msgstr "Годинa"', "'Year': letters of two scripts in one word: Годинa"),
        (
            'msgid "Year"',
            'msgstr "Godina"',
            "'Year': not Serbian Cyrillic (what may stay Latin stands in tools/latin_words.txt): Godina",
        ),
        ('msgid "Year"', 'msgstr "Година "', "'Year': blank space at the beginning or the end differs"),
        ('msgid "Year"', 'msgstr "<b>Година</b>"', "'Year': HTML tags differ: none became </b> <b>"),
        (
            'msgid "Send the %(what)s"',
            'msgstr "Пошаљи %(шта)s"',
            "'Send the %(what)s': placeholders differ: %(what)s became %(шта)s",
        ),
        (
            'msgid "Send the %(what)s"',
            'msgstr "Пошаљи 100 % %(what)s"',
            "'Send the %(what)s': a bare % beside placeholders must be written %%",
        ),
        (
            'msgid "%(count)s comment"\nmsgid_plural "%(count)s comments"',
            'msgstr[0] "%(count)s коментар"\nmsgstr[1] "%(count)s коментара"\nmsgstr[2] ""',
            "'%(count)s comment': lacks a plural form",
        ),
    ],
)
def test_a_bad_entry_is_named(app: Path, english: str, serbian: str, fault: str) -> None:
    plain = english.removeprefix("#, fuzzy\n")
    _write(app, {english if key == plain else key: serbian if key == plain else words for key, words in GOOD.items()})

    assert _faults(app) == [fault]


def test_a_missing_entry_and_a_left_over_one_are_named(app: Path) -> None:
    entries = {key: words for key, words in GOOD.items() if "Year" not in key}
    _write(app, {**entries, 'msgid "Month"': 'msgstr "Месец"', '#~ msgid "Day"': '#~ msgstr "Дан"'})

    found = _faults(app)

    assert [fault.partition(" (")[0] for fault in found] == [
        "'Day': left over",
        "'Year': missing",
        "'Month': not used any more",
    ]


def test_a_header_without_three_plural_forms_is_named(app: Path) -> None:
    _write(app, {'msgid "Year"': 'msgstr "Година"'}, HEADER.replace("nplurals=3", "nplurals=2"))

    assert _faults(app)[0] == "the header does not say nplurals=3"


def test_a_catalogue_that_cannot_be_read_is_named(app: Path) -> None:
    _write(app, {'msgid "a"\nmsgid_plural "b"': "\n".join(f'msgstr[{form}] "а"' for form in range(4))})

    assert len(_faults(app)) == 1
    assert "cannot be read" in _faults(app)[0]


def test_two_apps_must_not_call_one_thing_by_two_names(tmp_path: Path) -> None:
    first, second, third = tmp_path / "first", tmp_path / "second", tmp_path / "third"
    _write(first, {'msgid "Draft"': 'msgstr "Нацрт"', 'msgid "Year"': 'msgstr "Година"'})
    _write(second, {'msgid "Draft"': 'msgstr "Предлог"', 'msgid "Year"': 'msgstr "Година"'})
    _write(third, {'msgctxt "comment"\nmsgid "Draft"': 'msgstr "Непослат коментар"'})

    assert [fault.partition(":")[0] for fault in faults_between([first, second, third])] == ["'Draft'"]


def test_latin_words_that_may_stay() -> None:
    assert foreign_words("Преузмите DOCX или PDF, члан IV, табела A4, пишите на ana@primer.example, %(name)s <b>") == []
    assert foreign_words("СЕКО је SEKO, a напомена note") == ["SEKO", "a", "note"]


def test_updating_keeps_words_brings_new_strings_and_drops_the_unused(app: Path) -> None:
    entries = {key: words for key, words in GOOD.items() if "Year" not in key}
    _write(app, {**entries, 'msgid "Month"': 'msgstr "Месец"'})

    assert update(app) == 1
    assert _faults(app) == ["'Year': has no translation"]
