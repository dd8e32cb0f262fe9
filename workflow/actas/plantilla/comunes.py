"""Fields that every document has, and those that several share: people, roll calls, votes, acuerdos, signatures."""

from __future__ import annotations

from typing import Any

from workflow.actas import palabras
from workflow.actas.impresion.word import pie_de_verificacion
from workflow.actas.instantanea import Persona
from workflow.actas.plantilla.campos import Campo, Imagen
from workflow.actas.redaccion.lista import _asistencia, _puesto
from workflow.actas.redaccion.partes import anexos, firmas, resolutivo
from workflow.actas.redaccion.votos import BASES, MAYORIAS, TIPOS, cuenta, resultado

DOCUMENTO = (
    Campo("documento.titulo", "Nombre completo del documento", lambda f: f.documento.titulo),
    Campo("documento.folio", "Folio; nunca se repite", lambda f: f.documento.folio),
    Campo("documento.version", "Número de versión", lambda f: f.documento.version),
    Campo("documento.pie", "Línea que identifica el documento en cada página", lambda f: f.documento.pie),
    Campo(
        "documento.marca",
        "Leyenda mientras no vale todavía, o vacío: «PROYECTO DE ACTA», «VERSIÓN PÚBLICA»",
        lambda f: f.documento.marca,
    ),
    Campo("documento.url", "Dirección donde cualquiera lo verifica", lambda f: f.documento.verificacion.url),
    Campo("documento.huella", "Huella SHA-256 del contenido, completa", lambda f: f.documento.verificacion.sha256),
    Campo(
        "documento.huella_corta", "Los primeros 16 signos de la huella", lambda f: f.documento.verificacion.sha256[:16]
    ),
    Campo("documento.qr", "Código QR de verificación", lambda f: Imagen(), "imagen", fijo="(imagen)"),
    Campo("emisor.ayuntamiento", "Nombre del Ayuntamiento", lambda f: f.snapshot.emisor.ayuntamiento),
    Campo("emisor.municipio", "Municipio", lambda f: f.snapshot.emisor.municipio),
    Campo("emisor.entidad", "Estado", lambda f: f.snapshot.emisor.entidad),
    Campo("emisor.trienio", "Período del Ayuntamiento", lambda f: f.snapshot.emisor.trienio),
    Campo("emisor.dependencia", "Dependencia que expide", lambda f: f.snapshot.emisor.dependencia),
    Campo("emisor.lema", "Lema del membrete, si lo hay", lambda f: f.documento.lema),
    Campo("organo.nombre", "Órgano que sesiona", lambda f: f.snapshot.organo.nombre),
    Campo(
        "organo.es_cabildo", "Si el órgano es el Cabildo", lambda f: f.snapshot.organo.clase == "cabildo", "condicion"
    ),
    Campo(
        "organo.de",
        "El órgano con su preposición, para seguir la frase",
        lambda f: palabras.de_organo(f.snapshot.organo),
    ),
    Campo(
        "apartado.verificacion",
        "Cómo se verifica: folio, dirección y huella",
        lambda f: pie_de_verificacion(f.documento),
        "apartado",
    ),
)


def persona(rama: str, que: str, quien: Any) -> tuple[Campo, ...]:
    """Name, post, and the post with its article, of one person of the document."""
    return (
        Campo(f"{rama}.nombre", f"Nombre de {que}", lambda f: quien(f).nombre),
        Campo(f"{rama}.cargo", f"Cargo de {que}, en su género", lambda f: palabras.cargo(quien(f))),
        Campo(f"{rama}.el_cargo", f"Cargo de {que}, con artículo", lambda f: palabras.el_cargo(quien(f))),
        Campo(f"{rama}.del_cargo", f"Cargo de {que}, con «del» o «de la»", lambda f: palabras.del_cargo(quien(f))),
        Campo(
            f"{rama}.el_c_cargo",
            f"{que[0].upper()}{que[1:]}: «la C. …, cargo»",
            lambda f: palabras.el_c_cargo(quien(f)),
        ),
    )


ASISTENCIA = (
    Campo("nombre", "Nombre", lambda one: one.persona.nombre),
    Campo("cargo", "Cargo o puesto en la comisión", _puesto),
    Campo("asistencia", "Asistencia, con sus llegadas y salidas", _asistencia),
)
FIRMA = (
    Campo("nombre", "Nombre", lambda one: one.persona.nombre),
    Campo("cargo", "Cargo, en su género", lambda one: palabras.cargo(one.persona)),
    Campo("grupo", "Comisión por la que firma, si son varias", lambda one: one.grupo),
    Campo("leyenda", "Lo que se asienta bajo la firma, o vacío", lambda one: one.leyenda),
)
VOTACION = (
    Campo("asunto", "Lo que se votó, cuando no es el punto entero", lambda one: one.asunto),
    Campo("tipo", "Económica, nominal o por cédula", lambda one: TIPOS[one.tipo]),
    Campo(
        "comision", "Comisión que vota, en Comisiones Unidas", lambda one: one.comision.nombre if one.comision else ""
    ),
    Campo("a_favor", "Votos a favor", lambda one: one.a_favor),
    Campo("en_contra", "Votos en contra", lambda one: one.en_contra),
    Campo("abstencion", "Abstenciones", lambda one: one.abstencion),
    Campo("nombres_a_favor", "Quienes votaron a favor", lambda one: palabras.enumerar(one.nombres_a_favor)),
    Campo("nombres_en_contra", "Quienes votaron en contra", lambda one: palabras.enumerar(one.nombres_en_contra)),
    Campo("nombres_abstencion", "Quienes se abstuvieron", lambda one: palabras.enumerar(one.nombres_abstencion)),
    Campo("cuenta", "La cuenta en letra", cuenta),
    Campo("resultado", "El resultado en una frase, con su cuenta", resultado),
    Campo("etiqueta", "«por unanimidad», «por mayoría»", lambda one: one.etiqueta),
    Campo("mayoria", "Mayoría que se requería", lambda one: MAYORIAS.get(one.mayoria, "")),
    Campo(
        "base", "Base del cómputo", lambda one: f"{one.base_valor} {BASES[one.base_tipo][1]}" if one.base_valor else ""
    ),
)
ANEXO = (
    Campo("titulo", "Nombre del anexo", lambda one: one.titulo),
    Campo("version", "Versión, o vacío", lambda one: one.version),
    Campo("huella", "Huella SHA-256, o vacío", lambda one: one.sha256),
)
RESOLUTIVO = (
    Campo("ordinal", "«PRIMERO.», «SEGUNDO.»", lambda one: resolutivo(one[0])),
    Campo("texto", "El resolutivo, con punto final", lambda one: palabras.punto_final(one[1])),
)


def numerados(textos: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    return tuple(enumerate(textos, start=1))


FIRMAS = (
    Campo("firmas", "Quienes firman", lambda f: f.snapshot.firmas, "lista", FIRMA, "firma"),
    Campo(
        "apartado.firmas", "Espacios para firmar, con nombre y cargo", lambda f: firmas(f.snapshot.firmas), "apartado"
    ),
)
ANEXOS = (
    Campo("anexos", "Anexos del documento", lambda f: f.snapshot.anexos, "lista", ANEXO, "anexo"),
    Campo("apartado.anexos", "Tabla de anexos con su huella", lambda f: anexos(f.snapshot.anexos), "apartado"),
)


def nombre_y_cargo(one: Persona) -> str:
    return f"C. {one.nombre}, {palabras.cargo(one)}"
