"""The workbook of a format, as the platform takes it: the same rows above, sheets and names as the official one.

Sheet «Reporte de Formatos»: the number of the format (1), the titles of its three texts (2) and the texts (3), the
codes of the types (4), the numbers of the columns (5), «Tabla Campos» (6), the labels (7); data from row 8. Each
child sheet: codes (1), numbers (2), labels (3); data from row 4. Each catalogue, in a hidden sheet.

The same rows give the same bytes: nothing of the machine nor of the hour goes in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workflow.sipot.formato import Campo, Formato
from workflow.sipot.llenado import PRINCIPAL, Fila, Hojas, Valor

PRIMERA_FILA = 8
PRIMERA_DE_TABLA = 4
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OPCIONES = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_RENGLONES_CON_LISTA = 5000  # how far down a catalogue can be chosen from a list
_NARROW, _USUAL, _WIDE = 12, 22, 48


class _Libro:
    def __init__(self, formato: Formato, fecha: date) -> None:
        self.out = io.BytesIO()
        self.book = Workbook(self.out, dict(_OPCIONES))
        self.book.set_properties(
            {"title": formato.titulo, "created": datetime.combine(fecha, time(), UTC).replace(tzinfo=None)}
        )
        self.estilos: dict[str, Format] = {
            "titulo": self._style(bold=True, font_color="#FFFFFF", bg_color="#333333"),
            "texto": self._style(bg_color="#E1E1E1", text_wrap=True, valign="top"),
            "banda": self._style(bold=True, font_color="#FFFFFF", bg_color="#333333", align="center"),
            "rotulo": self._style(bold=False, bg_color="#E1E1E1", text_wrap=True, valign="vcenter", border=1),
            "celda": self._style(text_wrap=True, valign="top", border=1, border_color="#BFBFBF"),
            "fecha": self._style(num_format="dd/mm/yyyy", valign="top", border=1, border_color="#BFBFBF"),
            "moneda": self._style(num_format="#,##0.00", valign="top", border=1, border_color="#BFBFBF"),
        }

    def _style(self, **properties: Any) -> Format:
        return self.book.add_format(properties)

    def put(self, sheet: Worksheet, fila: int, columna: int, value: Valor, estilo: str = "celda") -> None:
        """A value in its cell, from row 1 and column 1. A text stays a text even when it begins with `=`."""
        place, form = (fila - 1, columna - 1), self.estilos[estilo]
        if value is None:
            sheet.write_blank(*place, None, form)
        elif isinstance(value, str):
            sheet.write_string(*place, _FORBIDDEN.sub("", value), form)
        elif isinstance(value, date):
            sheet.write_datetime(*place, datetime.combine(value, time()), self.estilos["fecha"])
        else:
            sheet.write_number(*place, value, form)

    def close(self) -> bytes:
        self.book.close()
        return self.out.getvalue()


def libro(formato: Formato, hojas: Hojas | None = None, *, fecha: date) -> bytes:
    """Without rows, the blank workbook. `fecha`: the one that it says it was made on."""
    found = hojas or Hojas()
    made = _Libro(formato, fecha)
    sheet = made.book.add_worksheet(PRINCIPAL)
    tablas = {tabla.nombre: made.book.add_worksheet(tabla.nombre) for tabla in formato.tablas}
    _above(made, sheet, formato)
    _columns(made, sheet, formato.campos, found.principal, PRIMERA_FILA, 1, "")
    for tabla in formato.tablas:
        hija = tablas[tabla.nombre]
        made.put(hija, 3, 1, "ID", "rotulo")
        hija.set_column(0, 0, _NARROW)
        rows = found.tablas.get(tabla.nombre, [])
        for n, fila in enumerate(rows, PRIMERA_DE_TABLA):
            made.put(hija, n, 1, fila[0])
        _columns(made, hija, tabla.campos, [fila[1:] for fila in rows], PRIMERA_DE_TABLA, 2, f"_{tabla.nombre}")
        hija.set_row(0, None, None, {"hidden": True})
        hija.set_row(1, None, None, {"hidden": True})
        hija.freeze_panes(3, 0)
    sheet.activate()
    return made.close()


def _above(made: _Libro, sheet: Worksheet, formato: Formato) -> None:
    made.put(sheet, 1, 1, formato.id or None)
    titulos = (("TÍTULO", formato.titulo), ("NOMBRE CORTO", formato.nombre_corto), ("DESCRIPCIÓN", formato.descripcion))
    for place, (name, text) in zip((0, 3, 6), titulos, strict=True):
        sheet.merge_range(1, place, 1, place + 2, name, made.estilos["titulo"])
        sheet.merge_range(2, place, 2, place + 2, _FORBIDDEN.sub("", text), made.estilos["texto"])
    sheet.set_row(2, 45)
    last = len(formato.campos) - 1
    if last:
        sheet.merge_range(5, 0, 5, last, "Tabla Campos", made.estilos["banda"])
    else:
        made.put(sheet, 6, 1, "Tabla Campos", "banda")
    for hidden in (0, 3, 4):
        sheet.set_row(hidden, None, None, {"hidden": True})
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(6)
    sheet.freeze_panes(7, 0)


def _columns(
    made: _Libro,
    sheet: Worksheet,
    campos: Sequence[Campo],
    filas: Sequence[Fila],
    primera: int,
    desde: int,
    de_tabla: str,
) -> None:
    """The codes, numbers and labels above `primera`, the rows from it on, and the lists of the catalogues."""
    principal, listas = not de_tabla, 0
    for n, campo in enumerate(campos, desde):
        made.put(sheet, primera - (4 if principal else 3), n, campo.clave_tipo)
        made.put(sheet, primera - (3 if principal else 2), n, campo.id or None)
        made.put(sheet, primera - 1, n, _label(campo), "rotulo")
        sheet.set_column(n - 1, n - 1, _width(campo))
        if campo.catalogo:
            listas += 1
            name = _catalogue(made, f"Hidden_{listas}{de_tabla}", campo.catalogo)
            last = max(primera + len(filas), _RENGLONES_CON_LISTA) - 1
            sheet.data_validation(primera - 1, n - 1, last, n - 1, {"validate": "list", "source": f"={name}"})
    for place, fila in enumerate(filas, primera):
        for n, (campo, value) in enumerate(zip(campos, fila, strict=True), desde):
            made.put(sheet, place, n, value, "moneda" if campo.tipo == "moneda" else "celda")


def _label(campo: Campo) -> str:
    """The platform writes the name of the child sheet below the label of its column."""
    return f"{campo.rotulo}\n{campo.tabla.nombre}" if campo.tabla is not None else campo.rotulo


def _width(campo: Campo) -> int:
    if campo.tipo in ("texto_largo", "nota", "hipervinculo"):
        return _WIDE
    return _USUAL if campo.tipo in ("texto", "catalogo", "tabla") else max(_NARROW, min(_USUAL, len(campo.rotulo)))


def _catalogue(made: _Libro, hoja: str, values: Sequence[str]) -> str:
    """The name of the range with its values, in a hidden sheet of its own, as the platform names it."""
    sheet = made.book.add_worksheet(hoja)
    for n, value in enumerate(values):
        sheet.write_string(n, 0, value)
    sheet.hide()
    name = f"lista_{hoja}"
    made.book.define_name(name, f"={hoja}!$A$1:$A${len(values)}")
    return name
