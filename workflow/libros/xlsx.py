"""The rows of a sheet of an xlsx as they come, holding none: for sheets so long that they would fill the memory.

The values are those that `proceso` gives (calamine reads the whole sheet, which for a hundred thousand rows of seventy
columns are five hundred megabytes). What is kept is the list of shared texts.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any
from xml.parsers import expat

from workflow.libros.formulas import inside, parse_part, parser_of

PIECE = 128 * 1024
_BUILTIN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_ORIGEN = datetime(1899, 12, 30)  # noqa: DTZ001  of an hour without zone, as sheets have them
_DIGITS = "0123456789"
_ENCODED = re.compile(rb"""encoding\s*=\s*["'](?!utf-8|us-ascii)""", re.IGNORECASE)
_NUMBER = re.compile(r'<row [^<>]*?\br="([0-9]+)"')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?(?:/>|>(?:<v>([^<]*)</v>'
    r'|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>|<v/>)?</c>)'
)
_WRAP = '<x xmlns:r="r" xmlns:x14ac="a" xmlns:xr="x">%s</x>'
_KINDS = {"c": 1, "v": 2, "t": 2, "f": 3, "row": 4, "is": 5, "rPh": 6}
Row = tuple[int, list[Any]]


@dataclass(frozen=True)
class Parte:
    """A sheet of the book: its name, whether it is seen, and its path inside the zip."""

    nombre: str
    visible: bool
    path: str


class Libro:
    """A workbook that passed the guard, open."""

    def __init__(self, source: zipfile.ZipFile) -> None:
        self.zip = source
        self.nombres = frozenset(source.namelist())
        self.de_1904 = False
        self.columnas: dict[str, int] = {}
        self.hojas = self._sheets()
        self.estilos = self._styles()
        self.textos = self._strings()

    def _sheets(self) -> list[Parte]:
        targets: dict[str, str] = {}
        found: list[tuple[str, bool, str]] = []

        def relation(name: str, attributes: dict[str, str]) -> None:
            if name.endswith("Relationship") and attributes.get("Type", "").endswith("/worksheet"):
                targets[attributes.get("Id", "")] = inside(attributes.get("Target", ""))

        def sheet(name: str, attributes: dict[str, str]) -> None:
            local = name.rpartition(":")[2]
            if local == "sheet":
                identifier = next((v for k, v in attributes.items() if k == "id" or k.endswith(":id")), "")
                found.append((attributes.get("name", ""), attributes.get("state", "visible") == "visible", identifier))
            elif local == "workbookPr":
                self.de_1904 = attributes.get("date1904") in ("1", "true")

        parse_part(self.zip.read("xl/_rels/workbook.xml.rels"), relation, namespaces=False)
        parse_part(self.zip.read("xl/workbook.xml"), sheet, namespaces=False)
        return [Parte(name, visible, targets[rid]) for name, visible, rid in found
                if rid in targets and targets[rid] in self.nombres]  # fmt: skip

    def _styles(self) -> list[str]:
        """By style of cell: "" a number, "d" a date, "e" a time that passed."""
        formats: dict[str, str] = {}
        styles: list[str] = []
        where = [""]

        def start(name: str, attributes: dict[str, str]) -> None:
            local = name.rpartition(":")[2]
            if local == "numFmt":
                formats[attributes.get("numFmtId", "")] = _format_kind(attributes.get("formatCode", ""))
            elif local in ("cellXfs", "cellStyleXfs"):
                where[0] = local
            elif local == "xf" and where[0] == "cellXfs":
                code = attributes.get("numFmtId", "0")
                builtin = "d" if code.isdigit() and int(code) in _BUILTIN_DATES else ""
                styles.append(formats.get(code, "e" if code == "46" else builtin))

        if "xl/styles.xml" in self.nombres:
            parse_part(self.zip.read("xl/styles.xml"), start, namespaces=False)
        return styles

    def _strings(self) -> list[str]:
        name = next((n for n in self.nombres if n.lower() == "xl/sharedstrings.xml"), None)
        if name is None:
            return []
        texts: list[str] = []
        parts: list[str] = []
        inside_of = {"t": False, "rPh": False}

        def start(tag: str, _: dict[str, str]) -> None:
            local = tag.rpartition(":")[2]
            if local == "si":
                parts.clear()
            elif local in inside_of:
                inside_of[local] = True

        def end(tag: str) -> None:
            local = tag.rpartition(":")[2]
            if local == "si":
                texts.append("".join(parts))
            elif local in inside_of:
                inside_of[local] = False

        def characters(data: str) -> None:
            if inside_of["t"] and not inside_of["rPh"]:
                parts.append(data)

        parser = parser_of(namespaces=False)
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = characters
        with self.zip.open(name) as source:
            parser.ParseFile(source)
        return texts

    def rows(self, path: str) -> Iterator[Row]:
        """(number, values from column A without trailing empties) of the rows with something in them."""
        with self.zip.open(path) as source:
            head = source.read(4096)
            plain = b"<worksheet" in head and not _ENCODED.search(head[:200])
        return self._quick(path) if plain else self._careful(path)

    def _careful(self, path: str) -> Iterator[Row]:
        """With a parser of XML, whatever the prefixes and the encoding: about 3 µs a cell."""
        done: list[Row] = []
        parser = _sheet_parser(self, done)
        with self.zip.open(path) as source:
            while piece := source.read(PIECE):
                parser.Parse(piece, False)
                yield from done
                done.clear()
        parser.Parse(b"", True)
        yield from done

    def _quick(self, path: str) -> Iterator[Row]:
        """Rows as programs write them are told apart by an expression, four times faster; any other, by the parser."""
        pending, number = b"", 0
        with self.zip.open(path) as source:
            while piece := source.read(PIECE):
                pending += piece
                end = pending.rfind(b"</row>")
                if end < 0:
                    continue
                block, pending = pending[: end + 6].decode(), pending[end + 6 :]
                for row in block.split("</row>"):
                    at = row.rfind("<row")  # before it, what opens the sheet and the rows without cells
                    if at < 0:
                        continue
                    number = _number_of(row, at, number)
                    body = row.find(">", at) + 1
                    values = _quick_values(row[body:], self)
                    if values is None:
                        values = self._one(f"{row[at:]}</row>")
                    if values:
                        yield number, values
        if b"</sheetData>" not in pending and b"<sheetData/>" not in pending:
            raise ValueError("the sheet is cut short")

    def _one(self, row: str) -> list[Any]:
        """The values of a row written in some other way."""
        done: list[Row] = []
        parser = _sheet_parser(self, done)
        parser.Parse(_WRAP % row, True)
        return done[0][1] if done else []


def _number_of(row: str, at: int, before: int) -> int:
    """The number of the row that begins at `at`; one that does not say it follows the one before it."""
    found = _NUMBER.match(row, at)
    return int(found[1]) if found else before + row.count("<row")


def _quick_values(body: str, libro: Libro) -> list[Any] | None:
    """The values of the cells of a row, or None when some cell is not in the usual form."""
    cells = _CELL.findall(body)
    if body.count("<c") != len(cells) or "<!" in body:
        return None
    if "&" in body:
        cells = [
            (letters, style, kind, unescape(plain), unescape(inline)) for letters, style, kind, plain, inline in cells
        ]
    strings, styles, columns, de_1904 = libro.textos, libro.estilos, libro.columnas, libro.de_1904
    values: list[Any] = []
    for letters, style, kind, plain, inline in cells:
        if inline:
            value: Any = inline
        elif not plain:
            continue
        elif kind == "s":
            value = strings[int(plain)]
            if not value:
                continue
        elif kind in ("str", "e"):
            value = plain
        else:
            value = _value(plain, kind, style, styles, de_1904)
        column = (columns.get(letters) or _column(columns, letters)) - 1
        if len(values) < column:
            values.extend([None] * (column - len(values)))
        elif len(values) > column:
            return None
        values.append(value)
    return values


def _format_kind(code: str) -> str:
    if _ELAPSED.search(code):
        return "e"
    bare = _QUOTED.sub("", code.split(";")[0]).lower()
    return "" if bare == "general" or not re.search(r"[dmyhs]", bare) else "d"


def _sheet_parser(libro: Libro, done: list[Row]) -> Any:
    """An expat parser that leaves whole rows in `done`."""
    cells, parser = _Celdas(libro, done), parser_of(namespaces=False)
    parser.StartElementHandler, parser.EndElementHandler = cells.start, cells.end
    parser.CharacterDataHandler = cells.characters
    return parser


class _Celdas:
    def __init__(self, libro: Libro, done: list[Row]) -> None:
        self.libro, self.done = libro, done
        self.number = self.column = 0
        self.values: list[Any] = []
        self.kind, self.style, self.reading = "", "", 0
        self.text: list[str] = []
        self.formula: list[str] = []
        self.valued = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _KINDS.get(name) or _kind_of(name)
        if tag == 1:
            reference = attributes.get("r")
            letters = reference.rstrip(_DIGITS) if reference else ""
            columns = self.libro.columnas
            self.column = (columns.get(letters) or _column(columns, letters)) if letters else self.column + 1
            self.kind, self.style = attributes.get("t", ""), attributes.get("s", "")
            self.valued = False
            self.text.clear()
            self.formula.clear()
        elif tag == 2:
            self.reading, self.valued = self.reading or 1, True
        elif tag == 3:
            self.reading = 3
        elif tag == 4:
            at = attributes.get("r", "")
            self.number = int(at) if at.isdigit() else self.number + 1
            self.column, self.values = 0, []
        elif tag == 6:
            self.reading = 6

    def characters(self, data: str) -> None:
        if self.reading == 1:
            self.text.append(data)
        elif self.reading == 3:
            self.formula.append(data)

    def end(self, name: str) -> None:
        tag = _KINDS.get(name) or _kind_of(name)
        if tag in (3, 6) or (tag == 2 and self.reading == 1):
            self.reading = 0
        elif tag == 1:
            self._put(self._cell("".join(self.text)))
        elif tag == 4 and self.values:
            self.done.append((self.number, self.values))
            self.values = []

    def _cell(self, text: str) -> Any:
        value: Any = None
        if text and self.kind == "s":
            value = self.libro.textos[int(text)] or None
        elif text:
            plain = self.kind in ("str", "inlineStr", "e")
            value = text if plain else _value(text, self.kind, self.style, self.libro.estilos, self.libro.de_1904)
        if not self.formula:
            return value
        # an empty text that a formula gives is not an empty cell
        saved = "" if value is None and self.valued and self.kind == "str" else value
        return {"formula": "=" + "".join(self.formula), "valor": saved}

    def _put(self, value: Any) -> None:
        if value is None or self.column < 1:
            return
        self.values.extend([None] * (self.column - len(self.values)))
        self.values[self.column - 1] = value


def _kind_of(name: str) -> int:
    """Of a tag with a prefix (`x:row`), or of one that does not matter: remembered."""
    if len(_KINDS) < 200:
        _KINDS[name] = _KINDS.get(name.rpartition(":")[2], 9) if ":" in name else 9
        return _KINDS[name]
    return 9


def _column(columns: dict[str, int], letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    if not 0 < found <= 16_384:
        raise ValueError("a column that no sheet has")
    columns[letters] = found
    return found


def _value(text: str, kind: str, style: str, styles: list[str], de_1904: bool) -> Any:
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind == "d":
        return _moment(datetime.fromisoformat(text.strip()))
    place = int(style) if style.isdigit() else -1
    form = styles[place] if 0 <= place < len(styles) else ""
    if not form:
        if text.isdigit() and len(text) < 16:
            return int(text)
        number = float(text)
        if not math.isfinite(number):
            return text
        return int(number) if number.is_integer() and abs(number) < 2**53 else number
    return _serial(float(text), form, de_1904)


def _serial(days: float, form: str, de_1904: bool) -> Any:
    """A date kept as days since the beginning of 1900 or of 1904."""
    if not math.isfinite(days) or not -693_593 < days < 2_958_466:
        return days if math.isfinite(days) else None
    if form == "e":
        return {"hora": str(timedelta(days=days))}
    if de_1904:
        days += 1462
    elif 1 <= days < 60:
        days += 1  # the 29 of February of 1900 that never was
    moment = _ORIGEN + timedelta(seconds=round(days * 86_400))
    if 0 <= days < 1:
        return {"hora": str(moment.time())}
    return _moment(moment)


def _moment(moment: datetime) -> dict[str, str]:
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return {"fecha": date.isoformat(moment.date())} if midnight else {"fecha_hora": moment.isoformat()}


ExpatError = expat.ExpatError
