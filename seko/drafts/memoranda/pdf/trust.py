"""The issuers that this installation trusts: certificates in a folder."""

from __future__ import annotations

from pathlib import Path

from asn1crypto import pem, x509

ENDINGS = frozenset({".pem", ".crt", ".cer", ".der"})


def trusted(folder: Path | None) -> list[x509.Certificate]:
    """Return the certificates in the folder (PEM or DER); files that hold none are left out."""
    found: list[x509.Certificate] = []
    if folder is None or not folder.is_dir():
        return found
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in ENDINGS:
            found += certificates_in(path.read_bytes())
    return found


def certificates_in(data: bytes) -> list[x509.Certificate]:
    """Return the certificates in one file; none where it is something else."""
    try:
        parts = [der for _kind, _headers, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        found = [x509.Certificate.load(der, strict=True) for der in parts]
        for each in found:
            _ = each.subject.native
    except (ValueError, TypeError):
        return []
    return found
