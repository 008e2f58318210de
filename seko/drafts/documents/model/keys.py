"""The key of a passage's content: the same words give the same key, whatever their script, case and spacing."""

from __future__ import annotations

import hashlib

from seko.foundation.text.folding import fold


def content_key(text: str) -> str:
    """SHA-256 (64 hexadecimal digits) of the folded text; the mark of a picture or an equation does not count."""
    return hashlib.sha256(fold(text.replace("\ufffc", " ")).encode()).hexdigest()
