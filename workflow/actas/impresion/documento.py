"""The composed document: typed blocks, from which the DOCX and the PDF are both printed, so that they say the same.

Texts are plain: nothing in them is ever read as markup by a printer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

# What XML 1.0 cannot carry (a pasted control character would make the DOCX unreadable).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without characters that no document can carry, and with single line ends."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True)
class Trozo:
    """A run of text; `codigo` is for hashes and addresses (fixed width)."""

    texto: str
    negrita: bool = False
    cursiva: bool = False
    codigo: bool = False


@dataclass(frozen=True)
class Titulo:
    nivel: int  # 1 to 3; level 1 is the name of the document, once
    texto: str
    hoja_nueva: bool = False  # begins a sheet of its own: it is handed out apart


@dataclass(frozen=True)
class Parrafo:
    """`estilo`: cuerpo | centrado | subtitulo | nota | cita."""

    trozos: tuple[Trozo, ...]
    estilo: str = "cuerpo"


@dataclass(frozen=True)
class Elemento:
    marca: str  # «1.», «PRIMERO.», «•»: printed as it is, the numbers of an acta never renumber themselves
    trozos: tuple[Trozo, ...]


@dataclass(frozen=True)
class Lista:
    elementos: tuple[Elemento, ...]


@dataclass(frozen=True)
class Tabla:
    """`anchos` are shares of the width of the text; the first row printed is `encabezados`, repeated on each page.

    `a_mano`: its rows are filled in by hand, with room to write and sign. `numeros`: the columns aligned to the right.
    """

    descripcion: str
    encabezados: tuple[str, ...]
    anchos: tuple[int, ...]
    filas: tuple[tuple[tuple[Trozo, ...], ...], ...]
    a_mano: bool = False
    numeros: tuple[int, ...] = ()


@dataclass(frozen=True)
class Recuadro:
    """An acuerdo: its folio and text, set apart, then its resolutivos."""

    titulo: str
    trozos: tuple[Trozo, ...]
    elementos: tuple[Elemento, ...] = ()


@dataclass(frozen=True)
class Rubrica:
    nombre: str
    cargo: str
    leyenda: str = ""


@dataclass(frozen=True)
class Firmas:
    titulo: str
    rubricas: tuple[Rubrica, ...]


@dataclass(frozen=True)
class Imagen:
    """A photograph. `datos`: its PNG or JPEG bytes, put in only to print; a composed document knows it by its hash."""

    sha256: str
    texto: str  # what it shows, for who cannot see it
    pie: str = ""
    datos: bytes = b""

    @property
    def extension(self) -> str:
        return "png" if self.datos.startswith(b"\x89PNG") else "jpg"


@dataclass(frozen=True)
class Imagenes:
    """Photographs, two to a row."""

    imagenes: tuple[Imagen, ...]

    @property
    def filas(self) -> tuple[tuple[Imagen, ...], ...]:
        return tuple(self.imagenes[start : start + 2] for start in range(0, len(self.imagenes), 2))


@dataclass(frozen=True)
class Tramo:
    """A piece of a bar: how many thousandths of its whole width, and its tone (one of `TONOS`)."""

    milesimas: int
    tono: str


@dataclass(frozen=True)
class Barra:
    """A line of a chart: what it is of, its number in words, and one or two bars, each of several pieces."""

    rotulo: str
    valor: str
    barras: tuple[tuple[Tramo, ...], ...]


@dataclass(frozen=True)
class Barras:
    """A chart that is a table: its numbers are beside its bars, for who cannot see them."""

    descripcion: str
    encabezados: tuple[str, str]
    filas: tuple[Barra, ...]
    leyenda: tuple[tuple[str, str], ...] = ()  # (tone, words)


TONOS = {
    "verde": "2F6B57", "amarillo": "C9A24B", "rojo": "8A1C38", "azul": "2A5B84", "gris": "8C8C86", "claro": "D9D5CC",
}  # fmt: skip
"""Colour of each tone, without its hash sign."""


@dataclass(frozen=True)
class Espacio:
    """Blank paper, as above the title of a cover."""

    centimetros: int


Bloque = Titulo | Parrafo | Lista | Tabla | Recuadro | Imagenes | Barras | Espacio | Firmas


@dataclass(frozen=True)
class Verificacion:
    """How a reader checks the paper: the address that the QR holds, and the hash of the snapshot."""

    url: str
    sha256: str


@dataclass(frozen=True)
class Escudo:
    """The image of the letterhead, a PNG, with the words that say what it shows to who cannot see it."""

    png: bytes
    texto: str


@dataclass(frozen=True)
class Documento:
    titulo: str  # of the file: «Acta número 28. Décima Séptima Sesión Ordinaria de Cabildo»
    membrete: tuple[str, ...]  # letterhead, from the Ayuntamiento down
    lema: str
    folio: str
    version: int
    pie: str  # what each page repeats at its foot
    marca: str  # «PROYECTO DE ACTA», or "" once approved
    fecha: datetime  # of the file's metadata: comes from the snapshot, never from the clock
    autor: str
    bloques: tuple[Bloque, ...]
    verificacion: Verificacion
    domicilio: str = ""  # the last line at the foot: address and telephone
    escudo: Escudo | None = None  # None: the emblem of the house


Parte = str | Trozo


def negrita(text: str) -> Trozo:
    return Trozo(text, negrita=True)


def trozos(*partes: Parte) -> tuple[Trozo, ...]:
    """Runs out of plain strings and runs; empty ones vanish."""
    runs = (Trozo(parte) if isinstance(parte, str) else parte for parte in partes)
    return tuple(Trozo(clean(run.texto), run.negrita, run.cursiva, run.codigo) for run in runs if run.texto)


def parrafo(*partes: Parte, estilo: str = "cuerpo") -> Parrafo:
    return Parrafo(trozos(*partes), estilo)


def elemento(marca: str, *partes: Parte) -> Elemento:
    return Elemento(marca, trozos(*partes))


def celda(*partes: Parte) -> tuple[Trozo, ...]:
    return trozos(*partes)


def imagenes_de(documento: Documento) -> tuple[Imagen, ...]:
    return tuple(one for bloque in documento.bloques if isinstance(bloque, Imagenes) for one in bloque.imagenes)


def con_imagenes(documento: Documento, leer: Callable[[str], bytes]) -> Documento:
    """The same document with the bytes of its photographs; one that cannot be read leaves the place of its caption."""
    if not imagenes_de(documento):
        return documento

    def filled(bloque: Bloque) -> Bloque:
        if not isinstance(bloque, Imagenes):
            return bloque
        return Imagenes(tuple(replace(one, datos=leer(one.sha256)) for one in bloque.imagenes))

    return replace(documento, bloques=tuple(filled(one) for one in documento.bloques))


def is_short(one: Tabla) -> bool:
    """Whether a table, such as that of a vote, is read whole and not cut by the page: about a third of it at most.

    A line of the whole width holds some hundred letters.
    """
    if len(one.filas) > 6:
        return False
    total = sum(one.anchos)
    lines = [
        max(
            1 + sum(len(run.texto) for run in cell) * total // (100 * share)
            for cell, share in zip(row, one.anchos, strict=True)
        )
        for row in one.filas
    ]
    return sum(lines) <= 18


def texto_de(documento: Documento) -> str:
    """Everything the document says, one block or cell a line: for search and for comparing printers."""
    lines: list[str] = []
    for bloque in documento.bloques:
        lines.extend(lineas(bloque))
    return "\n".join(lines)


def lineas(bloque: Bloque) -> list[str]:
    if isinstance(bloque, Titulo):
        return [bloque.texto]
    if isinstance(bloque, Parrafo):
        return [_plain(bloque.trozos)]
    if isinstance(bloque, Lista):
        return [f"{one.marca} {_plain(one.trozos)}" for one in bloque.elementos]
    if isinstance(bloque, Tabla):
        return [*bloque.encabezados, *(_plain(cell) for row in bloque.filas for cell in row)]
    if isinstance(bloque, Recuadro):
        rest = [f"{one.marca} {_plain(one.trozos)}" for one in bloque.elementos]
        return [bloque.titulo, _plain(bloque.trozos), *rest]
    if isinstance(bloque, Barras):
        return [*bloque.encabezados, *(f"{one.rotulo} {one.valor}" for one in bloque.filas)]
    if isinstance(bloque, Espacio):
        return []
    if isinstance(bloque, Imagenes):
        return [one.pie or one.texto for one in bloque.imagenes]
    return [bloque.titulo, *(f"{one.nombre} {one.cargo} {one.leyenda}".strip() for one in bloque.rubricas)]


def _plain(runs: tuple[Trozo, ...]) -> str:
    return "".join(run.texto for run in runs)
