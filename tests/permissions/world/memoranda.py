"""The memoranda that stand in every state: one prepared, one offered, one in force; the member of A is a party.

Of the prepared and the offered one every field that carries words holds a canary.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from seko.drafts.memoranda.enums import Side, SignedState, Status
from seko.drafts.memoranda.models import Memorandum, Obligation, Party, SignedFile
from seko.foundation.files.actions import store

if TYPE_CHECKING:
    from tests.permissions.world import World

LONG_AGO = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
STATUSES = {"mp": Status.PREPARED, "mo": Status.OFFERED, "mf": Status.IN_FORCE}


def memoranda(world: World) -> None:
    """Enter the three, each with the ministry, the member of A and a signed file."""
    for code, status in STATUSES.items():
        _enter(world, code, status)


def _enter(world: World, code: str, status: Status) -> None:
    row = Memorandum.objects.create(
        code=code,
        title_sr=f"zq-{code}.title-qz",
        summary_sr=f"zq-{code}.summary-qz",
        status=status,
        until=date(2029, 1, 1),
        signed_on=date(2026, 9, 1) if status == Status.IN_FORCE else None,
        created_at=LONG_AGO,
        changed_at=LONG_AGO,
        offered_at=None if status == Status.PREPARED else LONG_AGO,
    )
    for order, (side, role) in enumerate(((Side.STATE, "ministry"), (Side.CIVIL, "member"))):
        organisation = world.cast[role].organisation
        assert organisation is not None
        Party.objects.create(
            memorandum=row, order=order, side=side, organisation=organisation, name=organisation.name,
            signatory=f"zq-{code}.signatory-qz", signed_on=None if status == Status.PREPARED else date(2026, 9, 1),
        )  # fmt: skip
    Obligation.objects.create(memorandum=row, side=Side.STATE, number=1, text_sr=f"zq-{code}.obligation-qz")
    name, words = f"zq-{code}.file-qz.pdf", f"%PDF-1.7 zq-{code}.words-qz".encode()
    kept = store(words, name=name, media_type="application/pdf", kind="signed-memorandum", by=None, now=LONG_AGO)
    SignedFile.objects.create(
        memorandum=row, file=kept, name=name, sha256=kept.sha256, state=SignedState.CHECKED, at=LONG_AGO
    )


def party(world: World, code: str) -> str:
    """Return the identifier of the member's place among the parties."""
    return str(Party.objects.get(memorandum__code=code, side=Side.CIVIL).pk)


def signed(world: World, code: str) -> str:
    """Return the identifier of the signed file."""
    return str(SignedFile.objects.get(memorandum__code=code).pk)
