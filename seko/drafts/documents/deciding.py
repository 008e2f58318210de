"""What a person has to decide before an uploaded file becomes a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seko.drafts.documents import conditions
from seko.drafts.documents.carrying import parts_among
from seko.drafts.documents.conditions import Stake
from seko.drafts.documents.keeping import content_hash, rows_of
from seko.drafts.documents.model.exchange import from_plain
from seko.drafts.documents.model.import_findings import Finding, Severity
from seko.drafts.documents.model.reading import Reading
from seko.drafts.documents.model.structure import Passage as ReadPassage
from seko.drafts.documents.models import Import, Passage, Version
from seko.drafts.documents.translating import paired

TRACKED = "tracked-changes"
# A warning by its weight, but nobody should find out only later that a draft cannot be divided.
ALSO_WEIGHED = frozenset({"no-headings"})
SAME_FILE, SAME_TEXT, MUCH_LOST, COMMENTS = "same-file", "same-text", "much-lost", "comments-lost"
FEW_PAIRED = "few-paired"  # of a translation
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Weighed:
    """Something to be ticked: a code, the draft it is compared with (0: none), and numbers for its sentence: of `total`
    parts or comments, how many are `kept`, and for how many of the comments a person would be `asked`.
    """

    code: str
    draft: int = 0
    kept: int = 0
    total: int = 0
    asked: int = 0
    finding: Finding | None = None

    @property
    def key(self) -> str:
        """What the form sends."""
        return f"{self.code}:{self.draft}" if self.draft else self.code


def reading_of(found: Import) -> Reading:
    """Return what was read from the file; raises `TypeError` where nothing was."""
    return from_plain(Reading, found.result)


def asks_for_reading(reading: Reading) -> bool:
    """Return whether a reading of tracked changes has to be chosen."""
    return any(each.code == TRACKED for each in reading.findings)


def weighed(found: Import, reading: Reading, revisions: Iterable[str]) -> list[Weighed]:
    """Return what has to be ticked for one (or either) of the readings: decisions, likeness to an earlier draft, loss
    of parts of the text, and comments that would lose their place. Of a translation, whether much of it has no
    counterpart.

    `revisions` names the readings in question (reliability.md C1 31).
    """
    asked = [
        Weighed(each.code, finding=each)
        for each in reading.findings
        if each.code != TRACKED and (each.severity is Severity.DECISION or each.code in ALSO_WEIGHED)
    ]
    if found.authentic is not None:
        return asked + _few_paired(found, found.authentic, [reading.taken(each).passages for each in revisions])
    drafts = list(found.document.versions.select_related("original").order_by("number"))
    if not drafts:
        return asked
    texts = [reading.taken(each).passages for each in dict.fromkeys(revisions)]
    return asked + _same(found, drafts, texts) + _lost(drafts[-1], texts) + _displaced(drafts[-1], texts)


def _few_paired(found: Import, authentic: Version, texts: list[tuple[ReadPassage, ...]]) -> list[Weighed]:
    counts = [paired_of(authentic, found.language, text) for text in texts]
    kept, total = min(counts, key=lambda each: each[0] / max(1, each[1]), default=(0, 0))
    return [Weighed(FEW_PAIRED, authentic.number, kept, total)] if kept < total * HALF else []


def paired_of(authentic: Version, language: str, text: Sequence[ReadPassage]) -> tuple[int, int]:
    """Return how many parts of a translation have a counterpart, and how many it has."""
    translation = Version(document_id=authentic.document_id, authentic=authentic, language=language)
    rows, hosts, found = paired(translation, text)
    return len(found), len(rows) - len(hosts)


def _same(found: Import, drafts: list[Version], texts: list[tuple[ReadPassage, ...]]) -> list[Weighed]:
    file = next((draft for draft in drafts if draft.original.sha256 == found.sha256), None)
    if file is not None:
        return [Weighed(SAME_FILE, file.number)]
    hashes = {content_hash(rows_of(Version(document=found.document), text)[0]) for text in texts}
    same = next((draft for draft in drafts if draft.content_hash in hashes), None)
    return [Weighed(SAME_TEXT, same.number)] if same else []


def _lost(last: Version, texts: list[tuple[ReadPassage, ...]]) -> list[Weighed]:
    keys = list(Passage.objects.filter(version=last).exclude(text="").values_list("key", flat=True))
    kept = min((_kept(keys, text) for text in texts), default=len(keys))
    return [Weighed(MUCH_LOST, last.number, kept, len(keys))] if kept < len(keys) * HALF else []


def _kept(keys: list[str], text: tuple[ReadPassage, ...]) -> int:
    here = {passage.key for passage in text}
    return sum(key in here for key in keys)


def _displaced(last: Version, texts: list[tuple[ReadPassage, ...]]) -> list[Weighed]:
    worst = max((_stake(last, text) for text in texts), key=lambda each: each.lost, default=Stake())
    kept = worst.total - worst.lost
    return [Weighed(COMMENTS, last.number, kept, worst.total, worst.asked)] if worst.lost else []


def _stake(last: Version, text: tuple[ReadPassage, ...]) -> Stake:
    rows, hosts = rows_of(Version(document=last.document), text)
    found: Stake = conditions.stake.ask(last.document, parts_among(rows, hosts))
    return found
