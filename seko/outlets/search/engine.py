"""What the two databases do each in their own way: which entries hold the stems that are looked for."""

from __future__ import annotations

from django.db import connection, connections

from seko.foundation.text.stems import SearchTerms
from seko.outlets.search.triggers import FTS

ORDER = {"postgresql": "search_entry.id", "sqlite": f"{FTS}.rowid"}
"""The order of the index itself, in which the first entries come without the rest being looked at."""


def holding(terms: SearchTerms, kind: str) -> tuple[str, list[str]]:
    """Return tables and condition (`... WHERE ...`) of the entries of a kind that hold every word and every phrase of
    `terms` (at least one), with the values.

    Stems are letters and figures only and are passed as one value, so nothing a person types is an operator.
    """
    phrases = [" ".join(each) for each in (*((word,) for word in terms.words), *terms.phrases)]
    if connection.vendor == "postgresql":
        parts = " && ".join(["phraseto_tsquery('simple', %s)"] * len(phrases))
        return f"search_entry WHERE search_entry.kind = '{kind}' AND search_entry.vector @@ ({parts})", phrases
    match = " AND ".join([f'kind : "{kind}"', *(f'terms : "{phrase}"' for phrase in phrases)])
    joined = f"{FTS} CROSS JOIN search_entry ON search_entry.id = {FTS}.rowid"
    return f"{joined} WHERE {FTS} MATCH %s", [match]


def fit(using: str) -> None:
    """Make SQLite's index anew where it does not fit the entries (the table was emptied while its rules were away)."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor != "sqlite" or FTS not in _tables(using):
            return
        cursor.execute(f"SELECT (SELECT count(*) FROM search_entry), (SELECT count(*) FROM {FTS}_docsize)")  # noqa: S608 - no input
        entries, indexed = cursor.fetchone()
        if entries != indexed:
            cursor.execute(f"INSERT INTO {FTS} ({FTS}) VALUES ('rebuild')")  # noqa: S608 - no input


def _tables(using: str) -> list[str]:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return [name for (name,) in cursor.fetchall()]


def settle() -> None:
    """After much was written at once: let PostgreSQL look at the entries, so that it plans by what is there now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_entry")
