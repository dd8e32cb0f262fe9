"""The content of a POA as a workbook of the same layout that is imported, and the blank template with its lists.

Importing what is exported gives the same content. Texts are always texts: nothing a person typed becomes a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workflow.poa.catalogos import Catalogos
from workflow.poa.esquema import (
    ACTIVIDADES,
    ALINEACION,
    CODIGOS,
    IDENTIFICACION,
    MIR,
    PRESUPUESTO,
    TODO_EL_MUNICIPIO,
    TRANSVERSALES,
    Campo,
    Seccion,
)

ENCABEZADO = 4
_FILAS_DE_PLANTILLA = {"alineacion": 20, "actividades": 30, "presupuesto": 60, "mir": 40}
_TITULOS = {
    "identificacion": "MUNICIPIO DE FRESNILLO, ZACATECAS",
    "alineacion": "ALINEACIÓN A LA PLANEACIÓN",
    "actividades": "ACTIVIDADES Y METAS {ejercicio}",
    "presupuesto": "PRESUPUESTO DE EGRESOS {ejercicio} (PESOS)",
    "mir": "MATRIZ DE INDICADORES PARA RESULTADOS {ejercicio}",
}
_BOLD = Font(bold=True, color="FFFFFF")
_GREEN = PatternFill("solid", fgColor="113C31")
_GREY = PatternFill("solid", fgColor="EEF1F0")
_WRAP = Alignment(wrap_text=True, vertical="top")
_UNLOCKED = Protection(locked=False)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDE = {"descripcion": 48, "resumen": 48, "concepto": 40, "indicador": 40, "definicion": 40, "metodo": 40, "medio": 36,
         "supuesto": 36, "responsable": 32, "localidades": 30}  # fmt: skip
_KEYS = {"partida", "fuente", "clave", "localidades", "programa", "componente"}


def export(contenido: Mapping[str, Any]) -> bytes:
    """A workbook with the content, without formulas."""
    return _bytes(_filled(contenido))


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _filled(contenido: Mapping[str, Any]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    ejercicio = (contenido.get("identificacion") or {}).get("ejercicio") or ""
    _fields(book, contenido.get("identificacion") or {}, ejercicio)
    for seccion in (ALINEACION, ACTIVIDADES, PRESUPUESTO, MIR):
        rows = contenido.get(seccion.clave)
        if rows is None and seccion is MIR:
            continue
        sheet = _sheet(book, seccion, contenido, ejercicio)
        for offset, row in enumerate(rows or [], 1):
            _row(sheet, ENCABEZADO + offset, seccion, row)
        if seccion is PRESUPUESTO:
            _total(sheet, ENCABEZADO + len(rows or []) + 1, rows or [])
    return book


def _sheet(book: Workbook, seccion: Seccion, contenido: Mapping[str, Any], ejercicio: Any) -> Worksheet:
    sheet = book.create_sheet(seccion.hoja)
    data = contenido.get("identificacion") or {}
    sheet["A1"] = _TITULOS[seccion.clave].format(ejercicio=ejercicio).strip()
    _put(sheet, 2, 1, " ".join(filter(None, [data.get("clave_ur"), data.get("unidad_responsable")])) or None)
    for column, campo in enumerate(seccion.campos, 1):
        _header(sheet, column, campo.titulo)
        width = _WIDE.get(campo.clave, 13 if campo.mes or campo.tipo in ("dinero", "decimal") else 16)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = sheet.cell(ENCABEZADO + 1, 1)
    return sheet


def _header(sheet: Worksheet, column: int, title: str) -> None:
    cell = sheet.cell(ENCABEZADO, column, title)
    cell.font, cell.fill, cell.alignment = _BOLD, _GREEN, _WRAP


def _fields(book: Workbook, data: Mapping[str, Any], ejercicio: Any) -> None:
    sheet = book.create_sheet(IDENTIFICACION.hoja)
    sheet["A1"] = _TITULOS["identificacion"]
    sheet["A2"] = f"PROGRAMA OPERATIVO ANUAL {ejercicio}".strip()
    _header(sheet, 1, "Campo")
    _header(sheet, 2, "Valor")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 36, 90
    for row, campo in enumerate(IDENTIFICACION.campos, ENCABEZADO + 1):
        sheet.cell(row, 1, campo.titulo)
        _put(sheet, row, 2, cell_value(campo, data.get(campo.clave)))
        sheet.cell(row, 2).alignment = _WRAP
    sheet.freeze_panes = "A5"


def _row(sheet: Worksheet, number: int, seccion: Seccion, row: Mapping[str, Any]) -> None:
    for column, campo in enumerate(seccion.campos, 1):
        value = row.get(campo.clave)
        if campo.mes:
            value = value[campo.mes - 1] if isinstance(value, list) and len(value) >= campo.mes else None
        told: Any = cell_value(campo, value)
        if (
            seccion is ALINEACION
            and campo.clave == "clave"
            and told
            and (row["instrumento"], row["nivel"]) == ("ods", "objetivo")
        ):
            told = int(told) if str(told).isdigit() else told
        _put(sheet, number, column, told)
        _format(sheet, number, column, campo)


def _format(sheet: Worksheet, number: int, column: int, campo: Campo) -> None:
    cell = sheet.cell(number, column)
    if campo.tipo == "dinero":
        cell.number_format = "#,##0.00"
    elif campo.tipo in ("texto", "lista", "clave"):
        cell.alignment = _WRAP
    if campo.clave in _KEYS:
        cell.number_format = "@"


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
        return _number(Decimal(str(value)))
    if campo.tipo == "fecha":
        return date.fromisoformat(value)
    return value


def _number(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """A value in its cell. A text is a text even when it begins with `=`."""
    if value is None:
        return
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = _FORBIDDEN.sub("", value)
        cell.data_type = "s"
        if value.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"


def _total(sheet: Worksheet, number: int, rows: Sequence[Mapping[str, Any]]) -> None:
    sheet.cell(number, 1, "TOTAL").font = Font(bold=True)
    for column, campo in enumerate(PRESUPUESTO.campos, 1):
        if campo.tipo != "dinero":
            continue
        values = [row["meses"][campo.mes - 1] if campo.mes else row["total"] for row in rows]
        cell = sheet.cell(number, column, Decimal(sum(value or 0 for value in values)) / 100)
        cell.font, cell.number_format = Font(bold=True), "#,##0.00"


# --- The blank template


def template(contenido: Mapping[str, Any], catalogos: Catalogos) -> bytes:
    """A workbook to be filled in: what is known already is written, the rest has its lists; totals are protected."""
    base = {**contenido, "alineacion": [], "actividades": [], "presupuesto": []}
    base["mir"] = [] if contenido.get("mir") is not None else None
    book = _filled(base)
    lists = _Listas(book, catalogos)
    _template_fields(book[IDENTIFICACION.hoja], lists)
    for seccion in (ALINEACION, ACTIVIDADES, PRESUPUESTO, MIR):
        if seccion.hoja in book.sheetnames:
            _template_table(book[seccion.hoja], seccion, lists)
    lists.hide()
    return _bytes(book)


class _Listas:
    """The hidden sheet with one list per column, and the validations that use them."""

    def __init__(self, book: Workbook, catalogos: Catalogos) -> None:
        self.sheet = book.create_sheet("Listas")
        self.where: dict[str, str] = {}
        for name, values in (
            *((name, list(labels.values())) for name, labels in CODIGOS.items()),
            ("programas", list(catalogos.programas)),
            ("programas_nombre", [programa.nombre for programa in catalogos.programas.values()]),
            ("dependencias", list(catalogos.dependencias)),
            ("partidas", list(catalogos.partidas)),
            ("conceptos", list(catalogos.partidas.values())),
            ("fuentes", list(catalogos.fuentes)),
            ("claves", _alignment_keys(catalogos)),
            ("localidades", [TODO_EL_MUNICIPIO, *catalogos.localidades]),
        ):
            self._column(name, values)

    def _column(self, name: str, values: list[str]) -> None:
        column = len(self.where) + 1
        self.sheet.cell(1, column, name)
        for row, value in enumerate(values, 2):
            _put(self.sheet, row, column, value)
        letter = get_column_letter(column)
        self.where[name] = f"{quote_sheetname('Listas')}!${letter}$2:${letter}${max(2, len(values) + 1)}"

    def apply(self, sheet: Worksheet, area: str, name: str, *, strict: bool = True) -> None:
        rule = DataValidation(type="list", formula1=self.where[name], allow_blank=True, showErrorMessage=strict)
        rule.errorTitle, rule.error = "Valor no permitido", "Elija un valor de la lista."
        sheet.add_data_validation(rule)
        rule.add(area)

    def hide(self) -> None:
        self.sheet.sheet_state = "hidden"


def _alignment_keys(catalogos: Catalogos) -> list[str]:
    return [*catalogos.pmd, *catalogos.ods, *catalogos.ods_metas, *sorted(TRANSVERSALES)]


_FIELD_LISTS = {"tipo_programa": "tipo_programa", "programa": "programas", "programa_nombre": "programas_nombre",
                "clave_ur": "dependencias", "ur_lider": "dependencias"}  # fmt: skip
_COLUMN_LISTS = {
    ("alineacion", "clave"): ("claves", False),
    ("actividades", "programa"): ("programas", True),
    ("actividades", "localidades"): ("localidades", False),
    ("presupuesto", "partida"): ("partidas", True),
    ("presupuesto", "concepto"): ("conceptos", True),
    ("presupuesto", "fuente"): ("fuentes", True),
}


def _template_fields(sheet: Worksheet, lists: _Listas) -> None:
    for row, campo in enumerate(IDENTIFICACION.campos, ENCABEZADO + 1):
        sheet.cell(row, 2).protection = _UNLOCKED
        if campo.clave in _FIELD_LISTS:
            lists.apply(sheet, f"B{row}", _FIELD_LISTS[campo.clave])
        if campo.tipo == "fecha":
            sheet.cell(row, 2).number_format = "dd/mm/yyyy"
    _protect(sheet)


def _template_table(sheet: Worksheet, seccion: Seccion, lists: _Listas) -> None:
    first, last = ENCABEZADO + 1, ENCABEZADO + _FILAS_DE_PLANTILLA[seccion.clave]
    if seccion is PRESUPUESTO:
        for column in range(1, len(seccion.campos) + 1):
            sheet.cell(first, column).value = None
    for column, campo in enumerate(seccion.campos, 1):
        letter = get_column_letter(column)
        for row in range(first, last + 1):
            cell = sheet.cell(row, column)
            _format(sheet, row, column, campo)
            if campo.clave == "total":
                cell.value, cell.fill = _total_formula(seccion, row), _GREY
            else:
                cell.protection = _UNLOCKED
        if campo.tipo == "codigo":
            lists.apply(sheet, f"{letter}{first}:{letter}{last}", campo.codigos or "")
        elif (found := _COLUMN_LISTS.get((seccion.clave, campo.clave))) is not None:
            lists.apply(sheet, f"{letter}{first}:{letter}{last}", found[0], strict=found[1])
    if seccion is PRESUPUESTO:
        _template_total(sheet, first, last)
    _protect(sheet)


def _total_formula(seccion: Seccion, row: int) -> str:
    if seccion is PRESUPUESTO:
        return f"=SUM(D{row}:O{row})"
    months = f"G{row}:R{row}"
    return (
        f'=IF(F{row}="Acumulable",SUM({months}),IF(F{row}="Constante",G{row},'
        f'IF(F{row}="Última",R{row},IF(F{row}="Promedio",ROUND(AVERAGE({months}),2),""))))'
    )


def _template_total(sheet: Worksheet, first: int, last: int) -> None:
    sheet.cell(last + 1, 1, "TOTAL").font = Font(bold=True)
    for column, campo in enumerate(PRESUPUESTO.campos, 1):
        if campo.tipo == "dinero":
            letter = get_column_letter(column)
            cell = sheet.cell(last + 1, column, f"=SUM({letter}{first}:{letter}{last})")
            cell.font, cell.fill, cell.number_format = Font(bold=True), _GREY, "#,##0.00"


def _protect(sheet: Worksheet) -> None:
    """Without a password: it keeps hands off the totals and titles, it is no secret."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
