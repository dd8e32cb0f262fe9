"""Rows that are the same record, that may be the same person, or that only look alike (twins).

Exact: same key. Probable: same name and birth date, or same name and telephone where there is neither CURP nor
birth date; for a person to decide, never merged by program. Twins are not reported as duplicates.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import Any

from workflow.kernel.texto import ABREVIATURAS
from workflow.padron.filas import Fila

HOMONIMOS = "homónimos: mismo nombre, fecha, sexo y entidad; la CURP difiere en 17 y 18"
INVERTIDOS = "apellidos invertidos"
ABREVIADO = "MARIA y MA. son el mismo nombre"
OTRA_ENTIDAD = "posible segunda CURP: cambia la entidad"
OTRO_SEXO = "posible segunda CURP: cambia el sexo"
OTRA_CURP = "posible segunda CURP: mismo nombre y fecha de nacimiento"
UNA_SIN_CURP = "una de las dos filas no tiene CURP"
DOS_SIN_CURP = "ninguna de las dos filas tiene CURP"
POR_TELEFONO = "mismo nombre y teléfono; "
GEMELOS = "gemelos"
MULTITUD = 20
_PALABRAS_COMUNES = 2  # twins share at least a surname and something more


class Exactos:
    """Marks the rows whose key already came, as they come. Keeps a number for each row, not the row."""

    def __init__(self) -> None:
        self._primera: dict[int, int] = {}
        self._grupos: dict[int, list[int]] = {}

    def marcar(self, fila: Fila) -> None:
        """Adds DUPLICADO_EN_PADRON to every row after the first of its key."""
        if fila.clave is None or fila.movimiento == "igual":
            return
        primera = self._primera.setdefault(hash(fila.clave), fila.numero)
        if primera != fila.numero:
            fila.codigos.append("DUPLICADO_EN_PADRON")
            self._grupos.setdefault(primera, [primera]).append(fila.numero)

    def grupos(self) -> list[list[int]]:
        """The groups, by row numbers."""
        return sorted(self._grupos.values())


def marcar_exactos(filas: Iterable[Fila]) -> list[list[int]]:
    """The same for rows that are all at hand; returns the groups."""
    exactos = Exactos()
    for fila in filas:
        exactos.marcar(fila)
    return exactos.grupos()


class Candidatas:
    """Which rows share a name and birth date, a name and telephone, or a CURP up to position 16: only these have to be
    looked at again, side by side. Keeps two numbers for each, so that a hundred thousand rows are three megabytes.
    """

    def __init__(self) -> None:
        self._huellas, self._numeros = array("q"), array("L")

    def anotar(self, fila: Fila) -> None:
        if fila.con_error or not fila.partes[0]:
            return
        nombre = clave_de_nombre(fila)
        if fila.nacimiento is not None:
            self._anotar(hash((nombre, fila.nacimiento)), fila.numero)
        if fila.telefono:
            self._anotar(hash((nombre, fila.telefono)), fila.numero)
        if fila.curp:
            self._anotar(hash(fila.curp[:16]), fila.numero)

    def _anotar(self, huella: int, numero: int) -> None:
        self._huellas.append(huella)
        self._numeros.append(numero)

    def numeros(self) -> list[int]:
        """In order."""
        vistas: set[int] = set()
        repetidas = {huella for huella in self._huellas if huella in vistas or vistas.add(huella)}  # type: ignore[func-returns-value]
        return sorted({n for huella, n in zip(self._huellas, self._numeros, strict=True) if huella in repetidas})


def palabras(fila: Fila) -> list[str]:
    return " ".join(parte for parte in fila.partes if parte).split()


def clave_de_nombre(fila: Fila) -> tuple[str, ...]:
    """The words of the name in any order, MA. as MARIA and J. as JOSE."""
    return tuple(sorted(ABREVIATURAS.get(palabra, palabra) for palabra in palabras(fila)))


def clave_de_persona(fila: Fila) -> str:
    """Name and birth date in one text, to look for the same person in other padrones; "" when either is missing."""
    if not fila.partes[0] or fila.nacimiento is None:
        return ""
    return f"{' '.join(clave_de_nombre(fila))}|{fila.nacimiento.isoformat()}"


def clave_de_registro(fila: Fila) -> str:
    """What makes the row the same record in the next padrón: its key, else name, birth date and telephone."""
    if fila.clave is not None:
        return "|".join(fila.clave)
    if not fila.partes[0]:
        return ""
    return f"SIN CLAVE|{' '.join(clave_de_nombre(fila))}|{fila.nacimiento or ''}|{fila.telefono}"


def probables(filas: Iterable[Fila]) -> list[dict[str, Any]]:
    """Pairs that may be one person: [{"filas": [5, 279], "motivo": "..."}], only among rows without errors."""
    por_fecha: dict[Any, list[Fila]] = defaultdict(list)
    por_telefono: dict[Any, list[Fila]] = defaultdict(list)
    for fila in filas:
        if fila.con_error or not fila.partes[0]:
            continue
        nombre = clave_de_nombre(fila)
        if fila.nacimiento is not None:
            por_fecha[nombre, fila.nacimiento].append(fila)
        if fila.telefono:
            por_telefono[nombre, fila.telefono].append(fila)
    pares: dict[tuple[int, int], str] = {}
    for grupo in por_fecha.values():
        for una, otra in _pares(grupo):
            if not una.curp or una.curp != otra.curp:
                pares[una.numero, otra.numero] = _motivo(una, otra)
    for grupo in por_telefono.values():
        for una, otra in _pares(grupo):
            if _sin_datos(una) or _sin_datos(otra):
                pares.setdefault((una.numero, otra.numero), POR_TELEFONO + _sin_curp(una, otra))
    return [{"filas": list(par), "motivo": pares[par]} for par in sorted(pares)]


def _pares(grupo: list[Fila]) -> Iterable[tuple[Fila, Fila]]:
    """Every pair; of a crowd, which is a mistake of the whole file, each row with the next one."""
    return combinations(grupo, 2) if len(grupo) <= MULTITUD else pairwise(grupo)


def _sin_datos(fila: Fila) -> bool:
    return not fila.curp and fila.nacimiento is None


def _sin_curp(una: Fila, otra: Fila) -> str:
    return UNA_SIN_CURP if una.curp or otra.curp else DOS_SIN_CURP


def _motivo(una: Fila, otra: Fila) -> str:
    if not una.curp or not otra.curp:
        return _sin_curp(una, otra)
    if sorted(palabras(una)) != sorted(palabras(otra)):
        return ABREVIADO
    if una.partes[1] and una.partes[1:] == (otra.partes[2], otra.partes[1]) and una.partes[1] != una.partes[2]:
        return INVERTIDOS
    if una.curp[:16] == otra.curp[:16]:
        return HOMONIMOS
    if una.curp[:11] == otra.curp[:11] and una.curp[13:16] == otra.curp[13:16]:
        return OTRA_ENTIDAD
    if una.curp[:10] == otra.curp[:10] and una.curp[11:16] == otra.curp[11:16]:
        return OTRO_SEXO
    return OTRA_CURP


def gemelos(filas: Iterable[Fila]) -> list[dict[str, Any]]:
    """Pairs whose keys agree up to position 16 and whose names do not: two people, nothing to decide."""
    por_clave: dict[str, list[Fila]] = defaultdict(list)
    for fila in filas:
        if fila.curp and fila.partes[0] and not fila.con_error:
            por_clave[fila.curp[:16]].append(fila)
    pares = []
    for grupo in por_clave.values():
        for una, otra in _pares(grupo):
            if una.curp != otra.curp and _son_gemelos(una, otra):
                pares.append({"filas": [una.numero, otra.numero], "motivo": GEMELOS})
    return sorted(pares, key=lambda par: par["filas"])


def _son_gemelos(una: Fila, otra: Fila) -> bool:
    nombre, otro = clave_de_nombre(una), clave_de_nombre(otra)
    if nombre == otro:
        return False
    if una.partes[1]:
        return una.partes[1:] == otra.partes[1:]
    return len(set(nombre) & set(otro)) >= _PALABRAS_COMUNES
