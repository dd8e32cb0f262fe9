"""The letterhead that the municipality gives to what is printed here: escudo, heading and line at the foot. Pure.

It dresses a document already composed: it changes its form, never what it says.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace

from workflow.actas.impresion.documento import Documento, Escudo, clean
from workflow.kernel.refusals import Reason

LINEAS, LARGO_LINEA, LARGO_PIE, LARGO_TEXTO = 4, 80, 160, 150
TAMANO_ESCUDO = 256 * 1024
LADO_MINIMO, LADO_MAXIMO = 120, 2000  # pixels: fewer is blurred on paper, more adds nothing at 1.55 cm
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Membrete:
    """What one is made of. Without lines, those of the installation; without escudo, the emblem of Ruta."""

    lineas: tuple[str, ...] = ()
    pie: str = ""
    escudo: Escudo | None = None


def vestir(documento: Documento, membrete: Membrete | None) -> Documento:
    """The same document with that letterhead."""
    if membrete is None:
        return documento
    return replace(
        documento,
        membrete=membrete.lineas or documento.membrete,
        lema="" if membrete.lineas else documento.lema,
        domicilio=membrete.pie,
        escudo=membrete.escudo,
    )


def lineas_de(typed: str) -> tuple[str, ...]:
    """The lines of a heading as they were typed, tidy; empty ones vanish."""
    return tuple(line for raw in clean(typed).split("\n") if (line := " ".join(raw.split())))


def reparos(lineas: tuple[str, ...], pie: str, texto_escudo: str, *, con_escudo: bool) -> tuple[Reason, ...]:
    """Everything that is wrong with the words of a letterhead."""
    found = []
    if len(lineas) > LINEAS or any(len(line) > LARGO_LINEA for line in lineas):
        found.append(Reason("MEMBRETE_LINEAS", {"lineas": LINEAS, "maximo": LARGO_LINEA}))
    if len(pie) > LARGO_PIE:
        found.append(Reason("MEMBRETE_PIE", {"maximo": LARGO_PIE}))
    if con_escudo and not 0 < len(texto_escudo) <= LARGO_TEXTO:
        found.append(Reason("MEMBRETE_SIN_TEXTO", {"maximo": LARGO_TEXTO}))
    return tuple(found)


def reparos_escudo(data: bytes) -> tuple[Reason, ...]:
    """Why an image cannot be the escudo: it is not a whole PNG, it weighs too much, or its size does not serve."""
    if len(data) > TAMANO_ESCUDO:
        return (Reason("MEMBRETE_ESCUDO_PESADO", {"maximo_kb": TAMANO_ESCUDO // 1024}),)
    if not _whole_png(data):
        return (Reason("MEMBRETE_ESCUDO_NO_PNG"),)
    ancho, alto = medidas(data)
    if min(ancho, alto) < LADO_MINIMO or max(ancho, alto) > LADO_MAXIMO or max(ancho, alto) > 3 * min(ancho, alto):
        return (Reason("MEMBRETE_ESCUDO_MEDIDAS", {"minimo": LADO_MINIMO, "maximo": LADO_MAXIMO}),)
    return ()


def medidas(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels."""
    ancho, alto = struct.unpack(">II", png[16:24])
    return int(ancho), int(alto)


def _whole_png(data: bytes) -> bool:
    """From its signature to its end, each piece with its right checksum, and nothing after."""
    if not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return False
    place = len(_PNG)
    while place + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        end = place + 12 + length
        if end > len(data) or zlib.crc32(data[place + 4 : end - 4]) != struct.unpack(">I", data[end - 4 : end])[0]:
            return False
        if kind == b"IEND":
            return bool(end == len(data))
        place = end
    return False
