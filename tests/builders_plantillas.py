"""Templates of Word written by hand, good and bad ones, as somebody of the municipality would send them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

BUENA = (
    "AYUNTAMIENTO DE EJEMPLO",
    "{{ documento.marca }}",
    "Acta {{ acta.numero }}, folio {{ documento.folio }}",
    "{{ apartado.proemio }}",
    "{{ apartado.lista_asistencia }}",
    "{{ apartado.orden_del_dia }}",
    "{{ apartado.desahogo }}",
    "{{ apartado.clausura }}",
    "{{ apartado.precisiones }}",
    "{{ apartado.firmas }}",
    "{{ apartado.verificacion }}",
)
CERTIFICACION = (
    "CONSTANCIA CERTIFICADA {{ documento.folio }}",
    "{{ certificacion.que }}",
    "{{ apartado.acuerdo }}",
    "{{ certificacion.estado_acta }} {{ certificacion.cierre }}",
    "{{ apartado.firma }}",
    "{{ apartado.verificacion }}",
)


def docx(*parrafos: str, change: Callable[[WordDocument], None] | None = None) -> bytes:
    word = Document()
    for text in parrafos:
        word.add_paragraph(text)
    if change is not None:
        change(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def repacked(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The same zip with some entries added, replaced or taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def entry(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return found.read(name)


def text_of(data: bytes) -> str:
    """All that a DOCX says in its body."""
    word = Document(io.BytesIO(data))
    return "\n".join(
        "".join(text.text or "" for text in node.iter(qn("w:t"))) for node in word.element.body.iter(qn("w:p"))
    )
