"""Freeze an issue of a convocatoria: once, however many times it is asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.actas.models import Instantanea
from workflow.actas.queries.convocatorias import snapshot_of_convocatoria
from workflow.actas.service.comun import Congelada, Instalacion, _freeze, _frozen, _note_issue
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotFound
from workflow.sesiones.models import Convocatoria, Sesion


@use_case
def emitir_convocatoria(convocatoria_id: int, *, instalacion: Instalacion, actor: Actor, ahora: datetime) -> Congelada:
    """The snapshot of an issue (its version is that of the document); the one there is when it was already taken."""
    emision = db.session.get(Convocatoria, convocatoria_id)
    if emision is None:
        raise NotFound("NO_EXISTE")
    sesion = lock(Sesion, emision.sesion_id)
    row = db.session.scalar(
        select(Instantanea).where(
            Instantanea.clase == "convocatoria",
            Instantanea.objeto_id == sesion.id,
            Instantanea.version == emision.version,
        )
    )
    if row is None:
        snapshot = snapshot_of_convocatoria(emision, municipio=instalacion.municipio, base_url=instalacion.base_url)
        row = _freeze("convocatoria", sesion.id, snapshot, ahora)
        _note_issue("convocatoria", None, ("sesion", sesion.id), row, actor, ahora)
    return _frozen(row.id)
