"""What a page shows of a person by default: enough to find the row in one's own file, not to know who it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workflow.padron.encabezados import normal
from workflow.padron.limpieza import texto

_A_LA_VISTA = ("MONTO", "NU IMP MONETARIO", "IMPORTE", "PERIODO", "NB PERIODO CORRES", "JORNALES", "ANIO", "TRIMESTRE")


def curp(clave: str) -> str:
    """`PEXA••••••••••••00`: the first four and the last two."""
    limpia = texto(clave)
    return limpia if len(limpia) <= 6 else f"{limpia[:4]}{'•' * (len(limpia) - 6)}{limpia[-2:]}"


def palabra(escrita: Any) -> str:
    """`P•••` for every word: its first letter."""
    return " ".join(f"{parte[0]}{'•' * (len(parte) - 1)}" for parte in texto(escrita).split())


def celdas(encabezados: Sequence[str], valores: Sequence[Any]) -> list[str]:
    """The cells of a row as a page may print them."""
    vistas = []
    for encabezado, valor in zip(encabezados, valores, strict=False):
        titulo = normal(encabezado)
        if titulo in _A_LA_VISTA:
            vistas.append(texto(valor))
        elif "CURP" in titulo.split() and "MOTIVO" not in titulo:
            vistas.append(curp(valor))
        else:
            vistas.append(palabra(valor))
    return vistas
