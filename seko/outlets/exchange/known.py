"""The register as it is, read once: whom a row of a spreadsheet may speak of."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from uuid import UUID

from seko.actors.mechanism.models import Seko
from seko.actors.mechanism.queries import memberships_on
from seko.actors.organisations.enums import CIVIL_SOCIETY
from seko.actors.organisations.models import FormerName, Organisation
from seko.actors.organisations.naming import ALIKE, alike_key, telling_words
from seko.foundation.text.folding import fold
from seko.foundation.text.likeness import likeness

MOST_NAMED = 5
"""So many organisations that share the rarest words of a name are compared with it."""


class Known:
    """The register as it is: by number, by key, by telling words; and who is in which network."""

    def __init__(self, today: date) -> None:
        rows = Organisation.objects.select_related("merged_into")
        self.by_registry: dict[str, Organisation] = {}
        self.by_tax: dict[str, Organisation] = {}
        self.by_key: dict[str, list[Organisation]] = defaultdict(list)
        self.by_skeleton: dict[str, Organisation] = {}
        self.by_word: dict[str, list[Organisation]] = defaultdict(list)
        self.short: dict[str, Organisation] = {}
        for found in rows:
            row = found.merged_into or found  # what was entered twice is found under either name and number
            if found.registry_number:
                self.by_registry.setdefault(found.registry_number, row)
            if found.tax_number:
                self.by_tax.setdefault(found.tax_number, row)
            self._add_key(found.name_alike, row)
            if found is not row:
                continue
            self.by_skeleton[row.name_skeleton] = row
            if row.kind not in CIVIL_SOCIETY:
                self.short |= {fold(name): row for name in (row.name, row.short_name) if name}
            for word in telling_words(row.name):
                self.by_word[word].append(row)
        for former in FormerName.objects.select_related("organisation__merged_into"):
            self._add_key(alike_key(former.name), former.organisation.merged_into or former.organisation)
        self.members: dict[UUID, set[int]] = defaultdict(set)
        for organisation_id, seko_id in memberships_on(today).values_list("organisation_id", "seko_id"):
            self.members[organisation_id].add(seko_id)
        self.sekos: dict[str, Seko] = {}
        for seko in Seko.objects.select_related("sector"):
            names = (seko.code, seko.name_sr, seko.name_en, seko.sector.name_sr, seko.sector.name_en)
            self.sekos |= {fold(name).removeprefix("seko:").removeprefix("seko").strip(): seko for name in names}

    def _add_key(self, key: str, row: Organisation) -> None:
        if row not in self.by_key[key]:
            self.by_key[key].append(row)

    def nearest(self, name: str) -> Organisation | None:
        """Return the organisation whose name is most like this one, where it is like it at all."""
        shared: Counter[UUID] = Counter()
        rows: dict[UUID, Organisation] = {}
        words = sorted(telling_words(name), key=lambda word: len(self.by_word.get(word, ())))
        for word in words[:MOST_NAMED]:
            for row in self.by_word.get(word, ())[:200]:
                shared[row.pk] += 1
                rows[row.pk] = row
        best = [
            (likeness(alike_key(name), alike_key(rows[pk].name)), rows[pk]) for pk, _count in shared.most_common(20)
        ]
        found = max(best, key=lambda each: each[0], default=(0.0, None))
        return found[1] if found[0] >= ALIKE else None
