"""The keys under which names are found, compared and sorted: the one place that writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seko.actors.organisations.models import FormerName, NameWord, Organisation
from seko.actors.organisations.naming import alike_key, words_of
from seko.foundation.text.collation import sort_key
from seko.foundation.text.folding import fold, normalise, skeleton

LONGEST_ORDER = 240
AT_ONCE = 500
KEYS = ("name_key", "name_alike", "name_skeleton", "town_key", "order_sr", "order_latn", "order_en")


def write_keys(row: Organisation) -> None:
    """Set an organisation's keys from its names and its town; the caller saves them (`KEYS`)."""
    row.name = normalise(row.name)
    row.name_key, row.name_skeleton = fold(row.name)[:200], skeleton(row.name)[:200]
    row.name_alike, row.town_key = alike_key(row.name), fold(row.town)[:80]
    row.order_sr, row.order_latn = _order(row.name, "sr"), _order(row.name, "sr-latn")
    row.order_en = _order(row.name_en or row.name, "en")


def _order(name: str, language: str) -> bytes:
    return sort_key(name, language).encode("utf-8", "replace")[:LONGEST_ORDER]


def write_words(identifiers: Collection[UUID]) -> None:
    """Keep the words of the names of these organisations anew: today's, short, English, former ones, and those of the
    aliases merged into them.
    """
    names: dict[UUID, list[str]] = defaultdict(list)
    rows = Organisation.objects.filter(Q(pk__in=identifiers) | Q(merged_into__in=identifiers))
    holder: dict[UUID, UUID] = {}
    for pk, into, *texts in rows.values_list("pk", "merged_into", "name", "short_name", "name_en"):
        holder[pk] = into if into is not None and into in identifiers else pk
        names[holder[pk]] += texts
        if holder[pk] != pk and pk in identifiers:
            names[pk] += texts
    former = FormerName.objects.filter(organisation__in=holder)
    for pk, *texts in former.values_list("organisation", "name", "short_name", "name_en"):
        names[holder[pk]] += texts
    with transaction.atomic():
        NameWord.objects.filter(organisation__in=identifiers).delete()
        words = (NameWord(organisation_id=pk, word=word) for pk, texts in names.items() for word in words_of(*texts))
        NameWord.objects.bulk_create(words, batch_size=2_000)


def refresh_name_keys() -> tuple[int, list[Organisation]]:
    """Write the keys and words of every organisation and former name anew (after their rules changed).

    Return how many there are, and those in force that look the same as one before them: they are kept without the key
    of their looks until somebody renames or merges them. No act: nothing that anybody decided changes, so the journal
    says nothing of it.
    """
    with transaction.atomic():
        rows = list(Organisation.objects.order_by("created_at", "pk"))
        Organisation.objects.update(name_skeleton="")
        seen: set[str] = set()
        doubles = []
        for row in rows:
            write_keys(row)
            if row.merged_into_id is None and row.ended_on is None:
                if row.name_skeleton in seen:
                    doubles.append(row)
                    row.name_skeleton = ""
                seen.add(row.name_skeleton)
        for batch in _batches(rows):
            Organisation.objects.bulk_update(batch, KEYS, batch_size=100)
            write_words({row.pk for row in batch})
        former = list(FormerName.objects.all())
        for each in former:
            each.name_key = fold(each.name)[:200]
        FormerName.objects.bulk_update(former, ("name_key",), batch_size=AT_ONCE)
    return len(rows), doubles


def _batches(rows: list[Organisation]) -> Iterable[list[Organisation]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
