"""Looks at a file of Word before anything opens it: a document, whole, without macros nor anything from outside.

Entries are inflated in pieces and counted; what is XML is read without entities. Everything wrong is told at once.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from workflow.actas.plantilla.hallazgos import Hallazgo, error

MEGA = 1024 * 1024
TAMANO = 10 * MEGA
DESCOMPRIMIDO = 60 * MEGA
PARTES = 400
_PIEZA = 256 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PRINCIPAL = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Fields of Word that only number, refer or link inside the document.
_CAMPOS_DE_WORD = {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC", "TC",
    "HYPERLINK", "TITLE", "SYMBOL", "LISTNUM",
}  # fmt: skip
_FECHAS = {"DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME"}
_INCRUSTADO = ("oleobject", "package", "control", "afchunk", "frame", "subdocument", "attachedtemplate", "vbaproject")


class _Inservible(Exception):
    def __init__(self, codigo: str) -> None:
        super().__init__(codigo)
        self.codigo = codigo


def examinar(data: bytes) -> tuple[Hallazgo, ...]:
    """What keeps the file from being a template; nothing when it may be opened."""
    if len(data) > TAMANO:
        return (error("PLANTILLA_PESADA", maximo=TAMANO // MEGA),)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as paquete:
            return _partes(paquete)
    except _Inservible as refused:
        return (error(refused.codigo),)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError,
            RuntimeError, KeyError):  # fmt: skip
        return (error("PLANTILLA_NO_ES_WORD"),)


def _partes(paquete: zipfile.ZipFile) -> tuple[Hallazgo, ...]:
    entries = paquete.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > PARTES or sum(entry.file_size for entry in entries) > DESCOMPRIMIDO:
        raise _Inservible("PLANTILLA_BOMBA")
    if any(entry.flag_bits & 1 or stat.S_ISLNK(entry.external_attr >> 16) for entry in entries):
        raise _Inservible("PLANTILLA_CIFRADA")
    if len({name.lower() for name in names}) != len(names) or any(_fuera(name) for name in names):
        raise _Inservible("PLANTILLA_NO_ES_WORD")
    found: list[Hallazgo] = []
    counted = 0
    for entry in entries:
        data = b""
        for piece in _piezas(paquete, entry):
            counted += len(piece)
            if counted > DESCOMPRIMIDO:
                raise _Inservible("PLANTILLA_BOMBA")
            data += piece
        found.extend(_parte(entry.filename, data))
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise _Inservible("PLANTILLA_NO_ES_WORD")
    return tuple(dict.fromkeys(found))


def _fuera(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _piezas(paquete: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with paquete.open(entry) as handle:
        while piece := handle.read(_PIEZA):
            yield piece


def _parte(name: str, data: bytes) -> list[Hallazgo]:
    lower = name.lower()
    if "vbaproject" in lower or lower.endswith("vbadata.xml"):
        return [error("PLANTILLA_MACROS")]
    if "/embeddings/" in lower or "/activex/" in lower or "/afchunk" in lower:
        return [error("PLANTILLA_INCRUSTADO")]
    if not lower.endswith((".xml", ".rels", ".vml")):
        return []
    if _DTD.search(data):
        raise _Inservible("PLANTILLA_DTD")
    root = _leer(data)
    if lower == "[content_types].xml":
        return _tipos(root)
    if lower.endswith(".rels"):
        return [one for node in root for one in _relacion(node)]
    return _campos(root) if lower.startswith("word/") else []


def _leer(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise _Inservible("PLANTILLA_NO_ES_WORD") from None


def _tipos(root: etree._Element) -> list[Hallazgo]:
    types = [str(node.get("ContentType", "")).lower() for node in root]
    if any("macroenabled" in one or "vbaproject" in one for one in types):
        return [error("PLANTILLA_MACROS")]
    if _PRINCIPAL.lower() not in types:
        raise _Inservible("PLANTILLA_NO_ES_WORD")
    return []


def _relacion(node: etree._Element) -> list[Hallazgo]:
    kind = str(node.get("Type", "")).rpartition("/")[2].lower()
    target = str(node.get("Target", ""))
    if node.get("TargetMode") == "External":
        if kind == "hyperlink" and target.lower().startswith(("https://", "http://", "mailto:")):
            return []
        return [error("PLANTILLA_EXTERNA", que=_QUE.get(kind, "un archivo"))]
    return [error("PLANTILLA_INCRUSTADO")] if kind in _INCRUSTADO else []


_QUE = {
    "image": "una imagen vinculada",
    "attachedtemplate": "otra plantilla",
    "oleobject": "un objeto vinculado",
    "hyperlink": "un vínculo a un archivo",
}


def _campos(root: etree._Element) -> list[Hallazgo]:
    """Fields of Word that read other files or run something, and dates that change each day: only those listed stay."""
    found = []
    for code in (*(str(node.get(f"{_W}instr", "")) for node in root.iter(f"{_W}fldSimple")), *_compuestos(root)):
        word = code.split()[0].upper() if code.split() else ""
        if word in _FECHAS:
            found.append(error("PLANTILLA_FECHA_AUTOMATICA"))
        elif word and word not in _CAMPOS_DE_WORD and not word.startswith("="):
            found.append(error("PLANTILLA_CAMPO_DE_WORD", campo=word[:30]))
    return found


def _compuestos(root: etree._Element) -> Iterator[str]:
    """The code of each field written in pieces: from its beginning to its result."""
    open_codes: list[str] = []
    for node in root.iter(f"{_W}fldChar", f"{_W}instrText"):
        if node.tag == f"{_W}instrText":
            if not open_codes:
                yield "".join(node.itertext())
            else:
                open_codes[-1] += "".join(node.itertext())
        elif node.get(f"{_W}fldCharType") == "begin":
            open_codes.append("")
        elif node.get(f"{_W}fldCharType") == "end" and open_codes:
            yield open_codes.pop()
    yield from open_codes
