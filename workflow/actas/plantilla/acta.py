"""The fields of an acta, its project, the constancia that a session was not held, and its public version."""

from __future__ import annotations

from typing import Any

from workflow.actas import palabras
from workflow.actas.impresion.documento import lineas
from workflow.actas.plantilla.campos import Campo
from workflow.actas.plantilla.comunes import (
    ANEXOS,
    ASISTENCIA,
    DOCUMENTO,
    FIRMAS,
    RESOLUTIVO,
    VOTACION,
    numerados,
    persona,
)
from workflow.actas.redaccion import acta as redaccion
from workflow.actas.redaccion.lista import lista_y_quorum
from workflow.actas.redaccion.publica import _cover
from workflow.actas.redaccion.puntos import desahogo
from workflow.kernel import letras


def _s(f: Any) -> Any:
    return f.snapshot.sesion


def _quorum(f: Any) -> Any:
    return f.snapshot.listas[0].quorum_inicial


def _votaciones(f: Any) -> tuple[Any, ...]:
    return tuple(one for punto in f.snapshot.puntos for one in punto.votaciones)


def _acuerdos(f: Any) -> tuple[Any, ...]:
    return tuple(punto.acuerdo for punto in f.snapshot.puntos if punto.acuerdo)


def _orden(f: Any) -> tuple[Any, ...]:
    return tuple(sorted((p for p in f.snapshot.puntos if p.num_convocado), key=lambda p: p.num_convocado))


def _convocatoria(f: Any) -> str:
    fecha = _s(f).convocatoria_fecha
    return palabras.fecha(fecha) if fecha else ""


def _discusion(punto: Any) -> str:
    dichos = [f"{palabras.el_c(one.persona)}: {palabras.punto_final(one.texto)}" for one in punto.intervenciones]
    return "\n".join([*map(palabras.mayuscula, dichos), *punto.discusion_escrita.splitlines()])


def _exposicion(punto: Any) -> str:
    return "\n".join(part for part in (punto.exposicion, punto.exposicion_escrita) if part)


def _estado(f: Any) -> str:
    """As the heading of the house says it: project, or approved, when, by which acuerdo and in which session."""
    *_, last = redaccion._encabezado(f.snapshot, "")
    (line,) = lineas(last)
    return line.partition(" · ")[2]


PUNTO = (
    Campo("numero", "Número en que se desahogó, o vacío", lambda one: one.num_desahogado),
    Campo("titulo", "Título del punto", lambda one: one.titulo),
    Campo("presenta", "Quién lo expuso", lambda one: one.presenta),
    Campo("exposicion", "Lo que se expuso", _exposicion),
    Campo("discusion", "Lo que dijo cada quien", _discusion),
    Campo(
        "expediente",
        "Folio del expediente, si trata de uno",
        lambda one: one.expediente.folio if one.expediente else "",
    ),
    Campo("dictamen", "Folio del dictamen, si lo hay", lambda one: one.dictamen.folio if one.dictamen else ""),
    Campo("resultado", "Resolución del punto, en Comisiones Unidas", lambda one: one.resultado),
    Campo("votaciones", "Sus votaciones", lambda one: one.votaciones, "lista", VOTACION, "voto"),
    Campo("acuerdo.folio", "Folio del acuerdo, si lo hubo", lambda one: one.acuerdo.folio if one.acuerdo else ""),
    Campo("acuerdo.texto", "Texto del acuerdo, si lo hubo", lambda one: one.acuerdo.texto if one.acuerdo else ""),
    Campo("nota", "Por qué se retiró, se agregó o quedó pendiente", lambda one: one.nota),
)
ACUERDO = (
    Campo("folio", "Folio del acuerdo", lambda one: one.folio),
    Campo("texto", "Texto del acuerdo", lambda one: palabras.punto_final(one.texto)),
    Campo("etiqueta", "«por unanimidad», «por mayoría»", lambda one: one.etiqueta),
    Campo("resolutivos", "Sus resolutivos", lambda one: numerados(one.resolutivos), "lista", RESOLUTIVO, "resolutivo"),
)
ORDEN = (
    Campo("numero", "Número en la convocatoria", lambda one: one.num_convocado),
    Campo("titulo", "Título del punto, con punto final", lambda one: palabras.punto_final(one.titulo)),
)
ASUNTO = (
    Campo("persona", "Quién lo trató, con su cargo", lambda one: palabras.el_c_cargo(one.persona)),
    Campo("sintesis", "Qué dijo", lambda one: one.sintesis),
    Campo("tramite", "Trámite que se le dio", lambda one: one.tramite),
)

SESION = (
    Campo("acta.numero", "Número del acta", lambda f: f.snapshot.numero),
    Campo("acta.numero_letra", "Número del acta, en letra", lambda f: letras.cardinal(f.snapshot.numero)),
    Campo("acta.que_es", "«Acta», o «Constancia» si la sesión no se celebró", lambda f: redaccion._que_es(f.snapshot)),
    Campo("acta.estado", "Proyecto o aprobada, con su fecha y acuerdo", _estado),
    Campo("acta.es_proyecto", "Si todavía no se aprueba", lambda f: f.snapshot.estado != "aprobada", "condicion"),
    Campo("sesion.nombre", "Nombre de la sesión", lambda f: palabras.nombre_sesion(_s(f), f.snapshot.organo)),
    Campo("sesion.instalada", "Si la sesión se celebró", lambda f: _s(f).instalada, "condicion"),
    Campo("sesion.fecha", "Día de la sesión", lambda f: palabras.fecha_corta(_s(f).apertura)),
    Campo("sesion.fecha_letra", "Día de la sesión, en letra", lambda f: palabras.fecha(_s(f).apertura)),
    Campo("sesion.hora_letra", "Hora en que empezó, en letra", lambda f: palabras.hora(_s(f).apertura)),
    Campo("sesion.termino_fecha_letra", "Día en que terminó, en letra", lambda f: palabras.fecha(_s(f).clausura)),
    Campo("sesion.termino_hora_letra", "Hora en que terminó, en letra", lambda f: palabras.hora(_s(f).clausura)),
    Campo("sesion.lugar", "Lugar", lambda f: _s(f).lugar),
    Campo("sesion.domicilio", "Domicilio del recinto, o vacío", lambda f: _s(f).domicilio),
    Campo("sesion.recinto_acuerdo", "Acuerdo del recinto alterno, o vacío", lambda f: _s(f).recinto_acuerdo),
    Campo("sesion.convocatoria_letra", "Día de la convocatoria, en letra, o vacío", _convocatoria),
    Campo("sesion.convocatoria_fundamento", "Fundamento con que se notificó", lambda f: _s(f).convocatoria_fundamento),
    *persona("preside", "quien preside", lambda f: f.snapshot.preside),
    *persona("secretario", "quien da fe", lambda f: f.snapshot.secretario),
    Campo("quorum.integrantes", "Integrantes del órgano", lambda f: f.snapshot.listas[0].integrantes),
    Campo("quorum.presentes", "Presentes al pasar lista", lambda f: _quorum(f).presentes),
    Campo("quorum.requerido", "Presentes que se requieren", lambda f: _quorum(f).requerido),
    Campo("quorum.hay", "Si hubo quórum", lambda f: _quorum(f).hay, "condicion"),
    Campo(
        "asistencia",
        "Integrantes y su asistencia",
        lambda f: tuple(one for roll in f.snapshot.listas for one in roll.asistencias),
        "lista",
        ASISTENCIA,
        "integrante",
    ),
    Campo("orden_del_dia", "Puntos convocados, en su orden", _orden, "lista", ORDEN, "punto"),
    Campo("puntos", "Puntos, en el orden en que se desahogaron", lambda f: f.snapshot.puntos, "lista", PUNTO, "punto"),
    Campo("votaciones", "Todas las votaciones de la sesión", _votaciones, "lista", VOTACION, "voto"),
    Campo("acuerdos", "Acuerdos tomados", _acuerdos, "lista", ACUERDO, "acuerdo"),
    Campo("asuntos_generales", "Asuntos generales", lambda f: f.snapshot.asuntos_generales, "lista", ASUNTO, "asunto"),
)
APARTADOS = (
    Campo(
        "apartado.encabezado",
        "Título, sesión, fecha, folio y estado",
        lambda f: redaccion._encabezado(f.snapshot, palabras.nombre_sesion(_s(f), f.snapshot.organo)),
        "apartado",
    ),
    Campo(
        "apartado.proemio",
        "Lugar, día, hora, quién preside y quién da fe",
        lambda f: redaccion.proemio(f.snapshot),
        "apartado",
    ),
    Campo(
        "apartado.lista_asistencia",
        "Lista de asistencia y declaración de quórum",
        lambda f: lista_y_quorum(f.snapshot),
        "apartado",
    ),
    Campo(
        "apartado.orden_del_dia",
        "Orden del día, con lo que se retiró o agregó",
        lambda f: redaccion.orden_del_dia(f.snapshot.puntos),
        "apartado",
    ),
    Campo(
        "apartado.desahogo",
        "Cada punto: exposición, discusión, votos por nombre y acuerdo",
        lambda f: desahogo(f.snapshot),
        "apartado",
    ),
    Campo(
        "apartado.asuntos_generales", "Asuntos generales", lambda f: redaccion.asuntos_generales(f.snapshot), "apartado"
    ),
    Campo(
        "apartado.incidencias",
        "Recesos e incidencias, si los hubo",
        lambda f: redaccion.incidencias(f.snapshot),
        "apartado",
    ),
    Campo("apartado.clausura", "Hora de clausura y fe", lambda f: redaccion.clausura(f.snapshot), "apartado"),
    Campo(
        "apartado.constancia",
        "Constancia de que la sesión no se celebró",
        lambda f: redaccion.constancia(f.snapshot),
        "apartado",
    ),
    Campo(
        "apartado.precisiones",
        "Precisiones incorporadas al aprobarla, si las hubo",
        lambda f: redaccion._precisiones(f.snapshot),
        "apartado",
    ),
    Campo(
        "apartado.objeciones",
        "Objeciones no aceptadas, si las hubo",
        lambda f: redaccion._objeciones(f.snapshot),
        "apartado",
    ),
)
CARATULA = (
    Campo("caratula.area", "Área que clasifica", lambda f: f.snapshot.caratula.area),
    Campo("caratula.motivacion", "Motivación", lambda f: f.snapshot.caratula.motivacion),
    Campo("caratula.titular", "Titular del área", lambda f: f.snapshot.caratula.titular),
    Campo("caratula.comite_acta", "Acta del Comité de Transparencia", lambda f: f.snapshot.caratula.comite_acta),
    Campo(
        "caratula.comite_fecha",
        "Fecha de la sesión del Comité",
        lambda f: palabras.fecha_corta(f.snapshot.caratula.comite_fecha),
    ),
    Campo(
        "apartado.caratula",
        "Carátula completa, con las partes clasificadas",
        lambda f: _cover(f.snapshot.caratula, f.documento.titulo.removeprefix("Versión pública. ")),
        "apartado",
    ),
)

ACTA = (*DOCUMENTO, *SESION, *APARTADOS, *FIRMAS, *ANEXOS)
ACTA_PUBLICA = (*DOCUMENTO, *SESION, *CARATULA, *APARTADOS, *FIRMAS, *ANEXOS)
