"""Every signature of a PDF judged anew: intact, of a trusted certificate, and nothing added but other signatures. Pure.

It takes seconds: only the work in the background calls it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError

from workflow.actas.firma.asn1 import finished
from workflow.actas.firma.clases import Autoridad
from workflow.actas.firma.confianza import context


@dataclass(frozen=True)
class Examen:
    """One signature. `integra`: what was signed is what is there. `cubre`: all that came after is other signatures."""

    campo: str
    sha256: str  # of the certificate
    integra: bool
    cubre: bool
    confiable: bool

    @property
    def resultado(self) -> str:
        if not (self.integra and self.cubre):
            return "alterada"
        return "valida" if self.confiable else "sin_confianza"


def examine(pdf: bytes, autoridades: Sequence[Autoridad], firmado_en: dict[str, datetime]) -> tuple[Examen, ...]:
    """Each signature in order. `firmado_en`: hour of each field, at which its certificate had to be in force.

    ValueError when it is not a PDF that can be read.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        signatures = list(reader.embedded_signatures)
    except (PdfReadError, ValueError, TypeError, KeyError) as error:
        raise ValueError("unreadable PDF") from error
    return tuple(_one(found, autoridades, firmado_en) for found in signatures)


def _one(found: Any, autoridades: Sequence[Autoridad], firmado_en: dict[str, datetime]) -> Examen:
    campo = str(found.field_name)
    cert: x509.Certificate = found.signer_cert
    try:
        moment = firmado_en.get(campo) or found.self_reported_timestamp
        status = finished(async_validate_pdf_signature(found, context(autoridades, moment)))
    except (SignatureValidationError, PdfReadError, ValueError, TypeError, KeyError):
        return Examen(campo, cert.sha256.hex(), False, False, False)
    level = status.modification_level
    nothing_else = level is not None and level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
    signing_only = nothing_else or (level == ModificationLevel.FORM_FILLING and bool(status.docmdp_ok))
    return Examen(
        campo,
        cert.sha256.hex(),
        bool(status.intact and status.valid),
        bool(signing_only and status.docmdp_ok),
        bool(status.trusted),
    )
