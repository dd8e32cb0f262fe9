"""What a backup says of itself, so that it can be checked without restoring it. Pure.

    {"formato": 1, "ruta": "0.1.0", "creado": "2026-11-25T21:30:00+00:00", "motor": "postgresql", "esquema": "0003",
     "base": {"nombre": "base.dump", "sha256": "...", "tamano": 123}, "tablas": {"expediente": 67, ...},
     "bitacora": {"asientos": 812, "huella": "..."}, "llaves": ["k20260101"],
     "archivos": [{"nombre": "ab/ab12…", "sha256": "...", "tamano": 123}, ...], "huella": sha256 de todo lo anterior}

The name of a file is where it lives; an encrypted one (`.cifrado`) has the hash of what is on the disk here, and the
one of its content in its name.

There is no personal data in it, and no key: the keys of the padrones are handed over apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from workflow.kernel.hashes import sha256
from workflow.kernel.refusals import Invalid, Reason

FORMATO = 1
NOMBRE = "manifiesto.json"
BASES = {"postgresql": "base.dump", "sqlite": "base.sqlite"}


@dataclass(frozen=True)
class Pieza:
    """A file of the backup, by its content. `tamano` in bytes."""

    nombre: str
    sha256: str
    tamano: int


@dataclass(frozen=True)
class Manifiesto:
    """`tablas`: rows by table; `llaves`: names of the keys that its padrones need; `archivos`: by where they live."""

    ruta: str
    creado: str
    motor: str
    esquema: str
    base: Pieza
    tablas: Mapping[str, int]
    asientos: int
    cadenas: str
    llaves: tuple[str, ...]
    archivos: tuple[Pieza, ...]
    formato: int = FORMATO

    def texto(self) -> str:
        documento = asdict(self)
        return json.dumps({**documento, "huella": sha256(documento)}, ensure_ascii=False, indent=1, sort_keys=True)


def leer(texto: str) -> Manifiesto:
    """Raises Invalid when it is not a manifest, is of another format, or was altered."""
    try:
        documento: dict[str, Any] = json.loads(texto)
        huella = documento.pop("huella")
        base = Pieza(**documento.pop("base"))
        llaves = tuple(documento.pop("llaves"))
        archivos = tuple(Pieza(**uno) for uno in documento.pop("archivos"))
        leido = Manifiesto(base=base, llaves=llaves, archivos=archivos, **documento)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Invalid("RESPALDO_SIN_MANIFIESTO") from None
    if leido.formato != FORMATO:
        raise Invalid("RESPALDO_DE_OTRO_FORMATO", formato=str(leido.formato))
    if sha256(asdict(leido)) != huella:
        raise Invalid("RESPALDO_ALTERADO")
    return leido


def diferencias(esperado: Manifiesto, tablas: Mapping[str, int], asientos: int, cadenas: str) -> Iterator[Reason]:
    """What a restored database does not have as the backup says it had."""
    for tabla in sorted({*esperado.tablas, *tablas}):
        antes, ahora = esperado.tablas.get(tabla, 0), tablas.get(tabla, 0)
        if antes != ahora:
            yield Reason("RESPALDO_CUENTA_DISTINTA", {"tabla": tabla, "esperadas": antes, "halladas": ahora})
    if (esperado.asientos, esperado.cadenas) != (asientos, cadenas):
        yield Reason("RESPALDO_BITACORA_DISTINTA")
