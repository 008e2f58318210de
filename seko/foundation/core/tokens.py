"""Tokens that cannot be guessed."""

from __future__ import annotations

import secrets


def new_token() -> str:
    """Return an unguessable token for a link (32 letters, 192 bits)."""
    return secrets.token_urlsafe(24)
