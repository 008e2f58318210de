"""Everything that changes areas, SEKOs, membership, suspensions and supporters."""

from seko.actors.mechanism.actions.entering import admit_members, found_sekos
from seko.actors.mechanism.actions.loading import load_register

__all__ = ["admit_members", "found_sekos", "load_register"]
