"""Who is told of what happens to organisations and their people."""

from seko.actors.organisations.notices import bodies

__all__ = ["bodies"]
