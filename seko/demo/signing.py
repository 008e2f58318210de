"""Electronic signatures for the demonstration: by certificates made on the spot, which no installation trusts."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

DER = serialization.Encoding.DER
BITS, EXPONENT = 2_048, 65_537


@cache
def _issuer_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(EXPONENT, BITS)


class _Dated(signers.PdfSigner):
    """Signs at a moment of the story instead of the machine's."""

    def __init__(self, meta: signers.PdfSignatureMetadata, signer: signers.Signer, now: datetime) -> None:
        super().__init__(meta, signer)
        self.now = now

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        """Return the session with its clock set."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.now
        return session


def sign(data: bytes, *, name: str, organisation: str, field: str, now: datetime) -> bytes:
    """Return the PDF with one more signature of that person, appended as another revision."""
    key = rsa.generate_private_key(EXPONENT, BITS)
    certificate = _certificate(key, name, organisation, now).public_bytes(DER)
    private = key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    signing = _Dated(signers.PdfSignatureMetadata(field_name=field), signer, now)
    # The library runs an event loop of its own, and a thread has none yet, whatever this process is doing.
    with ThreadPoolExecutor(max_workers=1) as apart:
        return bytes(apart.submit(signing.sign_pdf, writer).result().getvalue())


def _certificate(key: rsa.RSAPrivateKey, name: str, organisation: str, now: datetime) -> x509.Certificate:
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Сертификационо тело (пример)")])
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=1_095))
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(_issuer_key(), hashes.SHA256())
    )
