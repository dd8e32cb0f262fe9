"""The catalogues a padrón is checked with: localities, federative entities, programmes that exclude one another."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from workflow.kernel.texto import plain
from workflow.padron.lugares import Lugares, lugares_de

COMPATIBLE = "compatible"
INCOMPATIBLE = "incompatible"
TOPE_CONJUNTO = "tope_conjunto"
REGLAS_COMPATIBILIDAD: tuple[str, ...] = (COMPATIBLE, INCOMPATIBLE, TOPE_CONJUNTO)
CARPETA = Path(__file__).resolve().parents[1] / "demo" / "fresnillo" / "catalogos"
_TOPE = re.compile(r"tope conjunto de ([0-9][0-9,]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Compatibilidad:
    """Between two programmes: compatible, incompatible or tope_conjunto (then `tope`, in pesos)."""

    regla: str = COMPATIBLE
    tope: Decimal | None = None


@dataclass(frozen=True)
class Catalogos:
    """`localidades` are 9-digit CVEGEO; `entidades` leads from what a cell may say to the two letters of the CURP."""

    localidades: frozenset[str] = frozenset()
    entidades: Mapping[str, str] = field(default_factory=dict)
    compatibilidad: Mapping[frozenset[str], Compatibilidad] = field(default_factory=dict)
    entidad: str = "32"
    municipio: str = "010"
    lugares: Lugares = field(default_factory=Lugares)

    def entre(self, programa: str, otro: str) -> Compatibilidad:
        """The rule of a pair of programmes. Without one, receiving from both is legitimate."""
        return self.compatibilidad.get(frozenset((programa, otro)), Compatibilidad())


def catalogos_de(
    localidades: Iterable[Mapping[str, str]],
    entidades: Iterable[Mapping[str, str]],
    compatibilidad: Iterable[Mapping[str, str]],
) -> Catalogos:
    """From the rows of the three catalogues, with the columns of their CSV files."""
    de_entidad: dict[str, str] = {}
    localidades = list(localidades)
    for fila in entidades:
        de_entidad[fila["clave_inegi"].zfill(2)] = fila["clave_curp"]
        de_entidad[fila["clave_curp"]] = fila["clave_curp"]
        de_entidad[plain(fila["nombre"])] = fila["clave_curp"]
    return Catalogos(
        localidades=frozenset(fila["cvegeo"] for fila in localidades),
        entidades=de_entidad,
        compatibilidad={
            frozenset((fila["programa_a"], fila["programa_b"])): Compatibilidad(fila["regla"], _tope(fila))
            for fila in compatibilidad
        },
        lugares=lugares_de(localidades),
    )


def _tope(fila: Mapping[str, str]) -> Decimal | None:
    if fila["regla"] != TOPE_CONJUNTO:
        return None
    hallado = _TOPE.search(fila.get("nota", ""))
    return Decimal(hallado[1].replace(",", "")) if hallado else None


@cache
def nombres_de_localidades() -> Mapping[str, tuple[str, ...]]:
    """CVEGEO -> official name and aliases, of the catalogue that comes with the program."""
    with (CARPETA / "localidades.csv").open(encoding="utf-8", newline="") as archivo:
        return {
            fila["cvegeo"]: (fila["nombre"], *(alias for alias in (fila.get("alias") or "").split(";") if alias))
            for fila in csv.DictReader(archivo)
        }


def nombres_de_entidades() -> list[tuple[str, str]]:
    """(INEGI key, name) of the federative entities, of the catalogue that comes with the program."""
    with (CARPETA / "entidades.csv").open(encoding="utf-8", newline="") as archivo:
        return [(fila["clave_inegi"].zfill(2), fila["nombre"]) for fila in csv.DictReader(archivo)]


@cache
def incluidos() -> Catalogos:
    """Those of Fresnillo that come with the program."""
    return de_carpeta(CARPETA)


def de_carpeta(carpeta: Path) -> Catalogos:
    """From `localidades.csv`, `entidades.csv` and `compatibilidad.csv` of a folder."""

    def filas(nombre: str) -> list[dict[str, str]]:
        with (carpeta / nombre).open(encoding="utf-8", newline="") as archivo:
            return list(csv.DictReader(archivo))

    return catalogos_de(filas("localidades.csv"), filas("entidades.csv"), filas("compatibilidad.csv"))
