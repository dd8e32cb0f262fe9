"""The public version of an acta: the cover that the Comité de Transparencia asks for, and the redacted text."""

from __future__ import annotations

from dataclasses import replace

from workflow.actas import palabras
from workflow.actas.canonico import digest
from workflow.actas.impresion.documento import Bloque, Documento, Tabla, Titulo, celda, negrita, parrafo
from workflow.actas.instantanea import Caratula, InstantaneaActa
from workflow.actas.redaccion.acta import componer_acta
from workflow.actas.redaccion.partes import verificacion

MARCA = "VERSIÓN PÚBLICA"


def componer_publica(acta: InstantaneaActa) -> Documento:
    assert acta.caratula is not None
    base = componer_acta(replace(acta, caratula=None))
    text = tuple(replace(one, nivel=2) if isinstance(one, Titulo) and one.nivel == 1 else one for one in base.bloques)
    return replace(
        base,
        titulo=f"Versión pública. {base.titulo}",
        marca=MARCA,
        bloques=(*_cover(acta.caratula, base.titulo), *text),
        verificacion=verificacion(acta.base_url, acta.folio, digest(acta)),
    )


def _cover(one: Caratula, titulo: str) -> tuple[Bloque, ...]:
    filas = tuple(
        (celda(f"[Eliminado {n}]"), celda(tacha.dato), celda(tacha.fundamento), celda(str(tacha.veces)))
        for n, tacha in enumerate(one.tachas, start=1)
    )
    return (
        Titulo(1, "Versión pública"),
        parrafo(titulo, estilo="subtitulo"),
        parrafo(negrita("Área que clasifica: "), one.area),
        parrafo(negrita("Documento: "), one.documento),
        parrafo(negrita("Partes clasificadas, dato que contienen y fundamento:")),
        Tabla("Partes clasificadas", ("Marca", "Dato", "Fundamento legal", "Veces"), (18, 32, 40, 10), filas),
        parrafo(negrita("Motivación: "), palabras.punto_final(one.motivacion)),
        parrafo(negrita("Titular del área: "), one.titular),
        parrafo(
            negrita("Aprobación del Comité de Transparencia: "),
            f"{one.comite_acta}, del {palabras.fecha_corta(one.comite_fecha)}.",
        ),
    )
