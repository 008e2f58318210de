"""How a stored file is named on a page: its name, its size, whether it was checked, where it is given out."""

from __future__ import annotations

from seko.foundation.design.parts import Attached
from seko.foundation.files.enums import ScanState
from seko.foundation.files.models import StoredFile


def attached(stored: StoredFile | None, url: str) -> Attached | None:
    """Return how the file is shown; `url` is where it is given out once it may be."""
    if stored is None:
        return None
    note = "" if stored.scan_state == ScanState.CLEAN else ScanState(stored.scan_state).label
    return Attached(stored.name, stored.size, url if stored.is_served else "", note)
