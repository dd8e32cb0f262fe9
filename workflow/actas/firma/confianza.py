"""Who vouches for a certificate: a chain up to an authority that the municipality trusts. Pure: it asks nobody.

The municipality loads the certificates of the authorities (those of SAT, or of the State) with their legal basis; none
comes with the program. Whether a certificate was revoked is asked apart (`firma_ocsp`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, ValidationError

from workflow.actas.firma.asn1 import finished
from workflow.actas.firma.clases import Autoridad
from workflow.kernel.refusals import Invalid


def context(autoridades: Sequence[Autoridad], ahora: datetime) -> ValidationContext:
    """What is trusted at that instant. It never fetches anything."""
    return ValidationContext(
        trust_roots=[x509.Certificate.load(one.der) for one in autoridades if one.clase == "raiz"],
        other_certs=[x509.Certificate.load(one.der) for one in autoridades if one.clase != "raiz"],
        allow_fetching=False,
        moment=ahora,
        revocation_mode="soft-fail",
    )


def chain(der: bytes, autoridades: Sequence[Autoridad], ahora: datetime) -> tuple[bytes, ...]:
    """The certificates of its issuers, the nearest first. Invalid FIRMA_SIN_CONFIANZA, with who issued it."""
    cert = x509.Certificate.load(der)
    validator = CertificateValidator(cert, validation_context=context(autoridades, ahora))
    try:
        path = finished(validator.async_validate_path())
    except (PathBuildingError, PathValidationError, ValidationError, ValueError) as error:
        emisor = cert.issuer.native.get("common_name") or cert.issuer.native.get("organization_name") or "—"
        raise Invalid("FIRMA_SIN_CONFIANZA", emisor=emisor) from error
    found = [bytes(one.dump()) for one in path if one.dump() != der]
    return tuple(reversed(found))
