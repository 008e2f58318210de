"""How calls, applications and decisions are shown."""

from seko.actors.calls.presenters import proposals

__all__ = ["proposals"]
