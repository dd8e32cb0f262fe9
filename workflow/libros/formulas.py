"""Formulas of a sheet of an xlsx, by cell. Calamine gives values only: the text of a formula comes from the XML."""

from __future__ import annotations

import zipfile
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

    _parse(book.read("xl/_rels/workbook.xml.rels"), relation, namespaces=False)
    _parse(book.read("xl/workbook.xml"), sheet, namespaces=True)
    return {name: _inside(targets[rid]) for name, rid in sheets.items() if rid in targets}


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _parse(data: bytes, start: Any, *, namespaces: bool) -> None:
    parser = _parser(namespaces)
    parser.StartElementHandler = start
    parser.Parse(data, True)


def _parser(namespaces: bool) -> Any:
    parser = expat.ParserCreate(namespace_separator=" ") if namespaces else expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    return parser


def _refuse_doctype(*_: Any) -> None:
    raise ValueError("a DTD inside a workbook")


def formulas(book: zipfile.ZipFile, path: str) -> dict[str, str]:
    """Cell reference to formula text, with its leading `=`. A shared formula is given only at its first cell."""
    if not _has_formula(book, path):
        return {}
    found: dict[str, str] = {}
    state: dict[str, Any] = {"cell": "", "text": None}

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rsplit(" ", 1)[-1]
        if local == "c":
            state["cell"] = attributes.get("r", "")
        elif local == "f":
            state["text"] = []

    def end(name: str) -> None:
        if name.rsplit(" ", 1)[-1] == "f" and state["text"] is not None:
            found[state["cell"]] = "=" + "".join(state["text"])
            state["text"] = None

    def characters(data: str) -> None:
        if state["text"] is not None:
            state["text"].append(data)

    parser = _parser(True)
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, characters
    with book.open(path) as source:
        parser.ParseFile(source)
    return found


def _has_formula(book: zipfile.ZipFile, path: str) -> bool:
    tail = b""
    with book.open(path) as source:
        while piece := source.read(1024 * 1024):
            text = tail + piece
            if b"<f>" in text or b"<f " in text or b"<f/" in text or b":f>" in text or b":f " in text:
                return True
            tail = piece[-4:]
    return False
