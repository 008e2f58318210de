"""Whether rows and files agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from seko.foundation.files import storage
from seko.foundation.files.models import StoredFile

GRACE = timedelta(hours=24)


@dataclass(slots=True)
class Agreement:
    """What does not agree: rows (identifiers) whose file is missing or changed, and files (paths) without a row."""

    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return not (self.missing or self.changed or self.orphans)


def agreement(now: datetime, *, with_hashes: bool = True) -> Agreement:
    """Compare rows and files; `with_hashes` reads every byte. A file younger than a day may still get its row
    (reliability.md I6). Raises `Unavailable` where the storage is gone: nothing is called missing because of that.
    """
    found = Agreement(orphans=orphans(now))
    for stored in StoredFile.objects.exclude(path="").iterator(chunk_size=1_000):
        if not storage.is_there(stored.path):
            found.missing.append(str(stored.pk))
        elif with_hashes and storage.digest_of(stored.path) != stored.sha256:
            found.changed.append(str(stored.pk))
    return found


def orphans(now: datetime) -> list[str]:
    """Return the paths of files older than a day that no row names."""
    old = [path for path, written_at in storage.all_paths() if written_at < now - GRACE]
    known: set[str] = set()
    for start in range(0, len(old), 500):
        some = old[start : start + 500]
        known.update(StoredFile.objects.filter(path__in=some).values_list("path", flat=True))
    return [path for path in old if path not in known]
