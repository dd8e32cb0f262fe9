"""The quarterly report of activities: cover, presentation with its legal basis, activities by heading, conclusions."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.actas import palabras
from workflow.actas.canonico import digest
from workflow.actas.impresion.documento import (
    Bloque,
    Documento,
    Espacio,
    Firmas,
    Imagen,
    Imagenes,
    Lista,
    Rubrica,
    Titulo,
    clean,
    elemento,
    parrafo,
)
from workflow.actas.instantanea_informe import ApartadoInforme, InstantaneaInforme
from workflow.actas.redaccion.partes import membrete, verificacion
from workflow.kernel import letras

TITULO = "Informe trimestral de actividades"
SIN_REGISTROS = "No hay actividades registradas en este apartado durante el trimestre."


def componer_informe(one: InstantaneaInforme) -> Documento:
    titulo = f"{TITULO}, {meses_de(one.trimestre)} de {one.ejercicio}"
    return Documento(
        titulo=titulo,
        membrete=membrete(one.emisor),
        lema=one.emisor.lema,
        folio=one.folio,
        version=one.version,
        pie=f"{titulo}. {one.emisor.dependencia}",
        marca="",
        fecha=one.fecha,
        autor=f"{one.emisor.dependencia}, {one.emisor.ayuntamiento}",
        bloques=(*_portada(one), *_presentacion(one), *_actividades(one), *_conclusiones(one)),
        verificacion=verificacion(one.base_url, one.folio, digest(one)),
    )


def meses_de(trimestre: int) -> str:
    """«enero a marzo»."""
    fin = trimestre * 3
    return f"{letras.MESES[fin - 3]} a {letras.MESES[fin - 1]}"


def _portada(one: InstantaneaInforme) -> Iterable[Bloque]:
    fin = one.trimestre * 3
    yield Espacio(5)
    yield Titulo(1, TITULO)
    yield parrafo(palabras.mayuscula(letras.enumerar(letras.MESES[fin - 3 : fin])), estilo="subtitulo")
    yield parrafo(f"Ejercicio {one.ejercicio}", estilo="subtitulo")
    yield parrafo(one.emisor.dependencia, estilo="centrado")
    yield parrafo(f"{one.emisor.ayuntamiento}, {one.emisor.trienio}", estilo="centrado")
    yield parrafo(f"{one.emisor.municipio}, {one.emisor.entidad}, {palabras.fecha_corta(one.fecha)}", estilo="centrado")


def _presentacion(one: InstantaneaInforme) -> Iterable[Bloque]:
    yield Titulo(2, "I. Presentación", hoja_nueva=True)
    yield from _cuerpo(one.presentacion)
    normas = [line.strip(" .;") for line in one.fundamento.splitlines() if line.strip(" .;")]
    if normas:
        yield parrafo("Se rinde con fundamento en:")
        yield Lista(tuple(elemento("•", f"{norma}.") for norma in normas))


def _actividades(one: InstantaneaInforme) -> Iterable[Bloque]:
    yield Titulo(2, "II. Actividades realizadas")
    for numero, apartado in enumerate(one.actividades, start=1):
        yield Titulo(3, f"{numero}. {apartado.titulo}")
        if not apartado.hechos and not apartado.texto:
            yield parrafo(SIN_REGISTROS)
        yield from _cuerpo(apartado)


def _conclusiones(one: InstantaneaInforme) -> Iterable[Bloque]:
    yield Titulo(2, "III. Conclusiones")
    yield from _cuerpo(one.conclusiones)
    nombre = f"C. {one.firma.nombre}" if one.firma.nombre else ""
    yield Firmas("", (Rubrica(clean(nombre), clean(palabras.cargo(one.firma))),))


def _cuerpo(apartado: ApartadoInforme) -> Iterable[Bloque]:
    """What a person wrote, then what the records say, then the photographs."""
    for line in apartado.texto.split("\n"):
        if line.strip():
            yield parrafo(line.strip())
    for hecho in apartado.hechos:
        if not hecho.lista:
            yield parrafo(hecho.texto)
    puntos = tuple(elemento("•", hecho.texto) for hecho in apartado.hechos if hecho.lista)
    if puntos:
        yield Lista(puntos)
    if apartado.fotos:
        yield Imagenes(tuple(Imagen(one.sha256, clean(one.texto), clean(one.pie)) for one in apartado.fotos))
