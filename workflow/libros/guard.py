"""Looks at a spreadsheet before anything opens it, and refuses what could hurt or cannot be read.

Pure but for reading the stream it is given. Constant memory: entries are inflated in pieces and counted.
Every refusal is Invalid with a code of `textos.RAZONES`.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from workflow.kernel.refusals import Invalid, TooLarge
from workflow.libros.limites import MEGA, POA, Limites

PIECE = 1024 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_MARKUP = (b"<!DOC", b"<!doc", b"<htm", b"<HTM", b"<?xm")
_OTHER_ENCODING = re.compile(rb"""[^>]*encoding\s*=\s*["'](?!utf-8|us-ascii|iso-8859-1)""", re.IGNORECASE)
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'][^<>]*?(/?)>""")
_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")
_REPEATED = re.compile(rb"""number-(?:columns|rows)-repeated\s*=\s*["']\d{6,}["'][^<>]*office:value""")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Examen:
    """What a spreadsheet is by its content: `tipo` in xlsx, ods, csv. `filas`: of each sheet of an xlsx, by its path
    inside the zip, where they were counted.
    """

    tipo: str
    filas: Mapping[str, int] = field(default_factory=dict)


def examine(stream: BinaryIO, limites: Limites = POA, *, por_filas: bool = False) -> Examen:
    """The type of the spreadsheet, or Invalid with the reason why it will not be opened.

    `por_filas`: an xlsx will be read row by row, so how far its cells reach does not matter, and its rows are counted.
    """
    stream.seek(0, 2)
    tamano = stream.tell()
    stream.seek(0)
    if tamano == 0:
        raise Invalid("LIBRO_VACIO")
    if tamano > limites.tamano:
        raise TooLarge("LIBRO_PESADO", megas=_megas(tamano), maximo=limites.tamano // MEGA)
    head = stream.read(PIECE)
    stream.seek(0)
    if head.startswith(_ZIP):
        examen = _examine_zip(stream, limites, por_filas)
    elif head.startswith(_OLE):
        _refuse_ole(stream)
    else:
        examen = _examine_text(head)
    stream.seek(0)
    if examen.tipo not in limites.tipos:
        raise Invalid("LIBRO_TIPO_NO_ADMITIDO", tipo=f".{examen.tipo}", admitidos=_list(limites.tipos))
    return examen


def _megas(size: int) -> str:
    return f"{size / MEGA:.1f}"


def _list(tipos: frozenset[str]) -> str:
    return ", ".join(f".{tipo}" for tipo in ("xlsx", "ods", "csv") if tipo in tipos)


def _refuse_ole(stream: BinaryIO) -> None:
    tail = b""
    while piece := stream.read(PIECE):
        if _ENCRYPTED_PACKAGE in tail + piece:
            raise Invalid("LIBRO_CIFRADO")
        tail = piece[-64:]
    raise Invalid("LIBRO_FORMATO_ANTIGUO")


def _examine_text(head: bytes) -> Examen:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Examen("csv")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_BINARY + _MARKUP) or b"\x00" in head:
        raise Invalid("LIBRO_NO_ES_HOJA_DE_CALCULO")
    control = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    if control > len(head) // 100:
        raise Invalid("LIBRO_NO_ES_HOJA_DE_CALCULO")
    return Examen("csv")


def _examine_zip(stream: BinaryIO, limites: Limites, por_filas: bool) -> Examen:
    filas: dict[str, int] | None = {} if por_filas else None
    try:
        with zipfile.ZipFile(stream) as book:
            entries = book.infolist()
            tipo = _declared(book, entries, limites)
            counted = 0
            for entry in entries:
                counted = _look_inside(book, entry, counted, limites, filas if tipo == "xlsx" else None)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, OSError, KeyError,
            ValueError, RuntimeError) as error:  # fmt: skip
        raise Invalid("LIBRO_DANADO") from error
    return Examen(tipo, filas or {})


def _declared(book: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limites: Limites) -> str:
    """The checks that need only the directory of the zip; returns the type."""
    if len(entries) > limites.partes:
        raise Invalid("LIBRO_DEMASIADAS_PARTES", partes=len(entries), maximo=limites.partes)
    if sum(entry.file_size for entry in entries) > limites.descomprimido:
        raise TooLarge("LIBRO_DEMASIADO_GRANDE", maximo=limites.descomprimido // MEGA)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Invalid("LIBRO_CIFRADO")
    if any(stat.S_ISLNK(entry.external_attr >> 16) for entry in entries):
        raise Invalid("LIBRO_DANADO")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise Invalid("LIBRO_DANADO")
    tipo = _type_of(book, names)
    hojas = sum(bool(re.search(r"(^|/)worksheets/[^/]+\.xml$", name)) for name in names)
    if hojas > limites.hojas:
        raise Invalid("LIBRO_DEMASIADAS_HOJAS", hojas=hojas, maximo=limites.hojas)
    return tipo


def _type_of(book: zipfile.ZipFile, names: list[str]) -> str:
    lower = [name.lower() for name in names]
    if any(name.endswith("vbaproject.bin") for name in lower):
        raise Invalid("LIBRO_CON_MACROS")
    if "xl/workbook.bin" in lower:
        raise Invalid("LIBRO_BINARIO")
    if "[content_types].xml" in lower and any(name.startswith("xl/") for name in lower):
        return "xlsx"
    if "content.xml" in lower and "mimetype" in names:
        kind = book.open("mimetype").read(200)
        if kind.strip().startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
    raise Invalid("LIBRO_NO_ES_HOJA_DE_CALCULO")


def _look_inside(
    book: zipfile.ZipFile, entry: zipfile.ZipInfo, counted: int, limites: Limites, filas: dict[str, int] | None
) -> int:
    """Inflates one entry in pieces; returns the bytes counted so far."""
    name = entry.filename.lower()
    is_xml = name.endswith((".xml", ".rels", ".vml"))
    is_sheet = "worksheets/" in name and is_xml
    sheet = _Extent(limites.celdas) if is_sheet and filas is None else None
    for number, (tail, piece) in enumerate(_pieces(book, entry)):
        counted += len(piece)
        if counted > limites.descomprimido:
            raise TooLarge("LIBRO_DEMASIADO_GRANDE", maximo=limites.descomprimido // MEGA)
        if number == 0:
            _refuse_start(piece, is_xml)
        if is_xml and _FORBIDDEN.search(tail + piece):
            raise Invalid("LIBRO_CON_ENTIDADES")
        if sheet is not None:
            sheet.look(tail + piece)
        elif is_sheet and filas is not None:
            filas[entry.filename] = filas.get(entry.filename, 0) + piece.count(b"<row ")
        if name == "content.xml" and _REPEATED.search(tail + piece):
            raise Invalid("LIBRO_HOJA_DEMASIADO_EXTENSA", celda="final")
    return counted


def _pieces(book: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """Pieces of an entry, each with the unfinished tag left by the one before."""
    tail = b""
    with book.open(entry) as source:
        while piece := source.read(PIECE):
            yield tail, piece
            whole = tail + piece
            tail = whole[max(whole.rfind(b"<"), len(whole) - 4096) :]


def _refuse_start(piece: bytes, is_xml: bool) -> None:
    if piece.startswith((_ZIP, _OLE)):
        raise Invalid("LIBRO_CON_ARCHIVO_ADENTRO")
    if is_xml and (b"\x00" in piece[:64] or _OTHER_ENCODING.match(piece[:200])):
        raise Invalid("LIBRO_DANADO")


class _Extent:
    """How far the cells with content of a sheet reach; refuses a rectangle that would fill the memory."""

    def __init__(self, celdas: int) -> None:
        self.celdas, self.row, self.column = celdas, 1, 1

    def look(self, piece: bytes) -> None:
        for letters, digits, empty in _CELL.findall(piece):
            if empty:
                continue
            self.row = max(self.row, int(digits))
            self.column = max(self.column, _column_number(letters))
        if self.row * self.column > self.celdas:
            raise Invalid("LIBRO_HOJA_DEMASIADO_EXTENSA", celda=f"{column_letters(self.column)}{self.row}")


def _column_number(letters: bytes) -> int:
    number = 0
    for code in letters:
        number = number * 26 + code - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
