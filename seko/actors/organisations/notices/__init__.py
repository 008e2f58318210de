"""Who is told of what happens to organisations and their people."""

from seko.actors.organisations.notices import bodies, people

__all__ = [
    "bodies",
    "people",
]
