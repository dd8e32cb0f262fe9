"""The localities of the municipality by key and by name: a name is a key only when it is of one alone. Pure.

`Santa Rosa` is two localities: written like that it stays without key, and `Santa Rosa de Lima`, which is an alias of
one of them, does not. A colonia of the city may be called as a locality is («Colonia Emiliano Zapata»): what says that
it is a colonia is a locality only if the catalogue calls it so. «Fllo. Minera» is a part of the city of Fresnillo.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from workflow.kernel.texto import plain

_NO_PALABRA = re.compile(r"[^0-9A-ZÑ]+")
_ABREVIADAS = {
    "COL": "COLONIA",
    "COM": "COMUNIDAD",
    "EJ": "EJIDO",
    "FLLO": "FRESNILLO",
    "LOC": "LOCALIDAD",
    "STA": "SANTA",
    "STO": "SANTO",
}
_CABECERA = "FRESNILLO"
_TIPO = frozenset({"COMUNIDAD", "LOCALIDAD", "EJIDO", "RANCHO", "POBLADO"})


@dataclass(frozen=True)
class Lugar:
    cvegeo: str
    nombre: str
    alias: tuple[str, ...] = ()
    ambito: str = ""


@dataclass(frozen=True)
class Lugares:
    """`por_clave` in the order of the catalogue; `por_nombre`: only names of one locality alone."""

    por_clave: Mapping[str, Lugar] = field(default_factory=dict)
    por_nombre: Mapping[str, str] = field(default_factory=dict)

    def clave(self, escrito: str) -> str:
        """The CVEGEO of a name or alias as somebody wrote it; "" when it is of none, or of more than one."""
        nombre = _llano(escrito)
        if nombre in self.por_nombre:
            return self.por_nombre[nombre]
        tipo, _, resto = nombre.partition(" ")
        if tipo == _CABECERA:
            return self.por_nombre.get(_CABECERA, "")
        return self.por_nombre.get(resto, "") if tipo in _TIPO else ""

    def nombre(self, cvegeo: str) -> str:
        """The name, with its key's end where another locality has the same one; the key itself if it is unknown."""
        lugar = self.por_clave.get(cvegeo)
        if lugar is None:
            return cvegeo
        repetido = self.por_nombre.get(_llano(lugar.nombre)) != cvegeo
        return f"{lugar.nombre} ({cvegeo[5:]})" if repetido else lugar.nombre


@lru_cache(maxsize=16_384)
def _llano(escrito: str) -> str:
    palabras = _NO_PALABRA.sub(" ", plain(escrito)).split()
    return " ".join(_ABREVIADAS.get(palabra, palabra) for palabra in palabras)


def lugares_de(filas: Iterable[Mapping[str, str]]) -> Lugares:
    """From the rows of the catalogue of localities."""
    por_clave = {
        fila["cvegeo"]: Lugar(
            fila["cvegeo"],
            fila.get("nombre") or "",
            tuple(alias.strip() for alias in (fila.get("alias") or "").split(";") if alias.strip()),
            fila.get("ambito") or "",
        )
        for fila in filas
    }
    claves: dict[str, set[str]] = defaultdict(set)
    for lugar in por_clave.values():
        for nombre in filter(None, (lugar.nombre, *lugar.alias)):
            claves[_llano(nombre)].add(lugar.cvegeo)
    return Lugares(por_clave, {nombre: min(suyas) for nombre, suyas in claves.items() if len(suyas) == 1})


@cache
def lugares_incluidos() -> Lugares:
    """Those of Fresnillo that come with the program."""
    catalogo = Path(__file__).resolve().parents[1] / "demo" / "fresnillo" / "catalogos" / "localidades.csv"
    with catalogo.open(encoding="utf-8", newline="") as archivo:
        return lugares_de(csv.DictReader(archivo))
