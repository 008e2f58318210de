"""Reading organisations: by name as people type it, as of a day, with the aliases that were merged into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from seko.actors.organisations.enums import CIVIL_SOCIETY, SuccessionKind
from seko.actors.organisations.models import FormerName, NameWord, Organisation, Succession
from seko.actors.organisations.naming import ALIKE, alike_key, searched, telling_words
from seko.foundation.core.languages import ENGLISH, SERBIAN_LATIN
from seko.foundation.text.folding import fold, skeleton
from seko.foundation.text.likeness import likeness

MOST_ALIKE = 5
VERY_MANY = 4_000
"""From so many on a word is looked for along the alphabet: the first of them are found soon."""
MOST_COUNTED = 500
"""So many found by words are counted and listed; who gets more narrows the search."""
COMPARED = 40
_ORDERS = {SERBIAN_LATIN: "order_latn", ENGLISH: "order_en"}
# The last sign of a folded word in every order of the database: what follows the beginning of a word ends before it.
_AFTER = "z" * 40


def organisations() -> QuerySet[Organisation]:
    """Return every organisation: its public profile may be read by anybody."""
    return Organisation.objects.all()


def listed(language: str) -> QuerySet[Organisation]:
    """Return the organisations of the directory, without aliases, in the order of the language form's alphabet."""
    return Organisation.objects.filter(merged_into__isnull=True).order_by(_ORDERS.get(language, "order_sr"), "id")


def in_force() -> QuerySet[Organisation]:
    """Return the organisations that exist: neither ended nor merged into another."""
    return Organisation.objects.filter(merged_into__isnull=True, ended_on__isnull=True)


def named(typed: str, *, is_all: bool = False) -> Q:
    """Return the condition that names (today's, former ones, those of aliases) hold words that begin so, all of them.

    Script, case, diacritics and grammatical endings do not count; nothing typed is no condition. Asks of each word
    whether very many names have it: those are looked for along the alphabet, as a page needs only the first of them,
    the others by their words. A word that very many have and that `is_all` that is asked for tells too little: some
    hundreds of those which have it are taken, always the same ones.
    """
    found = Q()
    beginnings = searched(typed)
    is_alone = is_all and len(beginnings) == 1
    # An organisation may have a word in several names: twice as many rows hold more than are ever listed.
    many = 2 * MOST_COUNTED if is_alone else VERY_MANY
    for beginning in beginnings:
        words = NameWord.objects.filter(word__range=(beginning, beginning + _AFTER))
        if words[: many + 1].count() <= many:
            found &= Q(pk__in=words.values("organisation_id"))
        elif is_alone:
            found &= Q(pk__in=words.order_by("word", "organisation_id")[:many].values("organisation_id"))
        else:
            found &= Q(Exists(words.filter(organisation=OuterRef("pk"))))
    return found


def name_on(organisation: Organisation, day: date) -> FormerName | Organisation:
    """Return what bore the organisation's name on that day: `name` and `shown_name` of either.

    Before the first known name the first known one is returned. Reads `former_names`, prefetched where they are many.
    """
    then = [each for each in organisation.former_names.all() if each.ends_on >= day]
    return min(then, key=lambda each: each.ends_on, default=organisation)


def with_aliases(identifiers: Iterable[UUID]) -> Q:
    """Return the condition that an organisation is one of these or was merged into one of them: past acts stay with
    the alias, pages and statistics of the survivor count them too.
    """
    wanted = set(identifiers)
    return Q(pk__in=wanted) | Q(merged_into__in=wanted)


def with_aliases_of(organisation: Organisation) -> list[UUID]:
    """Return the identifiers of the organisation and of its aliases."""
    return [organisation.pk, *organisation.aliases.order_by().values_list("pk", flat=True)]


def successions_of(organisation: Organisation) -> tuple[list[Succession], list[Succession]]:
    """Return what the organisation took over from others, and what others took over from it, in two queries."""
    taken = organisation.precessions.select_related("predecessor")
    given = organisation.successions.select_related("successor")
    return list(taken), list(given)


def formerly(identifiers: Iterable[UUID]) -> dict[UUID, str]:
    """Return what these bodies were before, by identifier: the body whose whole work they took over last, else the name
    before today's. Those that were always what they are now are left out. Two queries.
    """
    wanted = set(identifiers)
    found: dict[UUID, str] = {}
    for name in FormerName.objects.filter(organisation__in=wanted).order_by("ends_on"):
        found[name.organisation_id] = name.shown_name
    rows = Succession.objects.filter(successor__in=wanted, kind=SuccessionKind.WHOLE).select_related("predecessor")
    for row in rows.order_by("happened_on"):
        found[row.successor_id] = row.predecessor.shown_name
    return found


@dataclass(frozen=True, slots=True)
class Alike:
    """An organisation that is likely the same; `likeness` from 0 to 1, 1 where the names are the same but for script,
    diacritics and words of law, or look the same.
    """

    organisation: Organisation
    likeness: float


def likely_duplicates(name: str, *, besides: UUID | None = None) -> list[Alike]:
    """Return which organisations a new name is likely to repeat, the most alike first, five at most (C9 98, 99).

    Former names and aliases count. The same three queries for 418 and for 41,800 organisations.
    """
    known = in_force().exclude(pk__in=[besides] if besides else [])
    keys = Q(name_key=fold(name)[:200]) | Q(name_alike=alike_key(name)) | Q(name_skeleton=skeleton(name)[:200])
    keys |= Q(former_names__name_key=fold(name)[:200])
    same = {each.pk: Alike(each, 1.0) for each in known.filter(keys).distinct()[:MOST_ALIKE]}
    words = telling_words(name)
    shared = NameWord.objects.filter(word__in=words).values("organisation_id").annotate(count=Count("pk"))
    nearest = [row["organisation_id"] for row in shared.order_by("-count", "organisation_id")[:COMPARED]]
    for each in known.filter(pk__in=nearest).exclude(pk__in=same):
        value = likeness(alike_key(name), alike_key(each.name))
        if value >= ALIKE:
            same[each.pk] = Alike(each, value)
    return sorted(same.values(), key=lambda each: (-each.likeness, each.organisation.name_key))[:MOST_ALIKE]


def is_named_as_authority(name: str) -> bool:
    """Return whether a body of the state is called so, also by its short name (C9 100: „МЕИ“)."""
    key = fold(name)[:200]
    bodies = Organisation.objects.exclude(kind__in=CIVIL_SOCIETY)
    if bodies.filter(Q(name_key=key) | Q(former_names__name_key=key)).exists():
        return True
    short = bodies.exclude(short_name="").values_list("short_name", flat=True).distinct()
    return any(fold(each) == key for each in short)


def holder_of_number(field: str, number: str, *, besides: UUID | None = None) -> Organisation | None:
    """Return the organisation that has that `registry_number` or `tax_number` (`field`), None where it is free."""
    rows = Organisation.objects.filter(merged_into__isnull=True, **{field: number})
    return rows.exclude(pk__in=[besides] if besides else []).first() if number else None
