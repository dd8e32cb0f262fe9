"""The sheet of a month as a workbook: what goes down to be filled in, and what a filled one says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from workflow.indicadores.periodos import words
from workflow.indicadores.programa import Medida
from workflow.kernel.refusals import Invalid

COLUMNAS = (
    "Renglón (no cambiar)", "Clave", "Meta o indicador", "Periodo", "Meta",
    "Dato 1: qué es", "Dato 1", "Dato 2: qué es", "Dato 2", "Justificación",
)  # fmt: skip
_UNO, _DOS, _JUSTIFICACION = 6, 8, 9


CAMPOS = ("uno", "dos", *(f"v{n}" for n in range(3, 13)))
"""The fields of the variables of a line, in the page: those of a formula with many are rare."""


def headings(medidas: Iterable[Medida]) -> tuple[str, ...]:
    """The columns: two data, and at the end those of the formulas with more variables."""
    most = max((len(medida.variables) for medida in medidas), default=2)
    return COLUMNAS + tuple(text for n in range(3, most + 1) for text in (f"Dato {n}: qué es", f"Dato {n}"))


def row(
    medida: Medida,
    periodo: str,
    meta: Decimal | None,
    valores: Sequence[Decimal | None] = (),
    justificacion: str = "",
) -> list[Any]:
    """A line of the workbook that goes down, with what is already reported."""
    said = [*valores, *[None] * (len(medida.variables) - len(valores))]
    con_dos = len(medida.variables) > 1
    return [
        medida.direccion,
        medida.clave,
        medida.nombre,
        words(periodo),
        _plain(meta),
        medida.variables[0],
        _plain(said[0]),
        medida.variables[1] if con_dos else "No lleva",
        _plain(said[1]) if con_dos else None,
        justificacion,
        *(part for n in range(2, len(medida.variables)) for part in (medida.variables[n], _plain(said[n]))),
    ]


def _plain(numero: Decimal | None) -> Any:
    return None if numero is None else format(numero, "f")


def read(libro: Mapping[str, Any], direcciones: Iterable[str]) -> dict[str, str]:
    """What a filled workbook says, as the fields of the page (`uno:<address>`…). Invalid if it is not of this sheet."""
    known = set(direcciones)
    found: dict[str, str] = {}
    for hoja in libro["hojas"]:
        for _, values in hoja["filas"]:
            direccion = text_of(values, 0)
            if direccion in known:
                found[f"uno:{direccion}"] = text_of(values, _UNO)
                found[f"dos:{direccion}"] = text_of(values, _DOS)
                found[f"justificacion:{direccion}"] = text_of(values, _JUSTIFICACION)
                for n, campo in enumerate(CAMPOS[2:]):
                    if text := text_of(values, len(COLUMNAS) + 2 * n + 1):
                        found[f"{campo}:{direccion}"] = text
    if not found:
        raise Invalid("LIBRO_DE_AVANCES_AJENO")
    return found


def text_of(values: Sequence[Any], columna: int) -> str:
    value = values[columna] if columna < len(values) else None
    if isinstance(value, dict):  # a formula, with what it resulted in
        value = value.get("valor")
    if isinstance(value, float):
        value = format(Decimal(repr(value)), "f")
    return "" if value is None else str(value).strip()
