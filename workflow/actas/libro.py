"""The Libro de Actas as a chain: each acta carries the hash of the one before it, so none can be changed or taken out.

Pure. Fojas are pages, numbered on through the book of an organ in its term.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

GENESIS = "0" * 64


@dataclass(frozen=True)
class Asiento:
    """An entry of the book. `archivo_sha256`: of the PDF that was entered."""

    organo: str
    periodo: str
    orden: int
    folio: str
    instantanea_sha256: str
    archivo_sha256: str
    foja_inicial: int
    foja_final: int
    hash_previo: str
    hash: str = ""

    @property
    def fojas(self) -> int:
        return self.foja_final - self.foja_inicial + 1


@dataclass(frozen=True)
class Rotura:
    """What does not hold in an entry. `motivo`: orden | fojas | cadena | contenido | archivo."""

    organo: str
    periodo: str
    folio: str
    motivo: str


def entry_hash(one: Asiento) -> str:
    """SHA-256 (hex) of everything in the entry and of the hash before it."""
    content = [
        one.organo,
        one.periodo,
        one.orden,
        one.folio,
        one.instantanea_sha256,
        one.archivo_sha256,
        one.foja_inicial,
        one.foja_final,
        one.hash_previo,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def breaks(book: Iterable[Asiento]) -> list[Rotura]:
    """What is broken in one book, given in its order: gaps, fojas that do not follow, hashes that do not match."""
    found: list[Rotura] = []
    orden, foja, previous = 0, 0, GENESIS
    for one in book:
        wrong = [
            motivo
            for motivo, holds in (
                ("orden", one.orden == orden + 1),
                ("fojas", one.foja_inicial == foja + 1 and one.foja_final >= one.foja_inicial),
                ("cadena", one.hash_previo == previous),
                ("contenido", one.hash == entry_hash(one)),
            )
            if not holds
        ]
        found += [Rotura(one.organo, one.periodo, one.folio, motivo) for motivo in wrong]
        orden, foja, previous = one.orden, one.foja_final, one.hash
    return found
