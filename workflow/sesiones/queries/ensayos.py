"""Rehearsal of a convened session with who has confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from workflow.db import db
from workflow.kernel.refusals import Invalid, NotFound, Reason
from workflow.sesiones.ensayo import Ensayo, PuntoPorVotar, rehearse
from workflow.sesiones.models import Punto, Sesion
from workflow.sesiones.queries import carga


def ensayo(sesion_id: int, confirmados: Sequence[str]) -> Ensayo:
    """What could not be voted or approved if only those people came. Invalid with each key that is not of the roll."""
    sesion = db.session.get(Sesion, sesion_id)
    if sesion is None:
        raise NotFound("NO_EXISTE")
    pase = carga.pase_of(sesion)
    ajenos = [clave for clave in confirmados if pase.integrante(clave) is None]
    if ajenos:
        raise Invalid([Reason("INTEGRANTE_DESCONOCIDO", {"persona": clave}) for clave in ajenos])
    puntos = [
        PuntoPorVotar(
            id=fila.id,
            titulo=fila.titulo,
            mayoria=fila.mayoria or (sesion.reglas.get("mayoria_orden") if fila.tipo == "orden" else None),
            excusas=carga.excused_from(fila.id),
        )
        for fila in db.session.scalars(select(Punto).where(Punto.sesion_id == sesion_id).order_by(Punto.orden))
        if fila.tipo in ("orden", "acta_anterior", "votable", "bloque") and fila.estado in ("pendiente", "en_desahogo")
    ]
    return rehearse(pase, confirmados, puntos, sesion.programada_para)
