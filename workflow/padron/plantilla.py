"""The blank workbook of a structure: keys as text, dates as dates, lists to choose from, what goes in each column."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workflow.padron.lectura import MARCA_DE_LISTAS
from workflow.padron.pub import HOJAS, PUB, Columna

LISTAS = "Listas"
FILAS = 5_000
_FIJAS: dict[str, tuple[str, ...]] = {
    "sexo": ("H", "M", "X"),
    "si_no": ("0", "1"),
    "trimestre": ("1", "2", "3", "4"),
    "vialidad": ("CALLE", "AVENIDA", "BOULEVARD", "CALLEJON", "CERRADA", "PRIVADA", "CARRETERA", "CAMINO", "OTRO"),
    "asentamiento": ("COLONIA", "FRACCIONAMIENTO", "BARRIO", "PUEBLO", "EJIDO", "RANCHO", "OTRO"),
}
PASOS = (
    "Escriba una fila por persona, organización u obra en la hoja «{hoja}». No cambie los títulos de la primera fila.",
    "Las claves y los códigos postales llevan sus ceros a la izquierda: sus columnas ya están puestas como texto.",
    "Escriba las fechas como día/mes/año, por ejemplo 05/02/2026.",
    "Escriba los montos solo con número, por ejemplo 1200.50; cero si no se entregó dinero.",
    "Las columnas que no use pueden quedar vacías o quitarse; las marcadas con «sí» no pueden faltar.",
    "Al terminar, suba este libro en la página del padrón. Lleva datos personales: guárdelo en un lugar seguro.",
)


def blank(estructura: str, listas: Mapping[str, Sequence[tuple[str, str]]]) -> bytes:
    """`listas`: of `localidad` and `entidad`, (key, name)."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(HOJAS[estructura])
    _instructions(book, estructura)
    ranges = _lists(book, listas)
    _columns(book, sheet, PUB[estructura], ranges)
    sheet.activate()
    book.close()
    return out.getvalue()


def _columns(book: Workbook, sheet: Worksheet, columnas: Sequence[Columna], ranges: Mapping[str, str]) -> None:
    head = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#113C31", "border": 1, "border_color": "#FFFFFF"}
    titles = {True: book.add_format(head), False: book.add_format({**head, "bg_color": "#4F7468"})}
    kinds = {
        "t": book.add_format({"num_format": "@"}),
        "l": book.add_format({"num_format": "@"}),
        "f": book.add_format({"num_format": "dd/mm/yyyy"}),
        "n": book.add_format({"num_format": "General"}),
    }
    for place, columna in enumerate(columnas):
        sheet.set_column(place, place, max(12, len(columna.titulo) + 3), kinds[columna.tipo])
        sheet.write_string(0, place, columna.titulo, titles[columna.obligatoria])
        sheet.write_comment(0, place, columna.sentido)
        if columna.tipo == "f":
            sheet.data_validation(1, place, FILAS, place, _date())
        elif columna.tipo == "n":
            sheet.data_validation(1, place, FILAS, place, _number())
        elif columna.lista in ranges:
            sheet.data_validation(1, place, FILAS, place, _list(ranges[columna.lista]))
    sheet.freeze_panes(1, 0)


def _date() -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": ">=",
        "value": date(1900, 1, 1),
        "ignore_blank": True,
        "error_title": "No es una fecha",
        "error_message": "Escriba día/mes/año, por ejemplo 05/02/2026.",
    }


def _number() -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "ignore_blank": True,
        "error_title": "No es un número",
        "error_message": "Escriba solo el número, por ejemplo 1200.50.",
    }


def _list(source: str) -> dict[str, Any]:
    return {"validate": "list", "source": source, "ignore_blank": True, "error_title": "No está en la lista",
            "error_message": "Elija un valor de la lista."}  # fmt: skip


def _lists(book: Workbook, listas: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, str]:
    """A hidden sheet with the values; returns the range of each list."""
    sheet, text = book.add_worksheet(LISTAS), book.add_format({"num_format": "@"})
    sheet.hide()
    sheet.write_string(0, 0, MARCA_DE_LISTAS)
    ranges: dict[str, str] = {}
    values = {name: [(value, "") for value in fixed] for name, fixed in _FIJAS.items()} | dict(listas)
    for place, (name, rows) in enumerate(values.items()):
        sheet.write_string(1, place * 2, name)
        for row, (key, label) in enumerate(rows, 2):
            sheet.write_string(row, place * 2, key, text)
            sheet.write_string(row, place * 2 + 1, label)
        letters = _letters(place * 2)
        if rows:
            ranges[name] = f"={LISTAS}!${letters}$3:${letters}${len(rows) + 2}"
    return ranges


def _letters(place: int) -> str:
    letters, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _instructions(book: Workbook, estructura: str) -> None:
    sheet = book.add_worksheet("Instrucciones")
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 80, wrap)
    sheet.set_column(3, 3, 14)
    sheet.write_string(0, 0, "Cómo llenar este padrón", book.add_format({"bold": True, "font_size": 14}))
    for row, paso in enumerate(PASOS, 1):
        sheet.write_string(row, 0, f"{row}. {paso.format(hoja=HOJAS[estructura])}")
    first = len(PASOS) + 2
    for place, title in enumerate(("Título", "Parte", "Qué lleva", "No puede faltar")):
        sheet.write_string(first, place, title, bold)
    for row, columna in enumerate(PUB[estructura], first + 1):
        sheet.write_string(row, 0, columna.titulo)
        sheet.write_string(row, 1, columna.seccion)
        sheet.write_string(row, 2, columna.sentido, wrap)
        sheet.write_string(row, 3, "sí" if columna.obligatoria else "")
