"""Correct the attendance noted by mistake, as new facts: the original stays."""

from __future__ import annotations

from datetime import datetime

from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local
from workflow.kernel.refusals import Invalid, NotFound, Refused
from workflow.sesiones import lista
from workflow.sesiones.lista import minute
from workflow.sesiones.models import (
    AsistenciaAnulada,
    AsistenciaEvento,
    Sesion,
)
from workflow.sesiones.queries import carga
from workflow.sesiones.service.asistencia import _add, _check_event, _plain
from workflow.sesiones.service.comun import _begin, _last_vote, _member, _note


@use_case
def corregir_asistencia(
    evento_id: int,
    *,
    motivo: str,
    actor: Actor,
    ahora: datetime,
    evento: str | None = None,
    hora: datetime | None = None,
    modo: str | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """Annul an attendance fact and, with `evento`, `hora` and `modo`, note what really happened. The original stays.

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
        _note_right(sesion, persona, evento, momento, modo or original.modo, actor, ahora)
    _opening_stands(sesion)
    despues = carga.pase_of(sesion)
    if sesion.preside not in lista.room(despues, ahora).presentes:
        sesion.preside = lista.natural_presider(despues, ahora) or sesion.preside
    _note("corregir_asistencia", sesion, actor=actor, ahora=ahora, evento=evento_id, integrante=persona)


def _note_right(
    sesion: Sesion, persona: str, evento: str, momento: datetime, modo: str | None, actor: Actor, ahora: datetime
) -> None:
    pase = carga.pase_of(sesion)
    al_abrir = sesion.apertura is not None and minute(momento) <= minute(sesion.apertura)
    if evento in ("presente", "justifica"):
        momento = sesion.apertura or momento
    elif al_abrir:
        raise Invalid("HORA_ANTERIOR", hora=f"{local(momento):%H:%M}", ultima=f"{local(momento):%H:%M}")
    else:
        _check_event(pase, persona, evento, momento, modo)
    _add(sesion, _member(pase, persona).id, evento, momento, "", actor, ahora, modo)


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
