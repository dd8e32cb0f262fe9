"""Records into the rows of a format: each column takes its datum, and each list goes to its child sheet.

    hojas = llenar(formato, registros)

A record is {source: value}: text, whole number, Decimal, date or None; of a table, a list of records. Nothing is
dropped in silence: what does not fit a column is written as it is, and told in `problemas`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.kernel.texto import plain
from workflow.sipot.formato import Campo, Formato

Valor = str | int | Decimal | date | None
Fila = tuple[Valor, ...]
LARGO_DE_CELDA = 32_767  # of a workbook; more text than that is cut, and told
NUMERICOS = ("numero", "moneda", "anio")
FECHAS = ("fecha", "actualizacion")
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Problema:
    """What does not fit: `fila` counts from 1 within its sheet; `codigo` has its words in ROTULOS."""

    hoja: str
    fila: int
    rotulo: str
    codigo: str
    texto: str = ""


@dataclass
class Hojas:
    """`principal`: rows in the order of the columns; `tablas`: of each child sheet, with its number first."""

    principal: list[Fila] = field(default_factory=list)
    tablas: dict[str, list[Fila]] = field(default_factory=dict)
    problemas: list[Problema] = field(default_factory=list)


PRINCIPAL = "Reporte de Formatos"


def llenar(
    formato: Formato, registros: Iterable[Mapping[str, Any]], comunes: Mapping[str, Valor] | None = None
) -> Hojas:
    """`comunes`: what is the same in every record, where the record does not say it."""
    hojas = Hojas(tablas={tabla.nombre: [] for tabla in formato.tablas})
    for numero, registro in enumerate(registros, 1):
        said = {**(comunes or {}), **registro}
        cells: list[Valor] = []
        for campo in formato.campos:
            if campo.tabla is None:
                cells.append(_cell(hojas, PRINCIPAL, numero, campo, said))
            else:
                cells.append(_children(hojas, numero, campo, said.get(campo.fuente)))
        hojas.principal.append(tuple(cells))
    return hojas


def _children(hojas: Hojas, numero: int, campo: Campo, found: Sequence[Mapping[str, Any]] | None) -> int | None:
    """The rows of a child sheet, tied by the number of the row that they belong to. None when there are none."""
    assert campo.tabla is not None
    filas = hojas.tablas[campo.tabla.nombre]
    for hijo in found or ():
        place = len(filas) + 1
        cells = (_cell(hojas, campo.tabla.nombre, place, one, hijo) for one in campo.tabla.campos)
        filas.append((numero, *cells))
    return numero if found else None


def _cell(hojas: Hojas, hoja: str, fila: int, campo: Campo, said: Mapping[str, Any]) -> Valor:
    value = said.get(campo.fuente) if campo.fuente else None
    if value is None or value == "":
        value = campo.fijo or None
    if value is None:
        return None
    fit, codigo = _fit(campo, value)
    if codigo:
        hojas.problemas.append(Problema(hoja, fila, campo.rotulo, codigo, str(value)[:120]))
    return fit


def _fit(campo: Campo, value: Any) -> tuple[Valor, str]:
    """The value as its column takes it, and the code of what is wrong with it ('' if nothing is)."""
    if campo.tipo == "catalogo":
        found = next((one for one in campo.catalogo if plain(one) == plain(str(value))), None)
        return (found, "") if found is not None else (str(value), "fuera_de_catalogo")
    if campo.tipo in FECHAS:
        return (value, "") if isinstance(value, date) else (str(value), "no_es_fecha")
    if campo.tipo in NUMERICOS:
        number = _number(value)
        return (number, "") if number is not None else (str(value), "no_es_numero")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}", ""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if campo.tipo == "hipervinculo" and not _URL.fullmatch(text):
        return text, "no_es_vinculo"
    return (text, "") if len(text) <= LARGO_DE_CELDA else (text[:LARGO_DE_CELDA], "texto_recortado")


def _number(value: Any) -> int | Decimal | None:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return value
    text = str(value).strip()
    return Decimal(text) if re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", text) else None
