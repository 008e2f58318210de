"""Certificates of our own and real signatures by them; nothing of it touches a network."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from seko.foundation.rendering import pdf
from seko.foundation.rendering.report import Paragraph, Report, Text, Wording

SIGNED = datetime(2027, 3, 2, 10, 0, tzinfo=UTC)
CHECKED = datetime(2027, 3, 5, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Holder:
    """A certificate with its key and the one that issued it."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    issuer: x509.Certificate

    def der(self) -> bytes:
        """Return the certificate alone."""
        return self.certificate.public_bytes(serialization.Encoding.DER)


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "RS"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


@cache
def authority(name: str = "Сертификационо тело (пример)") -> Holder:
    """Return an issuer of certificates."""
    key = rsa.generate_private_key(65537, 2048)
    subject = _name(name, "Издавалац")
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SIGNED - timedelta(days=3_000))
        .not_valid_after(SIGNED + timedelta(days=3_000))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(False, False, False, False, False, True, True, False, False),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    return Holder(built, key, built)


@cache
def holder(
    name: str = "Ана Анић",
    organisation: str = "Зелена мрежа",
    *,
    until: datetime = SIGNED + timedelta(days=365),
    stamps: bool = False,
) -> Holder:
    """Return a person's certificate; with `stamps` that of a service which proves times."""
    issuer = authority()
    key = rsa.generate_private_key(65537, 2048)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name, organisation))
        .issuer_name(issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SIGNED - timedelta(days=400))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
    )
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(builder.sign(issuer.key, hashes.SHA256()), key, issuer.certificate)


def roots_in(folder: Path) -> Path:
    """Put our issuer's certificate into the folder of those that are trusted."""
    pem = authority().certificate.public_bytes(serialization.Encoding.PEM)
    (folder / "authority.pem").write_bytes(pem)
    return folder


def _loaded(one: Holder) -> tuple[asn1_x509.Certificate, asn1_keys.PrivateKeyInfo, SimpleCertificateStore]:
    key = one.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(asn1_x509.Certificate.load(one.issuer.public_bytes(serialization.Encoding.DER)))
    return asn1_x509.Certificate.load(one.der()), asn1_keys.PrivateKeyInfo.load(key), store


class _Dated(signers.PdfSigner):
    """Signs at a given moment instead of the machine's."""

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        """Return the session with its clock set."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = SIGNED
        return session


def sign(
    data: bytes, by: Holder | None = None, *, field: str = "Signature1", stamped_at: datetime | None = None
) -> bytes:
    """Return the PDF with one more signature, appended as another revision; with a proven time where asked.

    Its library runs an event loop, which a thread in which a browser's test was run has already: it gets its own.
    """
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(_sign, data, by or holder(), field, stamped_at).result()


def _sign(data: bytes, by: Holder, field: str, stamped_at: datetime | None) -> bytes:
    certificate, key, store = _loaded(by)
    signer = signers.SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=store)
    stamper = None
    if stamped_at is not None:
        tsa, tsa_key, tsa_store = _loaded(holder("Временски жиг", "Служба времена", stamps=True))
        stamper = DummyTimeStamper(tsa, tsa_key, certs_to_embed=tsa_store, fixed_dt=stamped_at)
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    out = _Dated(meta, signer, timestamper=stamper).sign_pdf(writer)
    return bytes(out.getvalue())


def changed_inside(data: bytes) -> bytes:
    """Return the file with one byte of what stands in it changed, so that every reader still opens it."""
    place = data.index(b"/Count 1") + len(b"/Count ")
    space = data.rindex(b"\n\n", 0, place)
    return data[:space] + b"\n " + data[space + 2 :]


def page_appended(data: bytes) -> bytes:
    """Return the file with another revision after the signature, in which a page was added."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    writer.add_blank_page(reader.pages[0].mediabox.width, reader.pages[0].mediabox.height)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """Return the file behind a password."""
    writer = pypdf.PdfWriter(io.BytesIO(data))
    writer.encrypt("тајна", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def a_pdf(words: str = "Стране се обавезују на размену информација.") -> bytes:
    """Return a PDF of ours with these words."""
    report = Report(
        title=Text("Меморандум", "sr-Cyrl"),
        form="sr",
        made_at=SIGNED,
        wording=Wording("Чињенице", "да", "не", "Отисак"),
        blocks=(Paragraph((Text(words, "sr-Cyrl"),)),),
    )
    return pdf.render(report)
