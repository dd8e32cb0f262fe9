"""Whether an authority has revoked a certificate, as its answer says (OCSP, RFC 6960). Pure: it asks nobody.

Answers, and what is done with each: `vigente`, one may sign; `revocado`, refused; `desconocido` (the authority says it
did not issue it), refused; `no_comprobada` (nobody answered, or the answer does not hold), the signature is taken and
says so, and it is asked again in the background until there is an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

VIGENCIAS = ("vigente", "revocado", "desconocido", "no_comprobada")
DESFASE = timedelta(minutes=10)  # of the clocks
MAXIMO = timedelta(days=7)  # how old may be an answer that does not say until when it holds


def question(certificado: bytes, emisor: bytes) -> bytes:
    """What is sent to the authority (DER)."""
    cert, issuer = x509.load_der_x509_certificate(certificado), x509.load_der_x509_certificate(emisor)
    asked = ocsp.OCSPRequestBuilder().add_certificate(cert, issuer, hashes.SHA1())  # noqa: S303  only names the issuer
    return asked.build().public_bytes(serialization.Encoding.DER)


def judge(respuesta: bytes, certificado: bytes, emisor: bytes, ahora: datetime, firmada_en: datetime) -> str:
    """One of VIGENCIAS, at the hour of the signature: what was revoked later was in force then.

    An answer that is of another certificate, old, or not signed by who should, proves nothing.
    """
    cert, issuer = x509.load_der_x509_certificate(certificado), x509.load_der_x509_certificate(emisor)
    try:
        answer = ocsp.load_der_ocsp_response(respuesta)
        if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            return "no_comprobada"
        if answer.serial_number != cert.serial_number or not _is_fresh(answer, ahora):
            return "no_comprobada"
        if not _is_signed(answer, issuer):
            return "no_comprobada"
        revoked_at = answer.revocation_time_utc
        if revoked_at is not None and revoked_at > firmada_en:
            return "vigente"
    except ValueError:
        return "no_comprobada"
    states = {
        ocsp.OCSPCertStatus.GOOD: "vigente",
        ocsp.OCSPCertStatus.REVOKED: "revocado",
        ocsp.OCSPCertStatus.UNKNOWN: "desconocido",
    }
    return states[answer.certificate_status]


def _is_fresh(answer: ocsp.OCSPResponse, ahora: datetime) -> bool:
    until = answer.next_update_utc or answer.this_update_utc + MAXIMO
    return answer.this_update_utc - DESFASE <= ahora <= until + DESFASE


def _is_signed(answer: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    """By the authority, or by somebody it authorised for that with a certificate of its own."""
    return any(_verifies(answer, one) for one in (issuer, *_delegates(answer.certificates, issuer)))


def _delegates(found: Iterable[x509.Certificate], issuer: x509.Certificate) -> Iterable[x509.Certificate]:
    for one in found:
        try:
            one.verify_directly_issued_by(issuer)
            usage = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
            continue
        if ExtendedKeyUsageOID.OCSP_SIGNING in usage:
            yield one


def _verifies(answer: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    key, algorithm = signer.public_key(), answer.signature_hash_algorithm
    if algorithm is None:
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(answer.signature, answer.tbs_response_bytes, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(answer.signature, answer.tbs_response_bytes, ec.ECDSA(algorithm))
        else:
            return False
    except InvalidSignature:
        return False
    return True
