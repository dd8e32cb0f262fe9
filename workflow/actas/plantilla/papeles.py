"""The fields of a convocatoria, a dictamen and a certificación."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflow.actas import palabras
from workflow.actas.instantanea import Acuerdo, ExpedienteRef, Firma
from workflow.actas.instantanea_dictamen import AsuntoDictaminado
from workflow.actas.plantilla.campos import Campo
from workflow.actas.plantilla.comunes import (
    ANEXOS,
    ASISTENCIA,
    DOCUMENTO,
    FIRMAS,
    RESOLUTIVO,
    VOTACION,
    nombre_y_cargo,
    numerados,
    persona,
)
from workflow.actas.redaccion import certificacion, convocatoria, dictamen, dictamen_bloque, frases
from workflow.actas.redaccion.partes import firmas
from workflow.actas.redaccion.puntos import acuerdo
from workflow.actas.redaccion.votos import cuenta
from workflow.kernel import articulos


def _expediente(f: Any) -> Any:
    return f.snapshot.expediente


def _segunda(f: Any) -> str:
    return palabras.fecha(f.snapshot.segunda_de) if f.snapshot.segunda_de else ""


def _acta(f: Any) -> Acuerdo:
    one = f.snapshot
    return Acuerdo(one.acuerdo_folio, one.acuerdo_texto, one.resolutivos, one.votacion.etiqueta)


def _de_organo(f: Any) -> str:
    return str(convocatoria._destinatarios(f.snapshot))


def _refs(f: Any) -> list[ExpedienteRef]:
    """Every dossier of a block, or the only one."""
    return [one.expediente for one in f.snapshot.asuntos] or [f.snapshot.expediente]


def _asuntos(f: Any) -> tuple[Any, ...]:
    one = f.snapshot
    return one.asuntos or (AsuntoDictaminado(one.expediente, "", "", "aprobado", one.sentido, "", one.antecedentes),)


def _objeto(f: Any) -> str:
    return dictamen_bloque.objeto(f.snapshot) if f.snapshot.asuntos else frases.objeto(
        _expediente(f).clase, f.snapshot.ejercicio
    )  # fmt: skip


def _expedientes(f: Any) -> str:
    return dictamen.expedientes(f.snapshot)


def _lo_dictaminado(f: Any) -> str:
    return dictamen.lo_dictaminado(f.snapshot)


def _each(words: Iterable[str]) -> str:
    return palabras.enumerar(dict.fromkeys(words))


def _folio(f: Any) -> str:
    return _each(one.folio for one in _refs(f))


def _titulo(f: Any) -> str:
    return _each(one.titulo for one in _refs(f))


def _version(f: Any) -> str:
    return _each(str(one.version) for one in _refs(f))


def _dependencia(f: Any) -> str:
    return _each(one.dependencia for one in _refs(f))


def _de_dependencia(f: Any) -> str:
    return _each(articulos.de_dependencia(one.dependencia) for one in _refs(f))


ASUNTO = (
    Campo("folio", "Folio del expediente", lambda one: one.expediente.folio),
    Campo("titulo", "Título del expediente", lambda one: one.expediente.titulo),
    Campo("version", "Versión dictaminada", lambda one: one.expediente.version),
    Campo("dependencia", "Dependencia que lo presentó", lambda one: one.expediente.dependencia),
    Campo("programa", "Programa, o vacío", lambda one: one.programa),
    Campo("alcance", "Monto o personas, o vacío", lambda one: one.alcance),
    Campo("resultado", "Qué se resolvió de él", dictamen_bloque._resultado),
)
PUNTO = (
    Campo("numero", "Número", lambda one: one.numero),
    Campo(
        "titulo", "Título, con punto final", lambda one: palabras.punto_final(convocatoria._punto(one.titulo, one.tipo))
    ),
)
CONVOCADO = (
    Campo("nombre", "Nombre", lambda one: one.nombre),
    Campo("cargo", "Cargo, en su género", palabras.cargo),
    Campo("nombre_y_cargo", "Nombre y cargo", nombre_y_cargo),
)
CAMBIO = (
    Campo("dato", "Dato que se corrige", lambda one: one.campo),
    Campo("dice", "Lo que decía", lambda one: one.dice),
    Campo("debe_decir", "Lo que debe decir", lambda one: one.debe_decir),
)
CONDICION = (Campo("texto", "La frase", lambda one: one),)

CONVOCATORIA = (
    *DOCUMENTO,
    Campo(
        "convocatoria.que_es",
        "«Convocatoria», «Segunda convocatoria» o «Fe de erratas…»",
        lambda f: convocatoria._que_es(f.snapshot),
    ),
    Campo("convocatoria.destinatarios", "A quiénes se dirige", _de_organo),
    Campo("convocatoria.fundamento", "Fundamento, o vacío", lambda f: f.snapshot.fundamento),
    Campo("convocatoria.segunda_letra", "Día de la sesión que no se verificó, en letra, o vacío", _segunda),
    Campo("convocatoria.emitida_letra", "Día en que se expide, en letra", lambda f: palabras.fecha(f.snapshot.emitida)),
    Campo(
        "convocatoria.hora_emitida_letra",
        "Hora en que se expide, en letra",
        lambda f: palabras.hora(f.snapshot.emitida),
    ),
    Campo("sesion.nombre", "Nombre de la sesión", lambda f: convocatoria.nombre(f.snapshot)),
    Campo("sesion.fecha", "Día de la sesión", lambda f: palabras.fecha_corta(f.snapshot.programada)),
    Campo("sesion.fecha_letra", "Día de la sesión, en letra", lambda f: palabras.fecha(f.snapshot.programada)),
    Campo("sesion.hora_letra", "Hora de la sesión, en letra", lambda f: palabras.hora(f.snapshot.programada)),
    Campo("sesion.lugar", "Lugar", lambda f: f.snapshot.lugar),
    Campo("sesion.domicilio", "Domicilio, o vacío", lambda f: f.snapshot.domicilio),
    Campo("sesion.enlace", "Enlace para asistir a distancia, o vacío", lambda f: f.snapshot.enlace),
    Campo("sesion.recinto_acuerdo", "Acuerdo del recinto alterno, o vacío", lambda f: f.snapshot.recinto_acuerdo),
    Campo(
        "sesion.donde", "Lugar, domicilio y recinto, para seguir la frase", lambda f: convocatoria._donde(f.snapshot)
    ),
    *persona("convoca", "quien convoca", lambda f: f.snapshot.convoca),
    Campo("puntos", "Orden del día", lambda f: f.snapshot.puntos, "lista", PUNTO, "punto"),
    Campo("convocados", "Personas convocadas", lambda f: f.snapshot.convocados, "lista", CONVOCADO, "persona"),
    Campo(
        "condiciones",
        "Modalidad, duración y plazo de la regla",
        lambda f: convocatoria._condiciones(f.snapshot),
        "lista",
        CONDICION,
        "condicion",
    ),
    Campo("cambios", "Lo que corrige una fe de erratas", lambda f: f.snapshot.cambios, "lista", CAMBIO, "cambio"),
    Campo(
        "apartado.cambios", "Fe de erratas completa, si lo es", lambda f: convocatoria._cambios(f.snapshot), "apartado"
    ),
    Campo("apartado.acuses", "Hoja de acuses de recibo", lambda f: convocatoria._acuses(f.snapshot), "apartado"),
    Campo(
        "apartado.firma",
        "Espacio para firmar de quien convoca",
        lambda f: firmas((Firma(f.snapshot.convoca),)),
        "apartado",
    ),
    *ANEXOS,
)

DICTAMEN = (
    *DOCUMENTO,
    Campo(
        "dictamen.sentido",
        "«aprueba», «aprueba con modificaciones», «desecha»…",
        lambda f: frases.SENTIDOS[f.snapshot.sentido],
    ),
    Campo("dictamen.objeto", "Lo que se dictamina", _objeto),
    Campo("dictamen.expedientes", "El expediente con su versión, o los del bloque", _expedientes),
    Campo("dictamen.lo_dictaminado", "Lo que se dictamina y de quién, para seguir la frase", _lo_dictaminado),
    Campo("dictamen.fundamento", "Fundamento, o vacío", lambda f: palabras.enumerar(f.snapshot.fundamento)),
    Campo("dictamen.lugar", "Lugar", lambda f: f.snapshot.lugar),
    Campo("dictamen.fecha_letra", "Día en que se votó, en letra", lambda f: palabras.fecha(f.snapshot.fecha)),
    Campo("dictamen.ejercicio", "Ejercicio fiscal", lambda f: f.snapshot.ejercicio),
    Campo("expediente.folio", "Folio del expediente; de un bloque, los de todos", _folio),
    Campo("expediente.titulo", "Título del expediente; de un bloque, los de todos", _titulo),
    Campo("expediente.version", "Versión dictaminada; de un bloque, las de todos", _version),
    Campo("expediente.dependencia", "Dependencia que lo presentó; de un bloque, todas", _dependencia),
    Campo("expediente.de_dependencia", "La dependencia, con «de la» o «del»; de un bloque, todas", _de_dependencia),
    Campo("expedientes", "Los expedientes de un bloque, o el único", _asuntos, "lista", ASUNTO, "asunto"),
    Campo(
        "considerandos",
        "Considerandos",
        lambda f: numerados(f.snapshot.considerandos),
        "lista",
        RESOLUTIVO,
        "considerando",
    ),
    Campo("resolutivos", "Resolutivos", lambda f: numerados(f.snapshot.resolutivos), "lista", RESOLUTIVO, "resolutivo"),
    Campo("votaciones", "Votación de cada comisión", lambda f: f.snapshot.votaciones, "lista", VOTACION, "voto"),
    Campo(
        "asistencia",
        "Integrantes y su asistencia",
        lambda f: tuple(one for roll in f.snapshot.listas for one in roll.asistencias),
        "lista",
        ASISTENCIA,
        "integrante",
    ),
    Campo(
        "apartado.encabezado",
        "Título, órgano, expediente y sentido",
        lambda f: dictamen._encabezado(f.snapshot),
        "apartado",
    ),
    Campo(
        "apartado.antecedentes",
        "Antecedentes: presentación, revisión y turno",
        lambda f: dictamen._antecedentes(f.snapshot.antecedentes, f.snapshot),
        "apartado",
    ),
    Campo(
        "apartado.contenido",
        "Contenido del expediente, si se resumió",
        lambda f: dictamen._contenido(f.snapshot),
        "apartado",
    ),
    Campo(
        "apartado.considerandos",
        "Considerandos e impacto presupuestal",
        lambda f: dictamen._considerandos(f.snapshot),
        "apartado",
    ),
    Campo(
        "apartado.modificaciones",
        "Modificaciones: dice y debe decir, si las hay",
        lambda f: dictamen._modificaciones(f.snapshot),
        "apartado",
    ),
    Campo("apartado.resolutivos", "Resolutivos", lambda f: dictamen._resolutivos(f.snapshot), "apartado"),
    Campo(
        "apartado.votacion", "Asistencia y votación, por nombre", lambda f: dictamen._votacion(f.snapshot), "apartado"
    ),
    Campo(
        "apartado.votos_particulares",
        "Votos particulares, si los hay",
        lambda f: dictamen._votos_particulares(f.snapshot),
        "apartado",
    ),
    *FIRMAS,
    *ANEXOS,
)

CERTIFICACION = (
    *DOCUMENTO,
    *persona("certifica", "quien certifica", lambda f: f.snapshot.certifica),
    Campo("certificacion.fundamento", "Fundamento, o vacío", lambda f: f.snapshot.fundamento),
    Campo(
        "certificacion.que", "Lo que se certifica: sesión, punto y votación", lambda f: certificacion._que(f.snapshot)
    ),
    Campo(
        "certificacion.estado_acta",
        "Si el acta ya se aprobó o está pendiente",
        lambda f: certificacion._estado_del_acta(f.snapshot),
    ),
    Campo(
        "certificacion.cierre",
        "Quién la solicita, para qué, lugar, hora y día",
        lambda f: certificacion._cierre(f.snapshot).strip(),
    ),
    Campo("certificacion.solicitante", "Quién la solicita, o vacío", lambda f: f.snapshot.solicitante),
    Campo("certificacion.efectos", "Para qué efectos, o vacío", lambda f: f.snapshot.efectos),
    Campo("certificacion.fecha_letra", "Día en que se expide, en letra", lambda f: palabras.fecha(f.snapshot.expedida)),
    Campo("certificacion.hora_letra", "Hora en que se expide, en letra", lambda f: palabras.hora(f.snapshot.expedida)),
    Campo("acuerdo.folio", "Folio del acuerdo", lambda f: f.snapshot.acuerdo_folio),
    Campo("acuerdo.texto", "Texto del acuerdo", lambda f: palabras.punto_final(f.snapshot.acuerdo_texto)),
    Campo("acuerdo.punto", "Número del punto", lambda f: f.snapshot.punto),
    Campo("acuerdo.punto_titulo", "Título del punto", lambda f: f.snapshot.punto_titulo),
    Campo("acuerdo.votacion", "La cuenta de su votación, en letra", lambda f: cuenta(f.snapshot.votacion)),
    Campo("acuerdo.etiqueta", "«por unanimidad», «por mayoría»", lambda f: f.snapshot.votacion.etiqueta),
    Campo("acta.folio", "Folio del acta, o vacío", lambda f: f.snapshot.acta_folio),
    Campo("acta.aprobada", "Si el acta ya se aprobó", lambda f: f.snapshot.acta_aprobada, "condicion"),
    Campo("sesion.fecha_letra", "Día de la sesión, en letra", lambda f: palabras.fecha(f.snapshot.sesion_fecha)),
    Campo(
        "expediente.folio", "Folio del expediente, o vacío", lambda f: _expediente(f).folio if _expediente(f) else ""
    ),
    Campo(
        "expediente.version", "Versión aprobada, o vacío", lambda f: _expediente(f).version if _expediente(f) else ""
    ),
    Campo(
        "resolutivos",
        "Resolutivos del acuerdo",
        lambda f: numerados(f.snapshot.resolutivos),
        "lista",
        RESOLUTIVO,
        "resolutivo",
    ),
    Campo(
        "apartado.acuerdo", "El acuerdo con sus resolutivos, en recuadro", lambda f: (acuerdo(_acta(f)),), "apartado"
    ),
    Campo(
        "apartado.expediente",
        "Expediente aprobado y su huella, si lo hay",
        lambda f: certificacion._expediente(f.snapshot),
        "apartado",
    ),
    Campo(
        "apartado.firma",
        "Espacio para firmar de quien certifica",
        lambda f: firmas((Firma(f.snapshot.certifica),)),
        "apartado",
    ),
)
