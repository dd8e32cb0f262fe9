"""The sheets of a POA: Identificación with a field in each row, and the tables with their lists and totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workflow.libros.guard import column_letters
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import sound
from workflow.poa.esquema import ALINEACION, IDENTIFICACION, PRESUPUESTO, Campo, Seccion
from workflow.poa.libro import calculos
from workflow.poa.libro.ayudas import AYUDAS
from workflow.poa.libro.calculos import TRIMESTRES, Calculo
from workflow.poa.libro.formatos import (
    DINERO,
    DINERO_CALCULADO,
    ENCABEZADO,
    Formatos,
    cell_value,
    column_of,
    fit_row,
    formula,
    lines,
    of_row,
    put,
)
from workflow.poa.libro.listas import Listas
from workflow.poa.numeros import pesos
from workflow.poa.vista import quarters

LIBRES = 12
"""Empty rows ready to be filled in below what is already there."""

_VALOR = 88.0
VACIAS: dict[str, int] = {"alineacion": 20, "actividades": 30, "presupuesto": 60, "mir": 40}
_PROTECCION = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": False}
_ANCHOS = {"descripcion": 44, "resumen": 44, "concepto": 36, "indicador": 36, "definicion": 36, "metodo": 36,
           "medio": 32, "supuesto": 32, "responsable": 28, "localidades": 24, "variable_1": 28, "variable_2": 28,
           "clave": 10, "programa": 11, "componente": 12, "partida": 10, "fuente": 10, "numero": 7}  # fmt: skip
_FIJAS = {"actividades": 4, "presupuesto": 3, "mir": 2, "alineacion": 0}
_PAGINAS = {"actividades": 2, "presupuesto": 2, "mir": 3, "fichas": 2}
"""Pages side by side in print, the first columns repeated in each."""

_LARGOS = frozenset({"problema_central", "objetivo_general", "poblacion_referencia"})


@dataclass(frozen=True)
class Libro:
    """What the sheets share while the workbook is made."""

    book: Workbook
    formatos: Formatos
    listas: Listas
    catalogos: Catalogos
    ejercicio: Any
    unidad: str
    folio: str


def page(libro: Libro, sheet: Worksheet, titulo: str, paginas: int = 1) -> None:
    """Titles, print set-up and protection of a sheet."""
    sheet.write_string(0, 0, titulo, libro.formatos.get("titulo"))
    if libro.unidad:
        sheet.write_string(1, 0, libro.unidad, libro.formatos.get("unidad"))
    sheet.set_landscape()
    sheet.set_paper(5)  # oficio
    sheet.fit_to_pages(paginas, 0)
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    sheet.set_footer(f"&L{libro.folio}&C&A&RPágina &P de &N")
    sheet.protect("", _PROTECCION)


def help_of(sheet: Worksheet, row: int, column: int, seccion: Seccion, clave: str) -> None:
    text = AYUDAS.get((seccion.clave, clave))
    if text:
        sheet.write_comment(row - 1, column - 1, text, {"x_scale": 2, "y_scale": 1 + len(text) / 160, "author": ""})


def fields_sheet(libro: Libro, sheet: Worksheet, seccion: Seccion, data: Mapping[str, Any], titulo: str) -> None:
    """A sheet with a field in each row: its title in A, its value in B."""
    page(libro, sheet, titulo)
    for column, name in enumerate(("Campo", "Valor"), 1):
        put(sheet, ENCABEZADO, column, name, libro.formatos.get("encabezado"))
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 1, _VALOR)
    rows = {campo.clave: row for row, campo in enumerate(seccion.campos, ENCABEZADO + 1)}
    for campo in seccion.campos:
        row = rows[campo.clave]
        put(sheet, row, 1, campo.titulo, libro.formatos.get("rotulo"))
        help_of(sheet, row, 1, seccion, campo.clave)
        known = None
        if seccion is IDENTIFICACION:
            cell = f"B{rows['programa']}"
            known = calculos.of_programme(campo.clave, cell, data, libro.listas, libro.catalogos)
        if known is not None:
            formula(sheet, row, 2, known.formula, libro.formatos.of(campo, "calculado"), known.valor)
            continue
        value = cell_value(campo, data.get(campo.clave))
        put(sheet, row, 2, value, libro.formatos.of(campo, "valor"))
        fit_row(sheet, row, max(lines(value, _VALOR), 2 if campo.clave in _LARGOS else 1))
        if rule := rule_of(libro, seccion, campo, row):
            sheet.data_validation(row - 1, 1, row - 1, 1, rule)
        if campo.obligatorio:
            _ask(libro, sheet, f"B{row}", f'=$B{row}=""')
    sheet.freeze_panes(ENCABEZADO, 0)
    sheet.print_area(0, 0, ENCABEZADO + len(seccion.campos) - 1, 1)


def rule_of(libro: Libro, seccion: Seccion, campo: Campo, first: int) -> dict[str, Any] | None:
    """What may be typed in a field."""
    rule = libro.listas.rule(seccion, campo.clave, campo.codigos, first)
    if rule is not None:
        return rule
    if campo.mes and seccion.clave in ("actividades", "presupuesto"):
        return _number("decimal", 0, "Escriba un número desde 0; 0 si ese mes no hay nada programado.")
    if campo.tipo in ("decimal", "dinero"):
        return _number("decimal", -(10**12), "Escriba un número, sin letras ni signos.")
    if campo.tipo == "entero":
        return _number("integer", 0, "Escriba un número entero.")
    if campo.tipo == "fecha":
        return _number("date", date(2000, 1, 1), "Escriba una fecha, como 08/01/2026.", "Debe ser una fecha")
    return None


def _number(kind: str, least: Any, message: str, title: str = "Debe ser un número") -> dict[str, Any]:
    return {"validate": kind, "criteria": ">=", "value": least, "ignore_blank": True,
            "error_title": title, "error_message": message}  # fmt: skip


def _ask(libro: Libro, sheet: Worksheet, area: str, criteria: str) -> None:
    """What is mandatory and empty is seen."""
    form = libro.formatos.get("falta")
    sheet.conditional_format(area, {"type": "formula", "criteria": criteria, "format": form})


def table_sheet(
    libro: Libro, sheet: Worksheet, seccion: Seccion, rows: Sequence[Mapping[str, Any]], titulo: str
) -> None:
    """A sheet with a row in each row: what there is, rows ready to be filled in, and the TOTAL of the budget."""
    clave = seccion.clave
    page(libro, sheet, titulo, _PAGINAS.get(clave, 1))
    sheet.repeat_rows(ENCABEZADO - 1)
    if clave in _PAGINAS:
        sheet.repeat_columns(0, max(0, _FIJAS.get(clave, 1) - 1))
    _headers(libro, sheet, seccion)
    count = len(rows) + LIBRES if rows else VACIAS.get(clave, 20)
    first, last = ENCABEZADO + 1, ENCABEZADO + count
    for number in range(first, last + 1):
        place = number - first
        _row(libro, sheet, seccion, number, rows[place] if place < len(rows) else None)
    for column, campo in enumerate(seccion.campos, 1):
        letters = column_letters(column)
        if campo.clave != "total" and (rule := rule_of(libro, seccion, campo, first)):
            sheet.data_validation(first - 1, column - 1, last - 1, column - 1, rule)
        if campo.obligatorio and column > 1 and campo.clave != "total":
            key = f"${column_of(seccion, seccion.llave[0])}{first}"
            _ask(libro, sheet, f"{letters}{first}:{letters}{last}", f'=AND({key}<>"",{letters}{first}="")')
    if seccion is PRESUPUESTO:
        _total_row(libro, sheet, last + 1, rows)
    sheet.freeze_panes(ENCABEZADO, _FIJAS.get(clave, 1))
    sheet.print_area(0, 0, last if seccion is PRESUPUESTO else last - 1, len(seccion.campos) - 1)


def _headers(libro: Libro, sheet: Worksheet, seccion: Seccion) -> None:
    titles = [campo.titulo for campo in seccion.campos]
    if calculos.with_quarters(seccion):
        titles += TRIMESTRES
    sheet.set_row(ENCABEZADO - 1, 32)
    for column, title in enumerate(titles, 1):
        put(sheet, ENCABEZADO, column, title, libro.formatos.get("encabezado"))
    for column, campo in enumerate(seccion.campos, 1):
        if not campo.mes or campo.mes == 1:
            help_of(sheet, ENCABEZADO, column, seccion, campo.clave)
        sheet.set_column(column - 1, column - 1, _width(campo))
    if calculos.with_quarters(seccion):
        sheet.set_column(len(seccion.campos), len(titles) - 1, 14)


def _width(campo: Campo) -> float:
    if campo.tipo == "dinero":
        return 14
    if campo.mes or campo.tipo in ("decimal", "entero"):
        return _ANCHOS.get(campo.clave, 10)
    return _ANCHOS.get(campo.clave, 17)


def _row(libro: Libro, sheet: Worksheet, seccion: Seccion, number: int, row: Mapping[str, Any] | None) -> None:
    height = 1
    for column, campo in enumerate(seccion.campos, 1):
        known: Calculo | None = None
        base = "calculado"
        if campo.clave == "total":
            known = calculos.total(seccion, number, row)
        else:
            known = calculos.from_catalogue(seccion, campo.clave, number, row, libro.listas, libro.catalogos)
            base = "captura"
        if known is not None:
            numero = DINERO_CALCULADO if campo.tipo == "dinero" else ""
            form = libro.formatos.get(base, numero, ajustar=base == "captura")
            formula(sheet, number, column, known.formula, form, known.valor)
            height = max(height, lines(known.valor, _width(campo)))
            continue
        value = cell_value(campo, of_row(row or {}, campo))
        height = max(height, lines(value, _width(campo)))
        if seccion is ALINEACION and campo.clave == "clave" and row is not None:
            value = _ods_number(row, value)
        put(sheet, number, column, value, libro.formatos.of(campo))
    fit_row(sheet, number, height)
    if calculos.with_quarters(seccion):
        form = libro.formatos.get("calculado", DINERO_CALCULADO if seccion is PRESUPUESTO else "")
        held = None if row is None else sound(seccion, row)
        for which in range(1, 5):
            found = calculos.quarter(seccion, number, which, held)
            formula(sheet, number, len(seccion.campos) + which, found.formula, form, found.valor)


def _ods_number(row: Mapping[str, Any], value: Any) -> Any:
    """An ODS goes by its number, as in the workbooks that arrive."""
    ods = (row.get("instrumento"), row.get("nivel")) == ("ods", "objetivo")
    return int(value) if ods and isinstance(value, str) and value.isdigit() and str(int(value)) == value else value


def _total_row(libro: Libro, sheet: Worksheet, number: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """TOTAL, with the sum of each column; of the quarters too."""
    form = libro.formatos.get("total", DINERO)
    put(sheet, number, 1, "TOTAL", form)
    sums: list[int | None] = [
        sum(of_row(row, campo) or 0 for row in rows) if campo.tipo == "dinero" else None for campo in PRESUPUESTO.campos
    ]
    by_quarter = [quarters("presupuesto", sound(PRESUPUESTO, row)) for row in rows]
    sums += [sum(found[which] or 0 for found in by_quarter if found) for which in range(4)]
    for column, cents in enumerate(sums[1:], 2):
        if cents is None:
            put(sheet, number, column, None, form)
            continue
        letters = column_letters(column)
        text = f"=SUM({letters}{ENCABEZADO + 1}:{letters}{number - 1})"
        formula(sheet, number, column, text, form, pesos(cents))
