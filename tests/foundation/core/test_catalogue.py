"""Catalogue files: loaded again and again without harm, refused with the place of the fault."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from seko.dialogue.responses.models import Subkind
from seko.drafts.programming.models import DocumentKind, TimeRule
from seko.foundation.core import catalogue
from seko.foundation.core.catalogue import CatalogueFault, Loaded, load_all, load_catalogue

pytestmark = pytest.mark.django_db
KIND = {"code": "spd", "name_sr": "Секторски плански документ", "name_en": "Sector Planning Document", "order": 1}
RULE = {
    "code": "window",
    "kind": "spd",
    "subject": "window",
    "days": 10,
    "unit": "working-days",
    "basis": "good-practice",
    "citation_sr": "Кодекс.",
    "valid_from": "2014-01-01",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.json"


def write(file: Path, *rows: Any) -> Path:
    file.write_text(json.dumps(rows), encoding="utf-8")
    return file


def test_loading_twice_changes_nothing(file: Path) -> None:
    write(file, KIND)

    assert load_catalogue(DocumentKind, file) == Loaded(created=1, changed=0, same=0, beside=0)
    assert load_catalogue(DocumentKind, file) == Loaded(created=0, changed=0, same=1, beside=0)
    assert DocumentKind.objects.values("code", "name_sr", "name_en", "order").get() == KIND


def test_a_changed_row_is_changed_in_place_and_an_absent_one_stays(file: Path) -> None:
    load_catalogue(DocumentKind, write(file, KIND, {**KIND, "code": "nad"}))
    former = DocumentKind.objects.get(code="spd").pk

    loaded = load_catalogue(DocumentKind, write(file, {**KIND, "order": 5}))

    assert loaded == Loaded(created=0, changed=1, same=0, beside=1)
    assert (DocumentKind.objects.get(code="spd").pk, DocumentKind.objects.get(code="spd").order) == (former, 5)


def test_what_a_row_leaves_out_takes_its_default_again(file: Path) -> None:
    load_catalogue(DocumentKind, write(file, KIND))
    load_catalogue(DocumentKind, write(file, {name: KIND[name] for name in ("code", "name_sr", "name_en")}))

    assert DocumentKind.objects.get().order == 0


def test_another_row_is_named_by_its_code(file: Path) -> None:
    load_catalogue(DocumentKind, write(file, KIND))
    load_catalogue(TimeRule, write(file, RULE, {**RULE, "code": "ended", "kind": None, "valid_to": "2018-12-31"}))

    rules = {rule.code: rule for rule in TimeRule.objects.select_related("kind")}
    assert rules["window"].kind == DocumentKind.objects.get()
    assert (rules["ended"].kind, rules["ended"].valid_to) == (None, date(2018, 12, 31))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({**RULE, "kind": "unknown"}, "rows.json: window: kind 'unknown' is not known"),
        ({**RULE, "kind": None, "colour": 1}, "rows.json: window: there is no field 'colour'"),
        ({**RULE, "kind": None, "valid_from": "soon"}, "rows.json: window: valid_from: "),
        ({**RULE, "kind": None, "basis": "custom"}, "rows.json: window: "),
        ({**RULE, "kind": None, "valid_to": "2013-01-01"}, "rows.json: window: valid_to is before valid_from"),
        ({**RULE, "code": ""}, "rows.json: expected a list of objects that each have 'code'"),
    ],
)
def test_a_fault_names_its_place_and_nothing_is_loaded(file: Path, row: dict[str, Any], said: str) -> None:
    with pytest.raises(CatalogueFault) as fault:
        load_catalogue(TimeRule, write(file, {**RULE, "kind": None, "code": "good"}, row))

    assert str(fault.value).startswith(said)
    assert not TimeRule.objects.exists()


def test_a_code_that_stands_twice_and_a_broken_file_are_refused(file: Path) -> None:
    with pytest.raises(CatalogueFault, match="'code' stands twice"):
        load_catalogue(DocumentKind, write(file, KIND, KIND))
    file.write_text("[{", encoding="utf-8")
    with pytest.raises(CatalogueFault, match=r"rows\.json: "):
        load_catalogue(DocumentKind, file)


def test_the_platforms_own_catalogues_load_twice_and_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_catalogues")
    again = load_all()

    assert {name: (loaded.created, loaded.changed) for name, loaded in again.items()} == {
        entry.model: (0, 0) for entry in catalogue.registered()
    }
    assert (
        "programming.DocumentKind: 14 created, 0 changed, 0 as they were, 0 not in the file" in capsys.readouterr().out
    )
    assert DocumentKind.objects.filter(code="action_document").exists()
    assert Subkind.objects.filter(asks_for="").count() == 0


def test_every_catalogue_file_of_a_model_is_registered() -> None:
    named = {entry.file for entry in catalogue.registered()}
    known = {apps.get_model(entry.model) for entry in catalogue.registered()}

    assert {DocumentKind, TimeRule, Subkind} <= known
    assert all(file.exists() for file in named)


def test_only_what_a_law_says_is_called_a_law() -> None:
    load_all()

    laws = TimeRule.objects.filter(basis="law")
    assert {rule.code for rule in laws} == {"state-administration-77-window", "planning-system-34-report"}
    # They bind what those laws speak of, never every document.
    assert [rule.code for rule in laws if rule.kind is None] == []


def test_the_command_says_a_fault_in_one_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(catalogue, "_registered", [catalogue.Registered("programming.DocumentKind", file, "code")])

    with pytest.raises(CommandError, match="expected a list of objects"):
        call_command("load_catalogues")
