"""What a certificate of electronic signature says, and whether one may sign with it. Pure.

How the certificates of SAT are told apart. Both kinds are RSA with digitalSignature and nonRepudiation. That of a
person's e.firma has no organizational unit (OU) in its subject, and usually adds dataEncipherment and keyAgreement;
that of a CSD (certificado de sello digital, the seal of invoices) names its branch in the OU. A CSD is kept by whoever
makes the invoices, so it does not prove the will of a person: it is refused. The decision is taken by the OU, which is
what both kinds always differ in; the bits that SAT adds vary with the years, so only the two that a signature needs are
demanded. The RFC is in x500UniqueIdentifier (2.5.4.45), the CURP in serialNumber (2.5.4.5).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from workflow.kernel.refusals import Invalid, Reason
from workflow.kernel.texto import name_key, strip_accents

MINIMO_BITS = 2048
IDENTIDADES = ("rfc", "curp", "nombre", "confirmada", "por_confirmar")


@dataclass(frozen=True)
class Certificado:
    """`numero`: the serial as SAT prints it (20 digits), or in hexadecimal. `ou`: of the subject, "" in an e.firma."""

    der: bytes = field(repr=False)
    numero: str
    nombre: str = field(repr=False)
    rfc: str = field(repr=False)
    curp: str = field(repr=False)
    emisor: str
    desde: datetime
    hasta: datetime
    ou: str
    usos: frozenset[str]
    bits: int  # of an RSA key; 0 when it is of another kind
    ca: bool

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.der).hexdigest()


def read(data: bytes) -> Certificado:
    """A .cer as DER or PEM. Invalid FIRMA_CERTIFICADO_ILEGIBLE."""
    cert = _load(data)
    try:
        key = cert.public_key()
        return Certificado(
            der=cert.public_bytes(serialization.Encoding.DER),
            numero=serial_text(cert.serial_number),
            nombre=_of(cert.subject, NameOID.COMMON_NAME),
            rfc=_first(_of(cert.subject, NameOID.X500_UNIQUE_IDENTIFIER)),
            curp=_first(_of(cert.subject, NameOID.SERIAL_NUMBER)),
            emisor=_of(cert.issuer, NameOID.COMMON_NAME) or _of(cert.issuer, NameOID.ORGANIZATION_NAME),
            desde=cert.not_valid_before_utc,
            hasta=cert.not_valid_after_utc,
            ou=_of(cert.subject, NameOID.ORGANIZATIONAL_UNIT_NAME),
            usos=_uses(cert),
            bits=key.key_size if isinstance(key, rsa.RSAPublicKey) else 0,
            ca=_is_ca(cert),
        )
    except (ValueError, x509.UnsupportedGeneralNameType, x509.DuplicateExtension) as error:
        raise Invalid("FIRMA_CERTIFICADO_ILEGIBLE") from error


def _load(data: bytes) -> x509.Certificate:
    try:
        if data.lstrip()[:10] == b"-----BEGIN":
            return x509.load_pem_x509_certificate(data)
        return x509.load_der_x509_certificate(data)
    except ValueError as error:
        raise Invalid("FIRMA_CERTIFICADO_ILEGIBLE") from error


def _of(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found: list[Any] = [one.value for one in name.get_attributes_for_oid(oid)]
    value = found[0] if found else ""
    return value.decode("utf-8", "replace").strip() if isinstance(value, bytes) else str(value).strip()


def _first(value: str) -> str:
    """A certificate of a company has two keys, its own and that of its agent: «ABC010203AB1 / AICM800101AB1»."""
    return value.split("/")[0].strip().upper()


def _uses(cert: x509.Certificate) -> frozenset[str]:
    try:
        usage = cert.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return frozenset()
    names = ("digital_signature", "content_commitment", "key_cert_sign")
    return frozenset(name for name in names if getattr(usage, name))


def _is_ca(cert: x509.Certificate) -> bool:
    try:
        return cert.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def serial_text(serial: int) -> str:
    """SAT writes its 20 digits as text inside the number: «3030…32» is «00…2». Others are printed in hexadecimal."""
    raw = serial.to_bytes((serial.bit_length() + 7) // 8 or 1, "big")
    if len(raw) == 20 and raw.isdigit():
        return raw.decode("ascii")
    return f"{serial:X}"


def problems(uno: Certificado, ahora: datetime) -> list[Reason]:
    """Why one may not sign with it today, all at once; who vouches for it is told apart (`firma_confianza`)."""
    found = []
    if uno.ou:
        found.append(Reason("FIRMA_CERTIFICADO_CSD"))
    if uno.ca or not {"digital_signature", "content_commitment"} <= uno.usos:
        found.append(Reason("FIRMA_CERTIFICADO_USO"))
    if uno.bits < MINIMO_BITS:
        found.append(Reason("FIRMA_CERTIFICADO_LLAVE", {"minimo": MINIMO_BITS}))
    if ahora < uno.desde:
        found.append(Reason("FIRMA_CERTIFICADO_AUN_NO", {"desde": f"{uno.desde:%d/%m/%Y}"}))
    if ahora > uno.hasta:
        found.append(Reason("FIRMA_CERTIFICADO_VENCIDO", {"hasta": f"{uno.hasta:%d/%m/%Y}"}))
    if not uno.nombre or not (uno.rfc or uno.curp):
        found.append(Reason("FIRMA_CERTIFICADO_SIN_TITULAR"))
    return found


@dataclass(frozen=True)
class Registro:
    """What is known of a signer: name, and the keyed indexes of their RFC and CURP. `confirmados`: certificates
    (sha256) that the secretary confirmed as theirs."""

    nombre: str
    rfc: Collection[str] = ()
    curp: Collection[str] = ()
    confirmados: Collection[str] = ()


def identify(uno: Certificado, quien: Registro, rfc: Sequence[str], curp: Sequence[str]) -> str:
    """How it is known that the certificate is of that person: rfc, curp, confirmada, nombre, or por_confirmar.

    `rfc`, `curp`: indexes of those of the certificate. Invalid FIRMA_DE_OTRA_PERSONA: another one is registered.
    """
    if quien.rfc and rfc:
        return _same(quien.rfc, rfc, "rfc", quien.nombre)
    if quien.curp and curp:
        return _same(quien.curp, curp, "curp", quien.nombre)
    if uno.sha256 in quien.confirmados:
        return "confirmada"
    return "nombre" if _key(uno.nombre) == _key(quien.nombre) else "por_confirmar"


def _same(registered: Collection[str], shown: Sequence[str], how: str, nombre: str) -> str:
    if set(registered).isdisjoint(shown):
        raise Invalid("FIRMA_DE_OTRA_PERSONA", persona=nombre)
    return how


def _key(nombre: str) -> tuple[str, ...]:
    """SAT writes capitals, sometimes without accents and with N for Ñ; the order of the words does not count."""
    return tuple(sorted(strip_accents(word, keep_enie=False) for word in name_key(nombre)))


def seal_is_of(uno: Certificado, cadena: str, sello: bytes) -> bool:
    """Whether the seal of a cadena original was made with the key of the certificate (RSA-SHA256)."""
    key = _load(uno.der).public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        key.verify(sello, cadena.encode(), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True
