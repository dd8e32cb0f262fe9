"""The process that opens a spreadsheet, alone and with little memory: `python -m workflow.libros.proceso FILE NAME`.

Prints one JSON document: {"libro": {...}} or {"razones": [{"codigo", "hechos"}]}. The shape of a book:

    {"tipo": "xlsx", "codificacion": null, "separador": null,
     "hojas": [{"nombre": "Actividades", "visible": true, "combinadas": ["A4:A5"],
                "filas": [[4, ["Clave", ...]], ...], "porcentajes": ["G5"], "ocultas": [7]}]}

`porcentajes`: cells shown as a percentage; `ocultas`: hidden rows. Both only of an xlsx, and where they are asked for.

`filas` has only rows with something in them, as [row number from 1, values from column A without trailing empties].
A value is null, text, number, bool, {"fecha": "2026-01-08"}, {"fecha_hora": "..."}, {"hora": "..."} or
{"formula": "=SUM(G5:R5)", "valor": the value saved with it or null}.
"""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import json
import resource
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from workflow.kernel.refusals import Invalid, Refused
from workflow.libros import formulas as xml
from workflow.libros.guard import column_letters, examine
from workflow.libros.limites import POR_NOMBRE, Limites


def read_book(path: Path, limites: Limites) -> dict[str, Any]:
    """The document of a spreadsheet that passed the guard. Raises Invalid."""
    with path.open("rb") as stream:
        tipo = examine(stream, limites).tipo
    return read_text(path, limites) if tipo == "csv" else read_sheets(path, tipo, detalle=limites.detalle)


def read_sheets(path: Path, tipo: str, *, detalle: bool = False) -> dict[str, Any]:
    import python_calamine as calamine

    try:
        with path.open("rb") as stream:
            book = calamine.CalamineWorkbook.from_filelike(stream)
            details = _details(path, detalle) if tipo == "xlsx" else {}
            hojas = [
                _sheet(book.get_sheet_by_name(meta.name), meta, details.get(meta.name, xml.Detalle()))
                for meta in book.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError as error:
        raise Invalid("LIBRO_CIFRADO") from error
    except (calamine.CalamineError, zipfile.BadZipFile, ExpatError, KeyError, ValueError, OSError) as error:
        raise Invalid("LIBRO_DANADO") from error
    return {"tipo": tipo, "codificacion": None, "separador": None, "hojas": hojas}


def _details(path: Path, whole: bool) -> dict[str, xml.Detalle]:
    with zipfile.ZipFile(path) as book:
        percent = xml.percent_styles(book) if whole else None
        return {name: xml.detail(book, inside, percent) for name, inside in xml.sheet_paths(book).items()}


def _sheet(sheet: Any, meta: Any, detail: xml.Detalle) -> dict[str, Any]:
    import python_calamine as calamine

    filas: dict[int, list[Any]] = {}
    left = sheet.start[1] if sheet.start else 0  # iter_rows counts rows from the first, but columns from the first used
    for offset, row in enumerate(sheet.iter_rows()):
        values = [None] * left + [cell_value(cell) for cell in row]
        while values and values[-1] is None:
            values.pop()
        if values:
            filas[offset + 1] = values
    for reference, text in detail.formulas.items():
        _put(filas, reference, text, empty=reference in detail.vacias)
    return {
        "nombre": meta.name,
        "visible": meta.visible == calamine.SheetVisibleEnum.Visible,
        "combinadas": sorted(cell_range(*corners) for corners in (sheet.merged_cell_ranges or [])),
        "filas": [[number, filas[number]] for number in sorted(filas)],
        "porcentajes": detail.porcentajes,
        "ocultas": [number for number in detail.ocultas if number in filas],
    }


def _put(filas: dict[int, list[Any]], reference: str, text: str, *, empty: bool) -> None:
    number = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if number.isdigit():
        values = filas.get(int(number), [])
        put_formula(values, reference, text, empty=empty)
        if values:
            filas[int(number)] = values


def put_formula(values: list[Any], reference: str, text: str, *, empty: bool) -> None:
    """The formula of a cell in its place in the row, with the value saved with it."""
    letters = reference.rstrip("0123456789")
    if not letters or letters == reference or text == "=":
        return
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    values.extend([None] * (column - len(values)))
    saved = values[column - 1]
    values[column - 1] = {"formula": text, "valor": "" if saved is None and empty else saved}


def cell_range(start: tuple[int, int], end: tuple[int, int]) -> str:
    return f"{column_letters(start[1] + 1)}{start[0] + 1}:{column_letters(end[1] + 1)}{end[0] + 1}"


def cell_value(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool) or cell is None:
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
    if isinstance(cell, datetime.datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return {"fecha": cell.date().isoformat()} if midnight else {"fecha_hora": cell.isoformat()}
    if isinstance(cell, datetime.date):
        return {"fecha": cell.isoformat()}
    return cell if isinstance(cell, int) else {"hora": str(cell)}


def read_text(path: Path, limites: Limites) -> dict[str, Any]:
    """A text with separators as a book of one sheet; row numbers are those of the lines of the file."""
    text, codificacion = _decode(path.read_bytes())
    separador = separator_of(text)
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separador)
    filas: list[Any] = []
    number = line = 0
    try:
        for row in reader:
            number, line = line + 1, reader.line_num
            values: list[str | None] = [cell or None for cell in row]
            while values and values[-1] is None:
                values.pop()
            if values:
                filas.append([number, values])
            if line * max(1, len(values)) > limites.celdas:
                raise Invalid("LIBRO_HOJA_DEMASIADO_EXTENSA", celda=f"{column_letters(len(values))}{line}")
    except csv.Error as error:
        raise Invalid("LIBRO_DANADO") from error
    hoja = {"nombre": "Texto", "visible": True, "combinadas": [], "filas": filas, "ultima": number}
    return {"tipo": "csv", "codificacion": codificacion, "separador": separador, "hojas": [hoja]}


def _decode(data: bytes) -> tuple[str, str]:
    for name, incremental in _encodings(data):
        try:
            return data.decode(incremental), name
        except UnicodeDecodeError:
            continue
    raise Invalid("TEXTO_NO_LEGIBLE")


def _encodings(head: bytes) -> list[tuple[str, str]]:
    """(name, codec) to be tried, by how the text begins."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return [("utf-16", "utf-16")]
    return [("utf-8", "utf-8-sig"), ("cp1252", "cp1252")]


def encoding_of(path: Path) -> tuple[str, str]:
    """(name, codec) of a text, read in pieces. Raises Invalid (TEXTO_NO_LEGIBLE)."""
    with path.open("rb") as stream:
        for name, codec in _encodings(stream.read(4)):
            stream.seek(0)
            decoder = codecs.getincrementaldecoder(codec)()
            try:
                while piece := stream.read(1024 * 1024):
                    decoder.decode(piece)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                continue
            return name, codec
    raise Invalid("TEXTO_NO_LEGIBLE")


def separator_of(text: str) -> str:
    """The one of `,` `;` tab and `|` that gives the same, largest number of columns in the first lines."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    if not lines:
        raise Invalid("LIBRO_VACIO")

    def score(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        common = max(set(widths), key=lambda width: (widths.count(width), width))
        return (widths.count(common) if common > 1 else 0, common)

    return max([",", ";", "\t", "|"], key=score)


def within(limites: Limites) -> None:
    """This process and no other: little memory, little time, no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (limites.memoria, limites.memoria))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limites.segundos, limites.segundos + 5))


def answer_of(error: Refused | MemoryError) -> dict[str, Any]:
    """What is said instead of the book."""
    if isinstance(error, MemoryError):
        return {"razones": [{"codigo": "LIBRO_NO_SE_PUDO_LEER", "hechos": {}}], "estado": 422}
    return {
        "razones": [{"codigo": reason.code, "hechos": dict(reason.facts)} for reason in error.reasons],
        "estado": error.status,
    }


def main(arguments: list[str]) -> int:
    path, limites = Path(arguments[0]), POR_NOMBRE[arguments[1]]
    within(limites)
    try:
        answer: dict[str, Any] = {"libro": read_book(path, limites)}
    except (Refused, MemoryError) as error:
        answer = answer_of(error)
    json.dump(answer, sys.stdout, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
