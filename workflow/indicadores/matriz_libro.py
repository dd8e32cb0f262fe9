"""The matrix of a programme with its progress, as a workbook to read and to print: «Matriz» and «Fichas técnicas».

Texts are always texts: nothing that a person typed becomes a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workflow.indicadores.clases import rounded
from workflow.indicadores.obligaciones import method
from workflow.indicadores.situacion import Linea
from workflow.poa.campos import address
from workflow.poa.esquema import CODIGOS, FICHAS, MIR
from workflow.poa.libro.formatos import lines
from workflow.poa.matriz.fichas import Ficha, of_document
from workflow.poa.numeros import decimal_of

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OPCIONES = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_COLUMNAS = (
    ("Nivel", 14), ("Resumen narrativo", 30), ("Indicador", 26), ("Método de cálculo", 28), ("Unidad", 11),
    ("Frecuencia", 11), ("Línea base", 8), ("T1", 7), ("T2", 7), ("T3", 7), ("T4", 7), ("Meta anual", 8),
    ("Logrado", 9), ("Avance %", 8), ("Semáforo", 14), ("Medio de verificación", 20), ("Supuesto", 20),
)  # fmt: skip
_ANCHOS = (30, 70)  # of the sheet of fichas
_NIVELES = ("fin", "proposito", "componente", "actividad")
# Beyond those of the matrix, in the order in which a ficha tells them.
_DE_FICHA = (
    "definicion", "tipo_formula", "dimension", "tipo", "frecuencia", "sentido", "unidad", "linea_base",
    "anio_linea_base", "meta_anual", "amarillo_desde", "verde_desde", "verde_hasta", "amarillo_hasta", "medio",
    "supuesto",
)  # fmt: skip


@dataclass(frozen=True)
class Encabezado:
    """`hasta`: up to when it is told («hasta marzo de 2026»)."""

    programa: str
    unidad: str
    ejercicio: int
    folio: str
    acuerdo: str
    hasta: str
    fecha: date


def libro(
    encabezado: Encabezado,
    documento: Mapping[str, Any],
    lineas: Sequence[Linea],
    semaforos: Mapping[str, str],
) -> bytes:
    """`semaforos`: the word for each colour, and for each state that has none."""
    out = io.BytesIO()
    book = Workbook(out, dict(_OPCIONES))
    created = datetime.combine(encabezado.fecha, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": f"MIR {encabezado.ejercicio}: {encabezado.programa}", "created": created})
    fichas = of_document(documento)
    avances = {linea.medida.direccion: linea for linea in lineas}
    estilos = _styles(book)
    _matrix(book.add_worksheet("Matriz"), estilos, encabezado, fichas, avances, semaforos)
    _sheets(book.add_worksheet("Fichas técnicas"), estilos, encabezado, fichas)
    book.close()
    return out.getvalue()


def _styles(book: Workbook) -> dict[str, Format]:
    base = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#B9C6C1", "font_size": 9}
    lights = {"verde": "#D9EBDF", "amarillo": "#FCEFCB", "rojo": "#F6D9DC", "": "#F1EFEA"}
    found = {
        "titulo": book.add_format({"bold": True, "font_size": 14, "font_color": "#113C31"}),
        "dato": book.add_format({"font_color": "#444444", "font_size": 10}),
        "encabezado": book.add_format(
            {**base, "bold": True, "font_color": "#FFFFFF", "bg_color": "#113C31", "align": "center"}
        ),
        "celda": book.add_format(base),
        "nivel": book.add_format({**base, "bold": True, "bg_color": "#E7EEEB"}),
        "numero": book.add_format({**base, "align": "right", "num_format": "#,##0.##"}),
        "ficha": book.add_format(
            {**base, "bold": True, "font_size": 11, "bg_color": "#113C31", "font_color": "#FFFFFF"}
        ),
    }
    return {**found, **{f"luz_{k}": book.add_format({**base, "bg_color": color}) for k, color in lights.items()}}


def _put(sheet: Worksheet, row: int, column: int, value: Any, style: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, _FORBIDDEN.sub("", str(value)), style)


def _fit(sheet: Worksheet, row: int, count: int) -> None:
    """The height for so many lines: nobody opens a workbook to find its texts cut."""
    sheet.set_row(row, 13 * min(max(count, 1), 30) + 3)


def _top(sheet: Worksheet, estilos: Mapping[str, Format], encabezado: Encabezado, titulo: str) -> int:
    """The lines above; the row that follows, counting from 0."""
    _put(sheet, 0, 0, f"{titulo} {encabezado.ejercicio}", estilos["titulo"])
    _put(sheet, 1, 0, f"{encabezado.programa}. {encabezado.unidad}", estilos["dato"])
    approved = f"Acuerdo {encabezado.acuerdo}. " if encabezado.acuerdo else ""
    _put(sheet, 2, 0, f"{encabezado.folio}. {approved}Avance {encabezado.hasta}.", estilos["dato"])
    sheet.set_landscape()
    sheet.set_paper(5)  # legal
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{encabezado.folio}&RPágina &P de &N")
    sheet.hide_gridlines(2)
    return 4


def _matrix(
    sheet: Worksheet,
    estilos: Mapping[str, Format],
    encabezado: Encabezado,
    fichas: Mapping[str, Ficha],
    avances: Mapping[str, Linea],
    semaforos: Mapping[str, str],
) -> None:
    first = _top(sheet, estilos, encabezado, "Matriz de indicadores para resultados")
    for column, (name, width) in enumerate(_COLUMNAS):
        sheet.set_column(column, column, width)
        _put(sheet, first, column, name, estilos["encabezado"])
    ordered = sorted(fichas.items(), key=lambda item: _NIVELES.index(str(item[1].fila["nivel"] or "actividad")))
    for row, (llave, ficha) in enumerate(ordered, first + 1):
        linea = avances.get(address("mir", llave))
        cells = _cells(ficha, linea, semaforos)
        _fit(sheet, row, max(lines(value, width) for value, (_, width) in zip(cells, _COLUMNAS, strict=True)))
        for column, value in enumerate(cells):
            style = "nivel" if column == 0 else "numero" if 6 <= column <= 13 else "celda"
            if column == 14:
                light = linea.acumulado.semaforo if linea else ""
                style = f"luz_{light if light in ('verde', 'amarillo', 'rojo') else ''}"
            _put(sheet, row, column, value, estilos[style])
    sheet.freeze_panes(first + 1, 2)
    sheet.repeat_rows(first)


def _cells(ficha: Ficha, linea: Linea | None, semaforos: Mapping[str, str]) -> list[Any]:
    fila = ficha.fila
    found = linea.acumulado if linea else None
    light = "" if found is None else semaforos[found.semaforo if found.estado == "evaluado" else found.estado]
    return [
        f"{CODIGOS['nivel_mir'].get(str(fila['nivel'] or ''), '')} {fila['clave'] or ''}".strip(),
        fila["resumen"],
        fila["indicador"],
        method(ficha),
        fila["unidad"],
        CODIGOS["frecuencia"].get(str(fila["frecuencia"] or ""), ""),
        *(decimal_of(fila[name]) for name in ("linea_base", "meta_t1", "meta_t2", "meta_t3", "meta_t4", "meta_anual")),
        None if found is None or found.valor is None else rounded(found.valor, 2),
        None if found is None or found.avance is None else rounded(found.avance, 2),
        light,
        fila["medio"],
        fila["supuesto"],
    ]


def _sheets(
    sheet: Worksheet, estilos: Mapping[str, Format], encabezado: Encabezado, fichas: Mapping[str, Ficha]
) -> None:
    """Each ficha as a block of its own."""
    row = _top(sheet, estilos, encabezado, "Fichas técnicas de los indicadores")
    sheet.set_portrait()
    sheet.set_paper(1)
    for column, width in enumerate(_ANCHOS):
        sheet.set_column(column, column, width)
    for ficha in fichas.values():
        sheet.merge_range(row, 0, row, 1, _FORBIDDEN.sub("", str(ficha.fila["indicador"] or "")), estilos["ficha"])
        row += 1
        for name, value in _facts(ficha):
            _put(sheet, row, 0, name, estilos["nivel"])
            _put(sheet, row, 1, value, estilos["celda"])
            _fit(sheet, row, lines(value, _ANCHOS[1]))
            row += 1
        row += 1


def _facts(ficha: Ficha) -> list[tuple[str, Any]]:
    """What is said of an indicator; what is not said is not told."""
    level = CODIGOS["nivel_mir"].get(str(ficha.fila["nivel"] or ""), "")
    told: list[tuple[str, Any]] = [
        ("Nivel", f"{level} {ficha.fila['clave'] or ''}".strip()),
        ("Objetivo", ficha.fila["resumen"]),
        ("Método de cálculo", method(ficha)),
    ]
    for campo in MIR.campos:
        if campo.clave in _DE_FICHA:
            told.append((campo.titulo, _said(campo.codigos, ficha.fila[campo.clave])))
    for campo in FICHAS.campos:
        if campo.clave not in ("clave", "numero", "formula"):
            told.append((campo.titulo, _said(campo.codigos, ficha.ficha.get(campo.clave))))
    for one in ficha.variables:
        parts = (one.nombre, one.descripcion, f"fuente: {one.fuente}" if one.fuente else "")
        told.append((f"Variable {one.letra}", ". ".join(part for part in parts if part)))
    return [(name, value) for name, value in told if value not in (None, "")]


def _said(enum: str | None, value: Any) -> Any:
    return CODIGOS[enum].get(str(value or ""), value) if enum else value
