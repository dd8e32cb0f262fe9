"""A free layout whose columns a person said: how they are kept, and found again in the next file. Pure.

{"estructura": "persona", "roles": {"curp": 2, "nombre_completo": 1, "monto": 5}}      # positions from 0
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from workflow.padron.encabezados import Columnas, fechas_de, normal, titulos_de

HOJAS = 10
ROLES_DE_FECHA = ("nacimiento", "dia", "inicio", "termino")


def firma(titulos: Sequence[str]) -> str:
    """The signature of a header: its titles in their order, however they are written. 64 hexadecimal characters.

    The numbers that the workbook to correct gives to columns without title, or with a repeated one, do not count.
    """
    normales: list[str] = []
    for lugar, titulo in enumerate(titulos, 1):
        escrito = normal(titulo)
        repetido = escrito.removesuffix(f" {lugar}")
        normales.append(repetido if repetido in normales else "" if escrito == f"COLUMNA {lugar}" else escrito)
    return hashlib.sha256("\x1f".join(normales).encode()).hexdigest()


def muestra_de(hojas: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The first rows of each visible sheet with something in it, to say what its columns are."""
    return [
        {"nombre": hoja["nombre"], "filas": [list(fila) for fila in hoja["filas"]]}
        for hoja in hojas
        if hoja["visible"] and hoja["filas"]
    ][:HOJAS]


def columnas_dichas(
    celdas: Sequence[Any], fila: int, estructura: str, roles: Mapping[str, int], origen: str = "persona"
) -> Columnas:
    """The columns of a header row as a person said them."""
    titulos, propias = titulos_de(celdas)
    fechas = {*fechas_de(titulos), *(roles[rol] for rol in ROLES_DE_FECHA if rol in roles)}
    return Columnas(estructura, fila, titulos, dict(roles), tuple(sorted(fechas)), propias, origen)


def recordada(celdas: Sequence[Any], fila: int, recordadas: Mapping[str, Mapping[str, Any]]) -> Columnas | None:
    """The columns if a person already said what this very header means. `recordadas`: by signature."""
    if not recordadas:
        return None
    dicho = recordadas.get(firma(titulos_de(celdas)[0]))
    return None if dicho is None else columnas_dichas(celdas, fila, dicho["estructura"], dicho["roles"], "recordadas")
