"""Correct what was noted by mistake, as new facts: attendance, and a count before its effects left the session."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local
from workflow.kernel.refusals import Invalid, NotFound, Refused
from workflow.sesiones import lista
from workflow.sesiones.estados import ABIERTOS
from workflow.sesiones.lista import minute
from workflow.sesiones.models import (
    AsistenciaAnulada,
    AsistenciaEvento,
    Punto,
    Sesion,
    Votacion,
    VotacionAnulada,
)
from workflow.sesiones.queries import carga
from workflow.sesiones.service.asistencia import _add, _check_event, _plain
from workflow.sesiones.service.comun import _begin, _hour, _last_vote, _member, _note


@use_case
def corregir_asistencia(
    evento_id: int,
    *,
    motivo: str,
    actor: Actor,
    ahora: datetime,
    evento: str | None = None,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """Annul an attendance fact and, with `evento` and `hora`, note what really happened. The original stays.

    Refused when a count in force was taken at that hour or later (its electorate would be another: annul it first)
    and when, corrected, the session would not have had its initial quórum.
    """
    original = db.session.get(AsistenciaEvento, evento_id)
    if original is None:
        raise NotFound("NO_EXISTE")
    sesion = _begin(original.sesion_id, "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    if not motivo.strip():
        raise Invalid("FALTA_MOTIVO")
    if db.session.get(AsistenciaAnulada, evento_id) is not None:
        raise Refused("ASISTENCIA_YA_ANULADA")
    momento = hora or original.hora
    _before_any_vote(sesion, min(original.hora, momento))
    if minute(momento) > minute(ahora):
        raise Invalid("HORA_FUTURA", hora=f"{local(momento):%H:%M}")
    db.session.add(
        AsistenciaAnulada(evento_id=evento_id, motivo=motivo.strip()[:500], en=ahora, por_id=actor.usuario_id)
    )
    db.session.flush()
    persona = next(i.clave for i in carga.pase_of(sesion).integrantes if i.id == original.integrante_id)
    if evento is not None:
        _note_right(sesion, persona, evento, momento, actor, ahora)
    _opening_stands(sesion)
    despues = carga.pase_of(sesion)
    if sesion.preside not in lista.room(despues, ahora).presentes:
        sesion.preside = lista.natural_presider(despues, ahora) or sesion.preside
    _note("corregir_asistencia", sesion, actor=actor, ahora=ahora, evento=evento_id, integrante=persona)


def _note_right(sesion: Sesion, persona: str, evento: str, momento: datetime, actor: Actor, ahora: datetime) -> None:
    pase = carga.pase_of(sesion)
    al_abrir = sesion.apertura is not None and minute(momento) <= minute(sesion.apertura)
    if evento in ("presente", "justifica"):
        momento = sesion.apertura or momento
    elif al_abrir:
        raise Invalid("HORA_ANTERIOR", hora=f"{local(momento):%H:%M}", ultima=f"{local(momento):%H:%M}")
    else:
        _check_event(pase, persona, evento, momento)
    _add(sesion, _member(pase, persona).id, evento, momento, "", actor, ahora)


def _before_any_vote(sesion: Sesion, momento: datetime) -> None:
    ultima = _last_vote(sesion)
    if ultima is not None and minute(ultima) >= minute(momento):
        raise Refused("ASISTENCIA_YA_VOTADA", hora=f"{local(ultima):%H:%M}")


def _opening_stands(sesion: Sesion) -> None:
    """The initial quórum of a corrected roll; it must still be one, or the session was never installed."""
    if sesion.apertura is None:
        return
    pase = carga.pase_of(sesion)
    quorums = lista.quorum_now(pase, sesion.apertura)
    if lista.lacking_quorum(pase, quorums):
        raise Refused("CORRECCION_SIN_QUORUM_INICIAL")
    sesion.quorum_inicial = _plain(quorums)


@use_case
def anular_votacion(
    votacion_id: int,
    *,
    motivo: str,
    actor: Actor,
    ahora: datetime,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """Annul a count (and those of the other commissions in the same round): it decides nothing and is voted anew.

    Refused once its effects left the session: the dossier moved, a dictamen was given, or a later item was dealt
    with. The acuerdo keeps its folio, without effect.
    """
    sesion_id = db.session.scalar(
        select(Punto.sesion_id).join(Votacion, Votacion.punto_id == Punto.id).where(Votacion.id == votacion_id)
    )
    if sesion_id is None:
        raise NotFound("NO_EXISTE")
    sesion = _begin(sesion_id, "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    if not motivo.strip():
        raise Invalid("FALTA_MOTIVO")
    fila = lock(Votacion, votacion_id)
    if fila.anulada is not None:
        raise Refused("VOTACION_YA_ANULADA")
    punto = lock(Punto, fila.punto_id)
    momento = _hour(sesion, hora, ahora)
    juntas = _same_round(fila)
    _still_inside(sesion, punto, fila)
    for cada in juntas:
        db.session.add(
            VotacionAnulada(votacion_id=cada.id, motivo=motivo.strip()[:500], hora=momento, por_id=actor.usuario_id)
        )
    _back_on_the_floor(sesion, punto, fila)
    _note("anular_votacion", sesion, actor=actor, ahora=ahora, punto=punto.id, votaciones=[v.id for v in juntas])


def _same_round(fila: Votacion) -> list[Votacion]:
    """The counts that were one act: all the groups and rounds of the series."""
    return [v for v in carga.counts_of([fila.punto_id]) if v.asunto == fila.asunto and v.serie == fila.serie]


def _still_inside(sesion: Sesion, punto: Punto, fila: Votacion) -> None:
    """Refused if what this count decided is already outside, or was built upon."""
    if fila.asunto in ("retiro", "adicion") and fila.resultado == "aprobado":
        raise Refused("VOTACION_CON_EFECTOS", titulo=punto.titulo)
    abierto = db.session.scalar(
        select(Punto.titulo).where(Punto.sesion_id == sesion.id, Punto.estado == "en_desahogo", Punto.id != punto.id)
    )
    if fila.asunto == "punto" and abierto is not None:
        raise Refused("OTRO_PUNTO_ABIERTO", titulo=abierto)
    if punto.estado in ABIERTOS and punto.tipo != "bloque":
        return
    movidos = punto.tipo == "bloque" or punto.expediente_id is not None
    if movidos and fila.resultado in ("aprobado", "rechazado"):
        raise Refused("VOTACION_CON_EFECTOS", titulo=punto.titulo)
    ultimo = db.session.scalar(select(func.max(Punto.num_desahogado)).where(Punto.sesion_id == sesion.id))
    if punto.num_desahogado is not None and punto.num_desahogado != ultimo:
        raise Refused("VOTACION_YA_SUPERADA", titulo=punto.titulo)


def _back_on_the_floor(sesion: Sesion, punto: Punto, fila: Votacion) -> None:
    if fila.asunto != "punto":
        return
    if punto.tipo == "orden":
        sesion.orden_aprobado = False
    punto.estado, punto.num_desahogado, punto.resultado, punto.cerrado_en = "en_desahogo", None, "", None
    db.session.flush()
