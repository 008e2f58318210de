"""A file that something fixed belongs to is fixed itself; the app that holds files says which they are."""

from __future__ import annotations

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_update

SAID = ("id", "kind", "name", "media_type", "size", "sha256", "created_at")
# A file may be found to hold a virus after it was sent: its bytes go, what was sent stays on record.
VIRUS = "OLD.scan_state = 'waiting' AND NEW.scan_state = 'refused' AND NEW.path = ''"


def file_kept(name: str, held: str, sentence: str) -> tuple[Trigger, ...]:
    """Return the rules that keep the row of a stored file while `held`, an SQL condition over OLD."""
    return (
        refuse_update(f"{name}_fixed", "files_storedfile", SAID, sentence, unless=f"NOT ({held})"),
        refuse_update(f"{name}_place", "files_storedfile", ("path",), sentence, unless=f"NOT ({held}) OR ({VIRUS})"),
        refuse_delete(f"{name}_kept", "files_storedfile", sentence, unless=f"NOT ({held})"),
    )
