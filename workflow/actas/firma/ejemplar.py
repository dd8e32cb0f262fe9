"""The specimen of a document that is signed with certificates: the same words, with an empty box for each signer.

It is printed once, before the first signature, with the day of the document. Where each box fell is asked to the
compiler, so that the signature fields are put exactly there. Do not call this in a process that will fork later.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from workflow.actas.impresion.documento import Documento, Firmas
from workflow.actas.impresion.pdf import FOLDER, STANDARDS, data_of

ALTO_HOJA = 792.0  # us-letter, in points


@dataclass(frozen=True)
class Caja:
    """Where a signer signs: place in the list (from 0), page (from 0) and rectangle in points from the lower left."""

    lugar: int
    pagina: int
    rect: tuple[float, float, float, float]
    rotulo: str

    @property
    def campo(self) -> str:
        return field_of(self.lugar)


@dataclass(frozen=True)
class Sello:
    """What a signature box shows. `notas`: what the one who certifies states of those who did not sign."""

    nombre: str
    numero: str
    hora: str
    sello: str
    cadena: str
    notas: tuple[str, ...] = ()


def field_of(lugar: int) -> str:
    """«Firma-01»: the name of the signature field of the first signer."""
    return f"Firma-{lugar + 1:02d}"


def specimen(documento: Documento, da_fe: int | None) -> tuple[bytes, tuple[Caja, ...]]:
    """The PDF with its boxes. `da_fe`: place of who certifies the others, whose box is wider."""
    import typst

    marked = replace(documento, pie=f"{documento.pie} · Ejemplar electrónico")
    inputs = {
        "data": json.dumps(data_of(marked), ensure_ascii=False),
        "firma": "electronica",
        "da_fe": str(0 if da_fe is None else da_fe + 1),
    }
    compiler = typst.Compiler(FOLDER / "documento.typ", root=FOLDER, ignore_system_fonts=True, sys_inputs=inputs)
    made = compiler.compile(
        format="pdf",
        pdf_standards=STANDARDS,  # type: ignore[arg-type]
        timestamp=int(documento.fecha.timestamp()),
    )
    found = compiler.query("<caja>", field="value")
    rows: list[dict[str, Any]] = json.loads(found) if isinstance(found, str) else found
    rotulos = [
        f"Firma de {r.nombre}" + (f", {r.cargo}" if r.cargo else "")
        for bloque in documento.bloques
        if isinstance(bloque, Firmas)
        for r in bloque.rubricas
    ]
    assert isinstance(made, bytes)
    return made, tuple(_box(row, rotulos) for row in rows)


def _box(row: dict[str, Any], rotulos: list[str]) -> Caja:
    lugar = int(row["numero"]) - 1
    x, y, ancho, alto = (float(row[key]) for key in ("x", "y", "ancho", "alto"))
    rect = (x, ALTO_HOJA - y - alto, x + ancho, ALTO_HOJA - y)
    return Caja(lugar, int(row["pagina"]) - 1, rect, rotulos[lugar])


def stamp(sello: Sello, ancho: float, alto: float) -> bytes:
    """One page of exactly that size, untagged: it becomes the appearance of the signature field."""
    import typst

    data = {
        "ancho": ancho,
        "alto": alto,
        "nombre": sello.nombre,
        "numero": sello.numero,
        "hora": sello.hora,
        "sello": shorten(sello.sello, 56),
        "cadena": shorten(sello.cadena, 110),
        "notas": list(sello.notas),
    }
    compiler = typst.Compiler(
        FOLDER / "sello.typ",
        root=FOLDER,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", pdf_standards=["a-2b"], pdf_tags=False, timestamp=0)
    assert isinstance(made, bytes)
    return made


def shorten(texto: str, largo: int) -> str:
    """The beginning and the end of a long seal: «kXq3…9fA=»."""
    if len(texto) <= largo:
        return texto
    cola = 14
    return f"{texto[: largo - cola - 1]}…{texto[-cola:]}"
