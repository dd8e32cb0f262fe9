"""What the workbook computes by itself: totals, quarters, and what the catalogues say: a formula and its value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow.poa import derivados, formas
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import sound
from workflow.poa.esquema import ACTIVIDADES, PRESUPUESTO, Seccion
from workflow.poa.libro.formatos import column_of
from workflow.poa.libro.listas import Listas
from workflow.poa.numeros import decimal_of, pesos
from workflow.poa.vista import quarters

TRIMESTRES = tuple(f"Trimestre {number}" for number in range(1, 5))
"""Titles of the columns that only help to read: they are never imported."""


@dataclass(frozen=True)
class Calculo:
    """A formula and what it gives with the values that the row has now."""

    formula: str
    valor: Any


def with_quarters(seccion: Seccion) -> bool:
    return seccion in (ACTIVIDADES, PRESUPUESTO)


def total(seccion: Seccion, number: int, row: Mapping[str, Any] | None) -> Calculo | None:
    """The annual total of a row; None when what is captured is not what the formula would give."""
    stored = (row or {}).get("total")
    if row is not None and stored is not None and stored != _right_total(seccion, row):
        return None
    value = pesos(stored) if seccion is PRESUPUESTO and stored is not None else decimal_of(stored)
    return Calculo(_total_formula(seccion, number), value)


def _right_total(seccion: Seccion, row: Mapping[str, Any]) -> Any:
    done = formas.complete(seccion.clave, dict(sound(seccion, row)), Catalogos(0))
    return done["total"]


def _total_formula(seccion: Seccion, number: int) -> str:
    first, last = column_of(seccion, "meses", 1), column_of(seccion, "meses", 12)
    months = f"{first}{number}:{last}{number}"
    if seccion is PRESUPUESTO:
        return f"=SUM({months})"
    kind = f"{column_of(seccion, 'tipo_meta')}{number}"
    return _by_kind(kind, f"SUM({months})", f"ROUND(AVERAGE({months}),2)", f"{last}{number}", f"{first}{number}")


def _by_kind(kind: str, added: str, mean: str, last: str, level: str) -> str:
    return (
        f'=IF({kind}="","",IF(OR({kind}="Acumulable",{kind}="Única"),{added},'
        f'IF({kind}="Promedio",{mean},IF({kind}="Constante",{level},{last}))))'
    )


def quarter(seccion: Seccion, number: int, which: int, row: Mapping[str, Any] | None) -> Calculo:
    """What a quarter (1 to 4) comes to."""
    first, last = column_of(seccion, "meses", 3 * which - 2), column_of(seccion, "meses", 3 * which)
    months = f"{first}{number}:{last}{number}"
    values = quarters(seccion.clave, row or {})
    value = values[which - 1] if len(values) == 4 else None
    if seccion is PRESUPUESTO:
        return Calculo(f"=SUM({months})", None if value is None else pesos(value))
    kind = f"{column_of(seccion, 'tipo_meta')}{number}"
    text = _by_kind(kind, f"SUM({months})", f"ROUND(AVERAGE({months}),2)", f"{last}{number}", f"{last}{number}")
    return Calculo(text, decimal_of(value))


def from_catalogue(
    seccion: Seccion, clave: str, number: int, row: Mapping[str, Any] | None, listas: Listas, catalogos: Catalogos
) -> Calculo | None:
    """The name of a partida, or the text of a key of a plan; None when what is captured says another thing."""
    if (seccion.clave, clave) not in derivados.CAMPOS:
        return None
    if seccion is PRESUPUESTO:
        text = listas.lookup("PARTIDAS", f"{column_of(seccion, 'partida')}{number}", 2)
    else:
        parts = '&"|"&'.join(f"{column_of(seccion, name)}{number}" for name in ("instrumento", "nivel", "clave"))
        text = listas.lookup("PLANES", parts, 2)
    stored = (row or {}).get(clave)
    if text is None or (row is not None and stored != derivados.known(seccion.clave, clave, row, catalogos)):
        return None
    return Calculo(text, stored)


def of_programme(
    clave: str, cell: str, data: Mapping[str, Any], listas: Listas, catalogos: Catalogos
) -> Calculo | None:
    """What the catalogue says of the programme in `cell`; None when what is captured says another thing."""
    column = {"programa_nombre": 2, "modalidad": 3, "ur_lider": 4}.get(clave)
    if column is None:
        return None
    known = derivados.known("identificacion", clave, data, catalogos)
    text = listas.lookup("PROGRAMAS", cell, column)
    return Calculo(text, known) if text is not None and known is not None and data.get(clave) == known else None
