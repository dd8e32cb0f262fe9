"""Asking an authority whether a certificate was revoked. Only where the municipality wrote its address."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime

from workflow.actas.firma import ocsp as firma_ocsp

ESPERA = 5  # seconds: somebody is waiting to sign
MAXIMO = 100_000


def consulta(ahora: datetime) -> Callable[[bytes, bytes, str, datetime], str]:
    """Asks about a certificate: (its DER, that of its issuer, address, hour of the signature) → one of VIGENCIAS."""

    def ask(certificado: bytes, emisor: bytes, direccion: str, hora: datetime) -> str:
        request = urllib.request.Request(  # noqa: S310  http or https, as it was registered
            direccion,
            data=firma_ocsp.question(certificado, emisor),
            headers={"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"},
        )
        try:
            with urllib.request.urlopen(request, timeout=ESPERA) as answer:  # noqa: S310
                return firma_ocsp.judge(answer.read(MAXIMO), certificado, emisor, ahora, hora)
        except (urllib.error.URLError, OSError, ValueError):
            return "no_comprobada"

    return ask
