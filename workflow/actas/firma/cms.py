"""Whether a signature made elsewhere is of these bytes and of this certificate, before it is embedded. Pure."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from collections.abc import Sequence

from asn1crypto import cms, x509  # type: ignore[import-untyped]
from cryptography import x509 as crypto_x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from workflow.actas.firma import asn1 as firma_asn1  # noqa: F401  teaches the reader the certificates of SAT
from workflow.kernel.refusals import Invalid

_PEM = re.compile(rb"-----BEGIN (?:PKCS7|CMS)-----(.+?)-----END (?:PKCS7|CMS)-----", re.S)
_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


def read(data: bytes, *, bytes_firmados: bytes, certificado: bytes, cadena: Sequence[bytes]) -> bytes:
    """The CMS, ready to be embedded: detached, with the certificate and those of its issuers. Raises Invalid:

    FIRMA_CMS_ILEGIBLE (not a signature), FIRMA_CMS_DE_OTRO (another certificate), FIRMA_CMS_ALGORITMO (too weak, or
    without signed attributes), FIRMA_CMS_NO_COINCIDE (other bytes, or the signature does not hold).
    """
    info = _parse(data)
    signed = info["content"]
    signers = list(signed["signer_infos"])
    if len(signers) != 1:
        raise Invalid("FIRMA_CMS_ILEGIBLE")
    signer = signers[0]
    if not _is_of(signer, certificado):
        raise Invalid("FIRMA_CMS_DE_OTRO")
    algorithm = str(signer["digest_algorithm"]["algorithm"].native)
    if algorithm not in _HASHES or not signer["signed_attrs"]:
        raise Invalid("FIRMA_CMS_ALGORITMO")
    attributes = {one["type"].native: one["values"] for one in signer["signed_attrs"]}
    digest = hashlib.new(algorithm, bytes_firmados).digest()
    if "message_digest" not in attributes or attributes["message_digest"][0].native != digest:
        raise Invalid("FIRMA_CMS_NO_COINCIDE")
    _verify(signer, algorithm, certificado)
    return _detached(info, certificado, cadena)


def check_value(atributos: bytes, valor: bytes, certificado: bytes) -> None:
    """A bare signature over the signed attributes. Raises Invalid FIRMA_CMS_NO_COINCIDE."""
    key = crypto_x509.load_der_x509_certificate(certificado).public_key()
    try:
        if not isinstance(key, rsa.RSAPublicKey):
            raise InvalidSignature
        key.verify(valor, atributos, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise Invalid("FIRMA_CMS_NO_COINCIDE") from None


def _parse(data: bytes) -> cms.ContentInfo:
    found = _PEM.search(data)
    try:
        info = cms.ContentInfo.load(b64decode(found[1]) if found else data, strict=False)
        if info["content_type"].native != "signed_data":
            raise ValueError
        _ = info["content"]["signer_infos"].native
    except (ValueError, TypeError, KeyError):
        raise Invalid("FIRMA_CMS_ILEGIBLE") from None
    return info


def _is_of(signer: cms.SignerInfo, certificado: bytes) -> bool:
    cert = x509.Certificate.load(certificado)
    sid = signer["sid"]
    if sid.name == "issuer_and_serial_number":
        chosen = sid.chosen
        return bool(chosen["issuer"] == cert.issuer and chosen["serial_number"].native == cert.serial_number)
    return bool(sid.native == cert.key_identifier and cert.key_identifier)


def _verify(signer: cms.SignerInfo, algorithm: str, certificado: bytes) -> None:
    key = crypto_x509.load_der_x509_certificate(certificado).public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise Invalid("FIRMA_CMS_ALGORITMO")
    scheme = signer["signature_algorithm"].signature_algo
    if scheme != "rsassa_pkcs1v15":
        raise Invalid("FIRMA_CMS_ALGORITMO")
    attributes = signer["signed_attrs"].untag().dump(force=False)
    try:
        key.verify(signer["signature"].native, attributes, padding.PKCS1v15(), _HASHES[algorithm]())
    except InvalidSignature:
        raise Invalid("FIRMA_CMS_NO_COINCIDE") from None


def _detached(info: cms.ContentInfo, certificado: bytes, cadena: Sequence[bytes]) -> bytes:
    """Without the content that some tools put inside, and with the certificates that others leave out.

    Neither is covered by the signature, which is over its attributes.
    """
    signed = info["content"]
    signed["encap_content_info"] = type(signed["encap_content_info"])({"content_type": "data"})
    signed["certificates"] = cms.CertificateSet(
        [cms.CertificateChoices({"certificate": x509.Certificate.load(one)}) for one in (certificado, *cadena)]
    )
    return bytes(info.dump(force=True))
