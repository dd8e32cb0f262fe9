"""The process that gives a spreadsheet row by row: `python -m workflow.libros.corriente FILE NAME`.

For files of many rows: neither this process nor who asks ever holds the whole book as Python objects. Prints lines of
JSON: first {"libro": {...}}, with the first rows of every sheet and about how many
it has; then it reads the
name of a sheet from its input and prints every row of it as [number, cells], and at the end {"fin": rows}. Instead of
any of these, {"razones": [{"codigo", "hechos"}], "estado": 422}.
"""

from __future__ import annotations

import csv
import json
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from workflow.kernel.refusals import Invalid, Refused
from workflow.libros import xlsx
from workflow.libros.guard import column_letters, examine
from workflow.libros.limites import POR_NOMBRE, Limites
from workflow.libros.proceso import answer_of, cell_value, encoding_of, separator_of, within

CABEZA = 80  # first rows with something in them that are given of every sheet
Row = tuple[int, list[Any]]


class Hojas:
    """The sheets of an xlsx, of which no more than a row is held, and the list of shared texts."""

    def __init__(self, path: Path, limites: Limites, filas: Mapping[str, int]) -> None:
        self.libro, self.limites, self.altos = xlsx.Libro(zipfile.ZipFile(path)), limites, filas
        self.por_nombre = {hoja.nombre: hoja for hoja in self.libro.hojas}

    def book_data(self) -> dict[str, Any]:
        return {"tipo": "xlsx", "codificacion": None, "separador": None}

    def heads(self) -> Iterator[dict[str, Any]]:
        for name, hoja in self.por_nombre.items():
            filas = list(islice(self.rows(name), CABEZA))
            yield _head(name, hoja.visible, filas, self.altos.get(hoja.path, 0))

    def rows(self, name: str) -> Iterator[Row]:
        return _limited(self.libro.rows(self.por_nombre[name].path), self.limites)


class Ods:
    """The sheets of an ods; the last one looked at is kept, so that a book of one sheet is read once."""

    def __init__(self, path: Path, limites: Limites) -> None:
        import python_calamine as calamine

        self.limites = limites
        self.stream = path.open("rb")
        self.book = calamine.CalamineWorkbook.from_filelike(self.stream)
        self.metas = {m.name: m for m in self.book.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet}
        self.visible = calamine.SheetVisibleEnum.Visible
        self.held: tuple[str, Any] | None = None

    def book_data(self) -> dict[str, Any]:
        return {"tipo": "ods", "codificacion": None, "separador": None}

    def heads(self) -> Iterator[dict[str, Any]]:
        for name, meta in self.metas.items():
            filas = list(islice(self.rows(name), CABEZA))
            yield _head(name, meta.visible == self.visible, filas, self._sheet(name).height)

    def _sheet(self, name: str) -> Any:
        if self.held is None or self.held[0] != name:
            self.held = None
            self.held = name, self.book.get_sheet_by_name(name)
        return self.held[1]

    def rows(self, name: str) -> Iterator[Row]:
        return _limited(self._values(self._sheet(name)), self.limites)

    def _values(self, sheet: Any) -> Iterator[Row]:
        left = sheet.start[1] if sheet.start else 0  # rows are counted from the first, columns from the first used
        for number, row in enumerate(sheet.iter_rows(), 1):
            values = [None] * left + [cell_value(cell) for cell in row]
            while values and values[-1] is None:
                values.pop()
            if values:
                yield number, values


def _head(nombre: str, visible: bool, filas: list[Row], alto: int) -> dict[str, Any]:
    return {"nombre": nombre, "visible": visible, "filas": filas, "alto": alto}


def _limited(rows: Iterator[Row], limites: Limites) -> Iterator[Row]:
    for number, values in rows:
        if number * len(values) > limites.celdas:
            raise Invalid("LIBRO_HOJA_DEMASIADO_EXTENSA", celda=f"{column_letters(len(values))}{number}")
        yield number, values


class Text:
    """A text with separators as a book of one sheet; row numbers are those of the records of the file."""

    def __init__(self, path: Path, limites: Limites) -> None:
        self.path, self.limites = path, limites
        self.codificacion, self.incremental = encoding_of(path)
        with path.open(encoding=self.incremental, newline="") as source:
            self.separador = separator_of(source.read(256 * 1024))
        csv.field_size_limit(1_000_000)

    def book_data(self) -> dict[str, Any]:
        return {"tipo": "csv", "codificacion": self.codificacion, "separador": self.separador}

    def heads(self) -> Iterator[dict[str, Any]]:
        filas = list(islice(self.rows(""), CABEZA))
        yield _head("Texto", True, filas, sum(1 for _ in self._records()))

    def rows(self, name: str) -> Iterator[Row]:
        return _limited(((number, values) for number, values in self._records() if values), self.limites)

    def _records(self) -> Iterator[Row]:
        with self.path.open(encoding=self.incremental, newline="") as source:
            for number, row in enumerate(csv.reader(source, delimiter=self.separador), 1):
                values: list[Any] = [cell or None for cell in row]
                while values and values[-1] is None:
                    values.pop()
                yield number, values


def _open(path: Path, limites: Limites) -> Hojas | Ods | Text:
    with path.open("rb") as stream:
        examen = examine(stream, limites, por_filas=True)
    if examen.tipo == "csv":
        return Text(path, limites)
    return Hojas(path, limites, examen.filas) if examen.tipo == "xlsx" else Ods(path, limites)


def serve(path: Path, limites: Limites) -> None:
    import python_calamine as calamine

    try:
        book = _open(path, limites)
        _say({"libro": {**book.book_data(), "hojas": list(book.heads())}})
        asked = sys.stdin.readline().strip()
        if not asked:
            return
        done = _tell(book.rows(json.loads(asked)))
        _say({"fin": done})
    except calamine.PasswordError as error:
        raise Invalid("LIBRO_CIFRADO") from error
    except (calamine.CalamineError, zipfile.BadZipFile, ExpatError, csv.Error, KeyError, ValueError, IndexError,
            OverflowError, zlib.error) as error:  # fmt: skip
        raise Invalid("LIBRO_DANADO") from error


def _say(document: Any) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n")
    sys.stdout.flush()


def _tell(rows: Iterable[Row]) -> int:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
    write, done = sys.stdout.write, 0
    for row in rows:
        write(encode(row) + "\n")
        done += 1
    return done


def main(arguments: list[str]) -> int:
    limites = POR_NOMBRE[arguments[1]]
    within(limites)
    try:
        serve(Path(arguments[0]), limites)
    except (Refused, MemoryError) as error:
        _say(answer_of(error))
    except BrokenPipeError:  # who asked has gone, or wants no more
        sys.stderr.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
