"""A certification authority of fiction, and certificates like those of e.firma, made anew for each run."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DESDE = datetime(2024, 9, 15)
HASTA = datetime(2028, 9, 15)
NUMERO = "00001000000504465028"


@dataclass(frozen=True)
class Firmante:
    """A certificate and its key, as somebody keeps them at home."""

    certificado: x509.Certificate
    llave: rsa.RSAPrivateKey

    @property
    def cer(self) -> bytes:
        return self.certificado.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificado.public_bytes(serialization.Encoding.PEM)

    def firma(self, datos: bytes) -> bytes:
        """RSA-SHA256, as any tool of e.firma."""
        return self.llave.sign(datos, padding.PKCS1v15(), hashes.SHA256())

    def key(self, clave: bytes) -> bytes:
        """The .key: PKCS#8 with its password."""
        return self.llave.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(clave),
        )


@functools.cache
def llave(nombre: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """One key a name: making them is slow."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def _name(*partes: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, texto, _type=_ASN1Type.UTF8String) for oid, texto in partes])


@functools.cache
def autoridad(nombre: str = "AC de prueba") -> Firmante:
    subject = _name((NameOID.COMMON_NAME, nombre), (NameOID.ORGANIZATION_NAME, "Autoridad ficticia"))
    return Firmante(
        _sign(subject, subject, llave(nombre), llave(nombre), ca=True, numero=x509.random_serial_number()),
        llave(nombre),
    )


@functools.cache
def efirma(
    nombre: str = "MARISOL ÁVILA CERVANTES",
    rfc: str = "AICM800101AB1",
    curp: str = "AICM800101MZSVRR05",
    *,
    numero: str = NUMERO,
    desde: datetime = DESDE,
    hasta: datetime = HASTA,
    ou: str = "",
    uso: tuple[str, ...] = ("digital_signature", "content_commitment", "data_encipherment", "key_agreement"),
    de: str = "AC de prueba",
    bits: int = 2048,
) -> Firmante:
    """A certificate like those of a person: RFC in x500UniqueIdentifier as a text, CURP in serialNumber."""
    issuer = autoridad(de)
    parts = [
        (NameOID.COMMON_NAME, nombre),
        (NameOID.COUNTRY_NAME, "MX"),
        (NameOID.X500_UNIQUE_IDENTIFIER, rfc),
        (NameOID.SERIAL_NUMBER, curp),
        *([(NameOID.ORGANIZATIONAL_UNIT_NAME, ou)] if ou else []),
    ]
    key = llave(nombre, bits)
    made = _sign(
        _name(*parts), issuer.certificado.subject, key, issuer.llave,
        numero=int.from_bytes(numero.encode(), "big"), uso=uso, desde=desde, hasta=hasta,
    )  # fmt: skip
    return Firmante(made, key)


def propio(nombre: str = "MARISOL ÁVILA CERVANTES") -> Firmante:
    """Made by its own holder: nobody vouches for it."""
    subject = _name((NameOID.COMMON_NAME, nombre), (NameOID.X500_UNIQUE_IDENTIFIER, "AICM800101AB1"))
    return Firmante(
        _sign(subject, subject, llave(nombre), llave(nombre), numero=int.from_bytes(NUMERO.encode(), "big")),
        llave(nombre),
    )


USO = ("digital_signature", "content_commitment", "data_encipherment", "key_agreement")


def _sign(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer_key: rsa.RSAPrivateKey,
    *,
    numero: int,
    ca: bool = False,
    uso: tuple[str, ...] = USO,
    desde: datetime = DESDE,
    hasta: datetime = HASTA,
) -> x509.Certificate:
    bits = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    bits.update(dict.fromkeys(("key_cert_sign", "crl_sign") if ca else uso, True))
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(numero)
        .not_valid_before(desde - timedelta(days=3650 if ca else 0))
        .not_valid_after(hasta + timedelta(days=3650 if ca else 0))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**bits), critical=True)
    )
    if not ca:
        usos = [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION]
        builder = builder.add_extension(x509.ExtendedKeyUsage(usos), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
