"""The cadena original: one line that says what is signed, sealed by the signer with RSA-SHA256. Pure.

`||1.0|folio|version|clase|instant|organ|sha256 of the frozen PDF|name of the signer||`, in UTF-8. The bytes are kept
exactly: whoever has them and the certificate checks the seal with any tool. It ends with the name that the document
prints and not with the RFC, because the document is public and the RFC is not; who sealed it, the certificate says.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime

from workflow.kernel.clock import local
from workflow.kernel.refusals import Invalid

VERSION = "1.0"


@dataclass(frozen=True)
class Cadena:
    folio: str
    version: int
    clase: str
    congelado_en: datetime
    organo: str
    sha256: str
    firmante: str

    def text(self) -> str:
        parts = (
            VERSION,
            self.folio,
            str(self.version),
            self.clase,
            local(self.congelado_en).isoformat(timespec="seconds"),
            self.organo,
            self.sha256,
            self.firmante,
        )
        return "||" + "|".join(" ".join(part.replace("|", "/").split()) for part in parts) + "||"


def read_seal(data: bytes) -> bytes:
    """A seal as it comes: the bytes of the signature, or the same in base64. Invalid FIRMA_SELLO_ILEGIBLE."""
    if len(data) in (256, 384, 512) and not data.isascii():
        return data
    try:
        found = base64.b64decode(b"".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("FIRMA_SELLO_ILEGIBLE") from None
    if len(found) not in (256, 384, 512):
        raise Invalid("FIRMA_SELLO_ILEGIBLE")
    return found
