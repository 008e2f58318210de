"""What pages and proposals show of organisations and their people."""

from seko.actors.organisations.presenters import bodies, proposals

__all__ = [
    "bodies",
    "proposals",
]
