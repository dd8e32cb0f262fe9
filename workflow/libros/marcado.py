"""A copy of a workbook with cells marked, in a process of its own: `python -m workflow.libros.marcado FILE NAME OUT`.

Reads from its input a JSON list of marks, {"hoja", "celda", "tono", "titulo", "texto", "dice", "debe"}; `celda` may be
an area, `tono` is "error" or "aviso", `hoja` and `celda` may be null. What could run by itself when the copy is opened
(a link, a call to another program) is left as text. A workbook that cannot be copied gives one with only the list.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname, range_boundaries
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from workflow.libros.limites import POR_NOMBRE

LISTA = "Hallazgos"
AUTOR = "Revisión del libro"
_FILLS = {"error": PatternFill("solid", fgColor="FFF4B6B6"), "aviso": PatternFill("solid", fgColor="FFFFE8A3")}
_COLOURS = {fill.fgColor.rgb for fill in _FILLS.values()}
_WIDTHS, _LONGEST = (10, 18, 14, 70, 30, 30), 300
_TITLES = ("Tipo", "Hoja", "Celda", "Qué se encontró", "Dice", "Debe decir")
_RUNS = re.compile(
    r"(?:HYPERLINK|HIPERVINCULO|WEBSERVICE|CALL|EXEC|REGISTER|RTD|DDE)\s*\(|^=\s*[-+@]?[\w'.]+\|", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_AREA = re.compile(r"[A-Z]{1,3}\d{1,7}(:[A-Z]{1,3}\d{1,7})?")
_MOST_CELLS = 400
Marca = Mapping[str, Any]


def marked(path: Path, marcas: Sequence[Marca]) -> Workbook:
    """The copy, not saved yet."""
    try:
        with path.open("rb") as stream:  # its name says nothing of its type
            book = load_workbook(stream)
    except Exception:  # an .ods, or something openpyxl does not know: the list alone still serves
        book = Workbook()
        book.remove(book.worksheets[0])
        _list(book, marcas)
        return book
    for sheet in book.worksheets:
        _forget_old(sheet)
        _disarm(sheet)
    for marca in marcas:
        if marca.get("hoja") in book.sheetnames and marca.get("celda"):
            _mark(book[marca["hoja"]], marca)
    _list(book, marcas)
    book.calculation.fullCalcOnLoad = True
    return book


def _forget_old(sheet: Worksheet) -> None:
    """The marks of an earlier copy: a cell that was corrected is not shown as wrong."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.fill.fgColor.rgb in _COLOURS and cell.fill.fill_type == "solid":
                cell.fill = PatternFill()
            if isinstance(cell, Cell) and cell.comment is not None and cell.comment.author == AUTOR:
                kept = cell.comment.text.partition("\n—\n")[0] if "\n—\n" in cell.comment.text else ""
                cell.comment = Comment(kept, "") if kept else None


def _disarm(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.data_type == "f" and _RUNS.search(str(cell.value)):
                _text(cell, str(cell.value))


def _text(cell: Cell, value: Any) -> None:
    """A text that stays a text even when it begins with `=`."""
    cell.value = _CONTROL.sub("", "" if value is None else str(value))
    cell.data_type = "s"
    if str(value).startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


def _mark(sheet: Worksheet, marca: Marca) -> None:
    if not _AREA.fullmatch(str(marca["celda"])):
        return
    left, top, right, bottom = range_boundaries(marca["celda"])
    count = 0
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            count += 1
            if count > _MOST_CELLS:
                return
            cell = sheet.cell(row, column)
            if isinstance(cell, Cell):
                _paint(cell, marca["tono"])
                if count == 1:
                    _comment(cell, str(marca["texto"]))


def _paint(cell: Cell, tono: str) -> None:
    """An error is not painted over by a warning."""
    if cell.fill.fgColor.rgb != _FILLS["error"].fgColor.rgb:
        cell.fill = _FILLS.get(tono, _FILLS["aviso"])


def _comment(cell: Cell, text: str) -> None:
    before = cell.comment
    own = before is not None and before.author == AUTOR
    joined = f"{before.text}\n{text}" if own and before else f"{before.text}\n—\n{text}" if before else text
    comment = Comment(_CONTROL.sub("", joined), AUTOR)
    comment.width, comment.height = 320, 40 + 18 * (1 + len(joined) // 45)
    cell.comment = comment


def _list(book: Workbook, marcas: Sequence[Marca]) -> None:
    """The first sheet: every finding, with a link to its cell."""
    if LISTA in book.sheetnames:
        del book[LISTA]
    sheet = book.create_sheet(LISTA, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for column, (title, width) in enumerate(zip(_TITLES, _WIDTHS, strict=True), 1):
        cell = sheet.cell(1, column, title)
        cell.font, cell.fill = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor="FF113C31")
        sheet.column_dimensions[cell.column_letter].width = width
    for row, marca in enumerate(sorted(marcas, key=lambda one: one["tono"] != "error"), 2):
        _line(book, sheet, row, marca)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:F{len(marcas) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _line(book: Workbook, sheet: Worksheet, row: int, marca: Marca) -> None:
    values = (marca["titulo"], marca.get("hoja") or "El libro", marca.get("celda") or "Toda la hoja",
              marca["texto"], marca.get("dice"), marca.get("debe"))  # fmt: skip
    lines = 1
    for column, (value, width) in enumerate(zip(values, _WIDTHS, strict=True), 1):
        cell = sheet.cell(row, column)
        told = "" if value is None else str(value)[:_LONGEST]
        lines = max(lines, sum(1 + len(part) // width for part in told.split("\n")))
        _text(cell, told)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[row].height = 15 * min(lines, 8)
    sheet.cell(row, 1).fill = _FILLS.get(marca["tono"], _FILLS["aviso"])
    if marca.get("hoja") in book.sheetnames and _AREA.fullmatch(str(marca.get("celda") or "")):
        cell = sheet.cell(row, 3)
        place = f"{quote_sheetname(marca['hoja'])}!{marca['celda']}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=str(marca["celda"]))
        cell.font = Font(color="FF0B5394", underline="single")


def main(arguments: list[str]) -> int:
    path, name, out = Path(arguments[0]), arguments[1], Path(arguments[2])
    limites = POR_NOMBRE[name]
    resource.setrlimit(resource.RLIMIT_AS, (limites.memoria, limites.memoria))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limites.segundos, limites.segundos + 5))
    marked(path, json.load(sys.stdin)).save(out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
