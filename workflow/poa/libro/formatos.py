"""How the cells of the workbook look, and how a value of the content is put in one. A text is never a formula."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workflow.libros.guard import column_letters
from workflow.poa.esquema import CODIGOS, Campo, Seccion

ENCABEZADO = 4
"""The row of the header, counting from 1; data begin in the next one."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_KEYS = frozenset({"partida", "fuente", "clave", "localidades", "programa", "componente"})
_BASE: dict[str, dict[str, Any]] = {
    "titulo": {"bold": True, "font_size": 14, "font_color": "#113C31"},
    "unidad": {"font_color": "#444444"},
    "encabezado": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#113C31", "text_wrap": True,
                   "valign": "vcenter", "align": "center", "border": 1, "border_color": "#FFFFFF"},
    "rotulo": {"bold": True, "bg_color": "#E7EEEB", "valign": "top", "border": 1, "border_color": "#B9C6C1"},
    "calculado": {"bg_color": "#EEF1F0", "border": 1, "border_color": "#B9C6C1", "valign": "top"},
    "captura": {"locked": False, "border": 1, "border_color": "#D5DDDA", "valign": "top"},
    "total": {"bold": True, "bg_color": "#E7EEEB", "top": 2},
    "falta": {"bg_color": "#FFF3CD"},
    "texto": {"text_wrap": True, "valign": "top"},
    "valor": {"locked": False, "border": 1, "border_color": "#D5DDDA", "valign": "top", "align": "left"},
    "parrafo": {"bold": True, "font_size": 12, "font_color": "#113C31", "valign": "top"},
}  # fmt: skip
DINERO = "#,##0.00"
DINERO_CALCULADO = "#,##0.00;-#,##0.00;"
"""Nothing is shown where there is nothing to add up yet."""

FECHA = "dd/mm/yyyy"
TEXTO = "@"


class Formatos:
    """The formats of a workbook: a base and what a field adds to it, made once each."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._made: dict[tuple[str, str, bool], Format] = {}

    def get(self, base: str, numero: str = "", *, ajustar: bool = False) -> Format:
        key = (base, numero, ajustar)
        if key not in self._made:
            properties = dict(_BASE[base])
            if numero:
                properties["num_format"] = numero
            if ajustar:
                properties["text_wrap"] = True
            self._made[key] = self.book.add_format(properties)
        return self._made[key]

    def of(self, campo: Campo, base: str = "captura") -> Format:
        """The format of the cells of a field."""
        return self.get(base, _number_format(campo, base), ajustar=campo.tipo in ("texto", "lista", "clave"))


def _number_format(campo: Campo, base: str) -> str:
    if campo.tipo == "dinero":
        return DINERO
    if campo.tipo == "fecha":
        return FECHA
    return TEXTO if campo.clave in _KEYS and base != "calculado" else ""


def lines(text: Any, width: float) -> int:
    """How many lines a text takes in a cell of that width (in characters)."""
    if not isinstance(text, str):
        return 1
    return sum(max(1, math.ceil(len(part) * 1.05 / width)) for part in text.split("\n"))


def fit_row(sheet: Worksheet, row: int, count: int) -> None:
    """The height of a row for so many lines; the usual one for a single line."""
    if count > 1:
        sheet.set_row(row - 1, 15 * min(count, 12))


def cell_value(campo: Campo, value: Any) -> Any:
    """A value of the content as its cell holds it."""
    if value is None or value == "" or value == []:
        return None
    if campo.tipo == "lista":
        return "; ".join(value)
    if campo.tipo == "codigo":
        return CODIGOS[campo.codigos or ""].get(value, value)
    if campo.tipo == "dinero":
        return Decimal(value) / 100
    if campo.tipo == "decimal":
        number = Decimal(str(value))
        return int(number) if number == number.to_integral_value() else number
    if campo.tipo == "fecha":
        return date.fromisoformat(value)
    return value


def of_row(row: Mapping[str, Any], campo: Campo) -> Any:
    """What a row holds in a column: of the months, that of its place."""
    value = row.get(campo.clave)
    if campo.mes:
        return value[campo.mes - 1] if isinstance(value, list) and len(value) >= campo.mes else None
    return value


def put(sheet: Worksheet, row: int, column: int, value: Any, form: Format | None = None) -> None:
    """A value in its cell, from row 1 and column 1. A text stays a text even when it begins with `=`."""
    place = (row - 1, column - 1)
    if value is None:
        sheet.write_blank(*place, None, form)
    elif isinstance(value, str):
        sheet.write_string(*place, _FORBIDDEN.sub("", value), form)
    elif isinstance(value, date):
        sheet.write_datetime(*place, datetime.combine(value, time()), form)
    else:
        sheet.write_number(*place, value, form)


def formula(sheet: Worksheet, row: int, column: int, text: str, form: Format, value: Any) -> None:
    """A formula of the template with the value that it has now, so that it can be read without a spreadsheet."""
    known = "" if value is None else float(value) if isinstance(value, Decimal) else value
    sheet.write_formula(row - 1, column - 1, text, form, known)


def column_of(seccion: Seccion, clave: str, mes: int | None = None) -> str:
    """The letter of the column of a field."""
    place = next(n for n, campo in enumerate(seccion.campos, 1) if campo.clave == clave and campo.mes == mes)
    return column_letters(place)
