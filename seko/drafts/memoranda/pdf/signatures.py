"""The signatures of a PDF, each as plain facts; nothing is fetched from anywhere."""

from __future__ import annotations

import io
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from seko.drafts.memoranda.pdf.trust import trusted
from seko.drafts.memoranda.pdf.words import NotReadable

MOST_SIGNATURES = 50
ALLOWED = frozenset({ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING})


def signatures_of(data: bytes, folder: Path | None, moment: datetime) -> list[dict[str, Any]]:
    """Return what each signature says, in the order of signing; an empty list where nobody signed.

    Raises `NotReadable` for a file in which signatures cannot be looked for.
    """
    # What the library remarks on hostile files belongs on no log: it may quote them.
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    roots = trusted(folder)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            raise NotReadable("encrypted")
        found = list(reader.embedded_regular_signatures)
    except (NotReadable, MemoryError):
        raise
    except Exception:
        raise NotReadable("damaged") from None
    if len(found) > MOST_SIGNATURES:
        raise NotReadable("too-complex")
    return [_facts(each, roots, moment) for each in found]


def _facts(embedded: EmbeddedPdfSignature, roots: list[x509.Certificate], moment: datetime) -> dict[str, Any]:
    """Return the facts of one signature; `fault` says that it could not be checked at all."""
    facts = _nothing_known()
    try:
        _of_certificate(facts, embedded.signer_cert)
        status = _validated(embedded, roots, moment)
        stamped = status.timestamp_validity
        is_stamped = bool(stamped and stamped.valid and stamped.intact and stamped.trusted)
        if is_stamped and stamped is not None:
            # A proven time of signing: whether the certificate held is asked of that moment.
            status = _validated(embedded, roots, stamped.timestamp)
        _of_status(facts, status)
        when = stamped.timestamp if is_stamped and stamped is not None else status.signer_reported_dt
        facts["signed_at"] = when.astimezone(UTC).isoformat() if when is not None and when.tzinfo else ""
        facts["is_stamped"] = is_stamped
        asked_at = when if is_stamped and when is not None else moment
        facts["is_expired"] = asked_at > embedded.signer_cert.not_valid_after
        facts["is_early"] = asked_at < embedded.signer_cert.not_valid_before
    except MemoryError:
        raise
    except Exception:
        facts["fault"] = "not-checked"
    return facts


def _nothing_known() -> dict[str, Any]:
    return {
        "name": "", "organisation": "", "issuer": "", "signed_at": "", "is_stamped": False, "is_intact": False,
        "is_trusted": False, "is_revoked": False, "is_expired": False, "is_early": False, "covers": "part",
        "added": "unknown", "fault": "",
    }  # fmt: skip


def _of_certificate(facts: dict[str, Any], certificate: x509.Certificate) -> None:
    subject, issuer = certificate.subject.native, certificate.issuer.native
    facts["name"] = _one(subject, "common_name")
    facts["organisation"] = _one(subject, "organization_name")
    facts["issuer"] = _one(issuer, "common_name") or _one(issuer, "organization_name")


def _one(name: dict[str, Any], part: str) -> str:
    """Return one part of a name on one line, at most 200 letters; of several the last, which is the nearest."""
    value = name.get(part, "")
    text = value[-1] if isinstance(value, list) and value else value
    return "".join(letter for letter in " ".join(str(text).split()) if letter.isprintable())[:200]


def _validated(embedded: EmbeddedPdfSignature, roots: list[x509.Certificate], moment: datetime) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail", retroactive_revinfo=True
    )
    with ThreadPoolExecutor(max_workers=1) as aside:  # the library runs a loop, which a thread that has one refuses
        asked = aside.submit(
            validate_pdf_signature, embedded, signer_validation_context=context, ts_validation_context=context
        )
        return asked.result()


def _of_status(facts: dict[str, Any], status: PdfSignatureStatus) -> None:
    facts["is_intact"] = bool(status.intact and status.valid)
    facts["is_trusted"] = bool(status.trusted)
    facts["is_revoked"] = bool(status.revoked)
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        facts["covers"], facts["added"] = "file", "nothing"
    elif status.coverage == SignatureCoverageLevel.ENTIRE_REVISION:
        facts["covers"] = "revision"
        is_allowed = status.docmdp_ok and status.modification_level in ALLOWED
        nothing = status.docmdp_ok and status.modification_level == ModificationLevel.NONE
        facts["added"] = "nothing" if nothing else "allowed" if is_allowed else "changes"
