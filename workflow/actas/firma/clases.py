"""Kinds of authority, and results of judging a signature. Pure, and light: they do not load the library that signs."""

from __future__ import annotations

from dataclasses import dataclass

CLASES_AUTORIDAD = ("raiz", "intermedia")
RESULTADOS = ("valida", "alterada", "sin_confianza", "revocada", "ilegible")


@dataclass(frozen=True)
class Autoridad:
    """A certificate of an authority (DER) that was in force. `ocsp`: where to ask about those it issued, or ""."""

    der: bytes
    clase: str
    ocsp: str = ""
