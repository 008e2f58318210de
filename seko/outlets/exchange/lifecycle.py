"""The legal steps of an import of the register."""

from __future__ import annotations

from seko.foundation.workflow.lifecycle import Lifecycle, Transition
from seko.outlets.exchange import permissions
from seko.outlets.exchange.enums import ImportStatus

REGISTER_IMPORT = Lifecycle(
    "register-import",
    (
        Transition(
            (ImportStatus.READ,), "confirm", ImportStatus.CONFIRMED, permissions.may_import, "register-import-confirmed"
        ),
        Transition(
            (ImportStatus.READ,), "discard", ImportStatus.DISCARDED, permissions.may_import, "register-import-discarded"
        ),
    ),
)
