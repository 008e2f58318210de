"""Addresses of outside engines, parsed: database, cache, mail."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_PRAGMAS = ";".join(
    (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        "PRAGMA recursive_triggers=ON",  # INSERT OR REPLACE deletes: without it no delete rule sees that
        "PRAGMA temp_store=MEMORY",
        "PRAGMA cache_size=-64000",
    )
)
# Rights are asked in many small conditions: PostgreSQL would guess a long run and compile for longer than it runs.
POSTGRES_OPTIONS = (
    "-c jit=off -c lock_timeout=3000 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=60000"
)


def from_url(url: str) -> dict[str, Any]:
    """Return Django's database setting for `sqlite:///path` or `postgresql://user:password@host:port/name`.

    SQLite runs with WAL, FULL and IMMEDIATE transactions (one writer, no deadlock); PostgreSQL with a lock time-out of
    3 s and a statement time-out of 15 s (reliability.md D8).
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) if parts.path[1:] == ":memory:" else unquote(parts.path),
            "CONN_MAX_AGE": 60,  # opening a file anew costs every request 2 ms: functions, settings, the journal's mode
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        }
    if parts.scheme in ("postgres", "postgresql"):
        extra = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": extra.pop("host", unquote(parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": False,
            "OPTIONS": {"options": POSTGRES_OPTIONS, **extra},
        }
    raise ValueError(f"DATABASE_URL begins with '{parts.scheme}', expected sqlite or postgresql")


def cache_from_url(url: str) -> dict[str, Any]:
    """Return Django's cache setting for `memory://`, `file:///path` or `redis://host`."""
    parts = urlsplit(url)
    if parts.scheme == "memory":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2_000}}
    if parts.scheme == "file":
        return {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": unquote(parts.path)}
    if parts.scheme in ("redis", "rediss"):
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    raise ValueError(f"CACHE_URL begins with '{parts.scheme}', expected memory, file or redis")


def mail_from_url(url: str) -> dict[str, Any]:
    """Return Django's mail settings for `smtp://user:password@host:port?tls=yes` or `file:///folder`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    query = dict(parse_qsl(parts.query))
    return {
        "EMAIL_HOST": unquote(parts.hostname or ""),
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": query.get("tls", "no") == "yes",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
