"""Production refuses to start while a setting is missing or a default, and names each (reliability.md C16 134)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from seko.config.production import NotConfigured, faults, provider_faults, require

ROOT = Path(__file__).resolve().parents[2]
RIGHT: dict[str, object] = {
    "SECRET_KEY": "Jw5cUtqmS2rZ0aKx7fBvE4nYdGh9LoPi3RkTz8uQ",
    "SITE_URL": "https://seko.gov.rs",
    "ALLOWED_HOSTS": ["seko.gov.rs"],
    "DATABASE_URL": "postgresql://seko:tajna@baza/seko",
    "MAIL_URL": "smtp://mail.gov.rs:587?tls=yes",
    "MAIL_FROM": "SEKO <seko@gov.rs>",
    "CLAMD_ADDRESS": "127.0.0.1:3310",
    "SEKO_TRUSTED_PROXY": "yes",
}
PROXY = "SEKO_TRUSTED_PROXY must be yes (a proxy speaks HTTPS and sets X-Forwarded-Proto) or no"


def test_complete_settings_have_no_fault() -> None:
    assert faults(RIGHT) == []


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_each_missing_setting_is_named(name: str) -> None:
    assert faults({**RIGHT, name: ""})[0] == (PROXY if name == "SEKO_TRUSTED_PROXY" else f"{name} is missing")


README = {
    name: re.findall(rf"`{name}`.*?`((?:smtp|postgresql)://[^`]+)`", (ROOT / "README.md").read_text("utf-8"))[0]
    for name in ("MAIL_URL", "DATABASE_URL")
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAIL_FROM", "NIPAC Technical Secretariat <nipac@mei.gov.rs>"),
        ("MAIL_URL", "smtp://localhost:25"),
        ("MAIL_URL", "smtp://exchange.gov.rs:25"),
        ("DATABASE_URL", "postgresql://seko:tajna@localhost/seko"),
        ("DATABASE_URL", "postgresql:///seko?host=/run/postgresql"),
        ("ALLOWED_HOSTS", ["seko.gov.rs", "localhost"]),
        ("SEKO_TRUSTED_PROXY", "no"),
    ],
)
def test_what_only_looks_like_an_example_is_taken(name: str, value: object) -> None:
    assert faults({**RIGHT, name: value}) == []


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is shorter than 40 characters"),
        ("SECRET_KEY", "insecure-" * 6, "SECRET_KEY still holds a default or an example value"),
        ("SITE_URL", "http://seko.gov.rs", "SITE_URL must begin with https://"),
        ("DATABASE_URL", "sqlite:////var/seko.sqlite3", "DATABASE_URL names SQLite; production needs PostgreSQL"),
        ("MAIL_FROM", "SEKO <seko@primer.example>", "MAIL_FROM still holds a default or an example value"),
        ("MAIL_URL", README["MAIL_URL"], "MAIL_URL still holds a default or an example value"),
        ("DATABASE_URL", README["DATABASE_URL"], "DATABASE_URL still holds a default or an example value"),
        ("SITE_URL", "https://localhost", "SITE_URL still holds a default or an example value"),
        ("SITE_URL", "https://seko.example.org", "SITE_URL still holds a default or an example value"),
        ("SEKO_TRUSTED_PROXY", "1", PROXY),
        ("ALLOWED_HOSTS", ["localhost"], "ALLOWED_HOSTS still holds a default or an example value"),
    ],
)
def test_each_default_is_named(name: str, value: object, fault: str) -> None:
    assert faults({**RIGHT, name: value}) == [fault]


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(NotConfigured) as raised:
        require({**RIGHT, "SECRET_KEY": "", "MAIL_URL": ""})

    assert str(raised.value) == "SEKO does not start:\n- SECRET_KEY is missing\n- MAIL_URL is missing"


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": os.environ["PATH"], "SEKO_VAR_DIR": "build/test-var"}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False)


def test_a_bare_production_does_not_start_and_says_which() -> None:
    finished = start(SEKO_MODE="production")

    assert finished.returncode != 0
    for name in RIGHT:
        assert f"- {PROXY if name == 'SEKO_TRUSTED_PROXY' else f'{name} is missing'}" in finished.stderr


def test_an_unknown_mode_does_not_start() -> None:
    assert "SEKO_MODE is 'prod'" in start(SEKO_MODE="prod").stderr


def test_the_demonstration_needs_nothing() -> None:
    assert start().returncode == 0


def test_a_complete_production_starts_without_the_demonstration_pages() -> None:
    code = (
        "import django; django.setup()\n"
        "from django.urls import NoReverseMatch, reverse\n"
        "try:\n    print(reverse('who'))\nexcept NoReverseMatch:\n    print('no such page')"
    )

    assert in_production(code) == "no such page"


@pytest.mark.parametrize(("proxy", "status"), [("yes", 200), ("no", 301)])
def test_behind_a_trusted_proxy_a_page_is_served_instead_of_redirected(proxy: str, status: int) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "client = Client(headers={'host': 'seko.gov.rs', 'x-forwarded-proto': 'https'})\n"
        "print(client.get('/healthz').status_code)"
    )

    assert in_production(code, SEKO_TRUSTED_PROXY=proxy) == str(status)


def in_production(code: str, **changed: str) -> str:
    """Return what the code prints in a process that has every setting of production."""
    texts = {name: ",".join(value) if isinstance(value, list) else str(value) for name, value in RIGHT.items()}
    kept = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "seko.config.settings",
        "SEKO_VAR_DIR": "build/test-var",
    }
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**kept, **texts, "SEKO_MODE": "production", **changed},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.strip()


PROVIDER = {
    "OIDC_ISSUER": "https://eid.gov.rs",
    "OIDC_NAME": "eID",
    "OIDC_CLIENT_ID": "seko",
    "OIDC_CLIENT_SECRET": "x" * 40,
}


def test_an_identity_provider_is_configured_wholly_or_not_at_all() -> None:
    assert provider_faults(dict.fromkeys(PROVIDER, "")) == []
    assert provider_faults(PROVIDER) == []
    for name in PROVIDER:
        assert provider_faults({**PROVIDER, name: ""}) == [
            f"{name} is missing, and others of the identity provider are set"
        ]
    assert provider_faults({**PROVIDER, "OIDC_ISSUER": "http://eid.gov.rs"}) == ["OIDC_ISSUER must begin with https://"]
