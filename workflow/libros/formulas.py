"""What calamine does not give of a sheet of an xlsx: formulas, percent cells and hidden rows. It comes from the XML."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sheet_paths(book: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet to the path of its XML inside the zip."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name.endswith(":Relationship") or name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name.rsplit(" ", 1)[-1] == "sheet" and "name" in attributes:
            sheets[attributes["name"]] = attributes.get(f"{_OFFICE_REL} id", "")

    parse_part(book.read("xl/_rels/workbook.xml.rels"), relation, namespaces=False)
    parse_part(book.read("xl/workbook.xml"), sheet, namespaces=True)
    return {name: inside(targets[rid]) for name, rid in sheets.items() if rid in targets}


def inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def parse_part(data: bytes, start: Any, *, namespaces: bool) -> None:
    parser = parser_of(namespaces=namespaces)
    parser.StartElementHandler = start
    parser.Parse(data, True)


def parser_of(*, namespaces: bool) -> Any:
    parser = expat.ParserCreate(namespace_separator=" ") if namespaces else expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    return parser


def _refuse_doctype(*_: Any) -> None:
    raise ValueError("a DTD inside a workbook")


@dataclass
class Detalle:
    """Of one sheet. `formulas`: cell to text with its leading `=` (a shared one only at its first cell).

    `vacias`: cells whose formula gives an empty text; `porcentajes`: cells shown as a percentage; `ocultas`: hidden
    rows, from 1.
    """

    formulas: dict[str, str] = field(default_factory=dict)
    vacias: set[str] = field(default_factory=set)
    porcentajes: list[str] = field(default_factory=list)
    ocultas: list[int] = field(default_factory=list)


def percent_styles(book: zipfile.ZipFile) -> frozenset[str]:
    """The styles of cells (as their `s` attribute) that show a number as a percentage."""
    formats = {"9", "10"}
    styles: list[str] = []
    inside = {"cellXfs": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rsplit(" ", 1)[-1]
        if local == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        elif local in ("cellXfs", "cellStyleXfs"):
            inside["cellXfs"] = local == "cellXfs"
        elif local == "xf" and inside["cellXfs"]:
            styles.append(attributes.get("numFmtId", "0"))

    if "xl/styles.xml" not in book.namelist():
        return frozenset()
    parse_part(book.read("xl/styles.xml"), start, namespaces=True)
    return frozenset(str(place) for place, code in enumerate(styles) if code in formats)


def detail(book: zipfile.ZipFile, path: str, percent: frozenset[str] | None = None) -> Detalle:
    """The detail of a sheet. Without `percent` only formulas are looked for: a sheet of many rows is read faster."""
    if percent is None and not _has_formula(book, path):
        return Detalle()
    found, reader = Detalle(), _Celdas(percent or frozenset())
    reader.found = found
    parser = parser_of(namespaces=True)
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    with book.open(path) as source:
        parser.ParseFile(source)
    return found


class _Celdas:
    def __init__(self, percent: frozenset[str]) -> None:
        self.percent = percent
        self.found = Detalle()
        self.cell, self.kind = "", ""
        self.formula: list[str] | None = None
        self.value: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rsplit(" ", 1)[-1]
        if local == "c":
            self.cell, self.kind = attributes.get("r", ""), attributes.get("t", "")
            self.value = None
            if attributes.get("s") in self.percent:
                self.found.porcentajes.append(self.cell)
        elif local == "f":
            self.formula = []
        elif local == "v":
            self.value = []
        elif local == "row" and attributes.get("hidden") in ("1", "true") and attributes.get("r", "").isdigit():
            self.found.ocultas.append(int(attributes["r"]))

    def end(self, name: str) -> None:
        local = name.rsplit(" ", 1)[-1]
        if local == "f" and self.formula is not None:
            self.found.formulas[self.cell] = "=" + "".join(self.formula)
            self.formula = None
        elif local == "c":
            if self.kind == "str" and self.value is not None and not "".join(self.value):
                self.found.vacias.add(self.cell)
            self.value = None

    def characters(self, data: str) -> None:
        if self.formula is not None:
            self.formula.append(data)
        elif self.value is not None:
            self.value.append(data)


def _has_formula(book: zipfile.ZipFile, path: str) -> bool:
    tail = b""
    with book.open(path) as source:
        while piece := source.read(1024 * 1024):
            text = tail + piece
            if b"<f>" in text or b"<f " in text or b"<f/" in text or b":f>" in text or b":f " in text:
                return True
            tail = piece[-4:]
    return False
