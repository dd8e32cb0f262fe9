"""The content of a POA as a workbook, filled or blank: the same layout that is imported, with lists and totals.

Importing what is exported gives the same content. Texts are always texts: nothing a person typed becomes a formula.
Each formula carries the value it has, so the workbook is read the same before and after somebody opens it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook

from workflow.poa.catalogos import Catalogos
from workflow.poa.esquema import FICHAS, IDENTIFICACION, MIR, SECCIONES, VARIABLES, Seccion
from workflow.poa.libro.ayudas import INSTRUCCIONES
from workflow.poa.libro.formatos import Formatos, fit_row, lines, put
from workflow.poa.libro.listas import HOJA as LISTAS
from workflow.poa.libro.listas import Listas, Matrices
from workflow.poa.libro.tablas import Libro, fields_sheet, table_sheet

ORIGEN = "Origen"
_ANCHO = 100.0
_TITULOS = {
    "identificacion": "PROGRAMA OPERATIVO ANUAL {ejercicio}",
    "diagnostico": "DIAGNÓSTICO {ejercicio}",
    "fichas": "FICHAS TÉCNICAS DE LOS INDICADORES {ejercicio}",
    "variables": "VARIABLES DE LOS INDICADORES {ejercicio}",
    "alineacion": "ALINEACIÓN A LA PLANEACIÓN",
    "actividades": "ACTIVIDADES Y METAS {ejercicio}",
    "presupuesto": "PRESUPUESTO DE EGRESOS {ejercicio} (PESOS)",
    "mir": "MATRIZ DE INDICADORES PARA RESULTADOS {ejercicio}",
}
_OPCIONES = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True)
class Origen:
    """Where a workbook comes from, so that it can be compared when it is uploaded: the hidden sheet «Origen»."""

    folio: str
    huella: str
    revision: int
    emitido: str

    def rows(self) -> tuple[tuple[str, Any], ...]:
        return (
            ("Expediente", self.folio),
            ("Huella del contenido", self.huella),
            ("Revisión del borrador", self.revision),
            ("Emitido", self.emitido),
        )


def export(
    contenido: Mapping[str, Any],
    catalogos: Catalogos | None = None,
    *,
    matrices: Matrices | None = None,
    origen: Origen | None = None,
    primera: str = IDENTIFICACION.hoja,
) -> bytes:
    """A workbook with the content. Without `catalogos` it has no lists of the year; `primera`: the sheet that opens."""
    out = io.BytesIO()
    book = Workbook(out, dict(_OPCIONES))
    data = contenido.get("identificacion") or {}
    ejercicio = data.get("ejercicio") or ""
    formatos = Formatos(book)
    sheets = {LISTAS: None, ORIGEN: None}
    order = ["Instrucciones", *(s.hoja for s in SECCIONES if _present(contenido, s)), *sheets]
    made = {name: book.add_worksheet(name) for name in order}
    listas = Listas(book, made[LISTAS], catalogos, matrices or {})
    unidad = " · ".join(part for part in (data.get("clave_ur"), data.get("unidad_responsable")) if part)
    folio = origen.folio if origen else ""
    libro = Libro(book, formatos, listas, catalogos or Catalogos(0), ejercicio, unidad, folio)
    _instructions(libro, made["Instrucciones"])
    for seccion in SECCIONES:
        if not _present(contenido, seccion):
            continue
        titulo = _TITULOS.get(seccion.clave, seccion.hoja.upper()).format(ejercicio=ejercicio).strip()
        held = contenido.get(seccion.clave)
        if seccion.es_forma:
            fields_sheet(libro, made[seccion.hoja], seccion, held or {}, titulo)
        else:
            table_sheet(libro, made[seccion.hoja], seccion, held or [], titulo)
    for row, (name, value) in enumerate(origen.rows() if origen else (), 1):
        put(made[ORIGEN], row, 1, name)
        put(made[ORIGEN], row, 2, value)
    for name in sheets:
        made[name].protect("")
        made[name].hide()
    made[primera].activate()
    made[primera].set_first_sheet()
    book.close()
    return out.getvalue()


def _present(contenido: Mapping[str, Any], seccion: Seccion) -> bool:
    """Whether a section goes in the workbook: the MIR and what hangs from it, only where there is one."""
    if seccion in (FICHAS, VARIABLES) and contenido.get(seccion.clave):
        return True
    return seccion not in (MIR, FICHAS, VARIABLES) or contenido.get("mir") is not None


def _instructions(libro: Libro, sheet: Any) -> None:
    put(sheet, 1, 1, f"Programa Operativo Anual {libro.ejercicio}".strip(), libro.formatos.get("titulo"))
    if libro.unidad:
        put(sheet, 2, 1, libro.unidad, libro.formatos.get("unidad"))
    sheet.set_column(0, 0, _ANCHO)
    row = 4
    for title, sentences in INSTRUCCIONES:
        put(sheet, row, 1, title, libro.formatos.get("parrafo"))
        for line in sentences:
            row += 1
            put(sheet, row, 1, f"• {line}", libro.formatos.get("texto"))
            fit_row(sheet, row, lines(line, _ANCHO))
        row += 2
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_rows": True})


def template(
    contenido: Mapping[str, Any],
    catalogos: Catalogos,
    *,
    matrices: Matrices | None = None,
    origen: Origen | None = None,
) -> bytes:
    """A workbook to be filled in, opened at its instructions. What the content has is already written."""
    return export(contenido, catalogos, matrices=matrices, origen=origen, primera="Instrucciones")
