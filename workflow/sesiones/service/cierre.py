"""Close a session: numbers, final quórum, what is left pending, and the work of its acta."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Refused
from workflow.outbox.service import leave
from workflow.sesiones import lista
from workflow.sesiones.estados import ABIERTOS, ESTRUCTURALES
from workflow.sesiones.models import Punto, Sesion, Votacion, VotacionAnulada
from workflow.sesiones.queries import carga
from workflow.sesiones.service import bloque
from workflow.sesiones.service.asistencia import _plain
from workflow.sesiones.service.comun import _begin, _end_item, _hour, _next_number, _note
from workflow.sesiones.service.conclusion import _voted_in_general


@use_case
def clausurar(
    sesion_id: int,
    *,
    actor: Actor,
    ahora: datetime,
    hora: datetime | None = None,
    motivo: str = "clausura",
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """Close. What was not decided stays pending for the next agenda; the acta is left as work in the background.

    `motivo`: «clausura», or «quorum_perdido» when the session is lifted. Refused with VOTO_CALIDAD_PENDIENTE if a tie
    waits for the casting vote.
    """
    sesion = _begin(sesion_id, "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    momento = _hour(sesion, hora, ahora)
    _nothing_half_voted(sesion)
    quorums = lista.quorum_now(carga.pase_of(sesion), momento)
    if motivo != "quorum_perdido":
        motivo = "clausura"
    _leave_pending(sesion, momento, lifted=motivo == "quorum_perdido")
    acta = _next_number(sesion.organo_id, "acta", sesion.periodo)
    sesion.quorum_final, sesion.motivo_cierre = _plain(quorums), motivo
    sesion.acta_numero, sesion.clausura, sesion.estado = acta, momento, "clausurada"
    sesion.receso_desde = sesion.receso_limite = None
    _note("clausurar", sesion, actor=actor, ahora=ahora, acta=sesion.acta_numero, motivo=motivo)
    leave(
        "acta.generar",
        llave=f"acta:{sesion.id}",
        payload={"sesion_id": sesion.id},
        ahora=ahora,
        objeto=("sesion", sesion.id),
    )


def _nothing_half_voted(sesion: Sesion) -> None:
    titulo = db.session.scalar(
        select(Punto.titulo)
        .join(Votacion, Votacion.punto_id == Punto.id)
        .where(
            Punto.sesion_id == sesion.id,
            Votacion.decidida_en.is_(None),
            Votacion.id.not_in(select(VotacionAnulada.votacion_id)),
        )
        .limit(1)
    )
    if titulo is not None:
        raise Refused("VOTO_CALIDAD_PENDIENTE", titulo=titulo)


def _leave_pending(sesion: Sesion, momento: datetime, *, lifted: bool) -> None:
    """Matters not decided wait for the next agenda; structural items never reached are simply not dealt with.

    Nobody asked for the floor in «asuntos generales»: the item was reached all the same, unless the session was lifted.
    """
    puntos = db.session.scalars(select(Punto).where(Punto.sesion_id == sesion.id).order_by(Punto.orden))
    for punto in puntos:
        reached = punto.tipo == "clausura" or (punto.tipo == "asuntos_generales" and not lifted)
        if reached and punto.estado == "pendiente":
            punto.abierto_en = momento
            _end_item(punto, "desahogado", "", momento)
        elif punto.estado in ABIERTOS:
            _set_aside(sesion, punto, momento)
        db.session.flush()


def _set_aside(sesion: Sesion, punto: Punto, momento: datetime) -> None:
    if punto.tipo == "asuntos_generales" and punto.estado == "en_desahogo":
        _end_item(punto, "desahogado", punto.resultado, momento)
    elif punto.tipo == "bloque" and _voted_in_general(sesion, punto):
        bloque._end_block(punto, momento)
    elif punto.tipo in ESTRUCTURALES:
        punto.estado = "no_desahogado"
    else:
        punto.estado = "pendiente"
        punto.nota = punto.nota or "Queda pendiente para la siguiente sesión."
