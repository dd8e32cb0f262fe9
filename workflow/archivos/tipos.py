"""What a file is, from its first bytes and not from its name; and a name that is safe to keep. Pure."""

from __future__ import annotations

import re
import unicodedata

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CSV = "text/csv"
PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
ZIP = "application/zip"
UNKNOWN = "application/octet-stream"

EXTENSIONS = {XLSX: ".xlsx", DOCX: ".docx", ODS: ".ods", CSV: ".csv", PDF: ".pdf", PNG: ".png", JPEG: ".jpg"}
HOJAS = frozenset({XLSX, ODS, CSV})
DOCUMENTOS = frozenset({PDF, DOCX, XLSX, PNG, JPEG})


def sniff(head: bytes, *, entries: frozenset[str] = frozenset(), text_like: bool = False) -> str:
    """The media type of a file from its beginning; for a zip, `entries` are the names inside it."""
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(entries)
    return CSV if text_like and head and b"\x00" not in head else UNKNOWN


def _zip_kind(entries: frozenset[str]) -> str:
    if "xl/workbook.xml" in entries:
        return XLSX
    if "word/document.xml" in entries:
        return DOCX
    if "content.xml" in entries and "mimetype" in entries:
        return ODS
    return ZIP


def safe_name(name: str, *, default: str = "archivo") -> str:
    """The last part of a name, without paths, control or direction marks, at most 150 characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return (name or default)[:150]
    return f"{stem[: 149 - len(extension)]}.{extension}" if stem and len(extension) <= 10 else (name or default)[:150]
