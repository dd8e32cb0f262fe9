"""What every document has: letterhead, signatures, annexes and the address where it is verified."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from workflow.actas import palabras
from workflow.actas.impresion.documento import (
    Bloque,
    Firmas,
    Rubrica,
    Tabla,
    Titulo,
    Trozo,
    Verificacion,
    celda,
    clean,
)
from workflow.actas.instantanea import Anexo, Emisor, Firma
from workflow.kernel import letras


def membrete(emisor: Emisor) -> tuple[str, ...]:
    return (clean(emisor.ayuntamiento), clean(emisor.trienio), clean(emisor.dependencia))


def verificacion(base_url: str, folio: str, sha256: str) -> Verificacion:
    """`BASE_URL/v/<folio>?h=<first 16 hex of the snapshot>`; the slashes of the folio stay."""
    return Verificacion(f"{base_url.rstrip('/')}/v/{quote(folio, safe='/')}?h={sha256[:16]}", sha256)


def resolutivo(numero: int) -> str:
    """«PRIMERO.», «DÉCIMO PRIMERO.», «SEXAGÉSIMO SÉPTIMO.»; the figure only beyond what is written in words."""
    return f"{letras.ordinal(numero, 'm').upper()}." if numero <= letras.ORDINAL_MAXIMO else f"{numero}º."


def firmas(todas: tuple[Firma, ...]) -> tuple[Bloque, ...]:
    """One block a group (each of the Comisiones Unidas signs apart), in the order given."""
    if not todas:
        return ()
    bloques: list[Bloque] = [Titulo(2, "Firmas" if len(todas) > 1 else "Firma")]
    for grupo, members in groupby(todas, key=lambda one: one.grupo):
        rubricas = tuple(
            Rubrica(clean(f"C. {one.persona.nombre}"), clean(palabras.cargo(one.persona)), clean(one.leyenda or ""))
            for one in members
        )
        bloques.append(Firmas(clean(grupo), rubricas))
    return tuple(bloques)


def anexos(todos: tuple[Anexo, ...]) -> tuple[Bloque, ...]:
    if not todos:
        return ()
    filas = tuple(
        (
            celda(one.titulo),
            celda("—" if one.version is None else str(one.version)),
            celda(Trozo(one.sha256, codigo=True) if one.sha256 else "—"),
        )
        for one in todos
    )
    tabla = Tabla("Anexos del documento", ("Documento", "Versión", "Huella SHA-256"), (33, 10, 57), filas)
    return (Titulo(2, "Anexos"), tabla)
