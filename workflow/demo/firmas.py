"""An authority of fiction and certificates of fictitious people, to try the signature on a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from workflow.demo.personas import PERSONAS
from workflow.sesiones.queries import carga

CLAVE = "nopal-verde-sobre-piedra"
FUNDAMENTO = "Acuerdo ficticio AHC/000/2026 y Ley de Firma Electrónica del Estado de Zacatecas (demostración)"
_USOS = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Par:
    """A certificate and its key."""

    certificado: x509.Certificate
    llave: rsa.RSAPrivateKey

    @property
    def cer(self) -> bytes:
        return self.certificado.public_bytes(serialization.Encoding.DER)

    def key(self, clave: str) -> bytes:
        return self.llave.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(clave.encode()),
        )


def signers(organo: str, dia: date) -> list[str]:
    """Names of the members of an organ that day, and of who certifies its sessions."""
    row = carga.organ_by_key(organo)
    names = [one.nombre for one in carga.roster(row, dia) if one.situacion == "titular"] if row else []
    secretario = next(one.nombre for one in PERSONAS if one.clave == "gobierno")
    return [*names, secretario]


def authority(ahora: datetime) -> Par:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Autoridad ficticia de la demostración")])
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return Par(_issue(name, name, key, key, x509.random_serial_number(), ahora, ("key_cert_sign", "crl_sign")), key)


def person(ca: Par, nombre: str, numero: int, ahora: datetime) -> Par:
    """Like an e.firma: its name in capitals, and a key of taxpayer that nobody has."""
    rfc = f"XAXX800101{numero:03d}"
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, nombre.upper()),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "MX"),
            x509.NameAttribute(NameOID.X500_UNIQUE_IDENTIFIER, rfc),
        ]
    )
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    serial = int.from_bytes(f"000010000005{numero:08d}".encode(), "big")
    uses = ("digital_signature", "content_commitment", "data_encipherment", "key_agreement")
    return Par(_issue(name, ca.certificado.subject, key, ca.llave, serial, ahora, uses), key)


def _issue(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer_key: rsa.RSAPrivateKey,
    numero: int,
    ahora: datetime,
    usos: tuple[str, ...],
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(numero)
        .not_valid_before(ahora - timedelta(days=400))
        .not_valid_after(ahora + timedelta(days=1060))
        .add_extension(x509.BasicConstraints(ca="key_cert_sign" in usos, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{one: one in usos for one in _USOS}), critical=True)
        .sign(issuer_key, hashes.SHA256())
    )
