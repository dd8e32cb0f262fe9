"""The sheet of what was spent in a month as a workbook: what goes down, and what a filled one says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workflow.indicadores.libro import text_of
from workflow.indicadores.presupuesto import Renglon, chapter_name
from workflow.kernel.money import pesos_of
from workflow.kernel.refusals import Invalid

COLUMNAS = (
    "Renglón (no cambiar)", "Capítulo", "Partida", "Concepto", "Fuente", "Programado en el mes", "Ejercido en el mes",
)  # fmt: skip
_EJERCIDO = 6


def row(renglon: Renglon, programado: int, ejercido: int | None) -> list[Any]:
    """A line of the workbook, in pesos."""
    return [
        renglon.direccion,
        chapter_name(renglon.capitulo),
        renglon.partida,
        renglon.concepto,
        renglon.fuente,
        format(pesos_of(programado), "f"),
        None if ejercido is None else format(pesos_of(ejercido), "f"),
    ]


def read(libro: Mapping[str, Any], direcciones: Iterable[str]) -> dict[str, str]:
    """The fields of the page (`ejercido:<address>`). Invalid if it is not of this sheet."""
    known = set(direcciones)
    found: dict[str, str] = {}
    for hoja in libro["hojas"]:
        for _, values in hoja["filas"]:
            direccion = text_of(values, 0)
            if direccion in known:
                found[f"ejercido:{direccion}"] = text_of(values, _EJERCIDO)
    if not found:
        raise Invalid("LIBRO_DE_GASTO_AJENO")
    return found
