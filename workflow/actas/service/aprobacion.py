"""The body approves an acta: its text is a new version, printed without the mark of project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from workflow.actas.instantanea import InstantaneaActa
from workflow.actas.models import Acta
from workflow.actas.queries import frozen
from workflow.actas.service.comun import _freeze, _only_who_conducts
from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Refused
from workflow.outbox.service import leave
from workflow.sesiones.models import Sesion


@use_case
def aprobar_acta(sesion_id: int, *, fecha: date, acuerdo_folio: str | None, actor: Actor, ahora: datetime) -> None:
    """The body approved the acta: the approved text is a new version, printed without the mark of project."""
    sesion = lock(Sesion, sesion_id)
    _only_who_conducts(sesion, actor)
    acta = db.session.scalar(select(Acta).where(Acta.sesion_id == sesion_id).with_for_update())
    if acta is None:
        raise Refused("ACTA_SIN_ELABORAR")
    if acta.estado == "aprobada":
        raise Refused("ACTA_YA_APROBADA", folio=acta.folio)
    project = frozen(acta.instantanea_id)
    assert isinstance(project, InstantaneaActa)
    approved = replace(
        project, version=project.version + 1, estado="aprobada", aprobada_en=fecha, aprobada_por=acuerdo_folio
    )
    row = _freeze("acta", sesion_id, approved, ahora)
    acta.instantanea_id, acta.estado = row.id, "aprobada"
    acta.aprobada_en, acta.aprobada_por = fecha, acuerdo_folio
    acta.version += 1
    record("acta:aprobar", actor=actor, ahora=ahora, objeto=("sesion", sesion_id), datos={"folio": acta.folio})
    leave(
        "acta.generar",
        llave=f"acta:{sesion_id}:v{approved.version}",
        payload={"sesion_id": sesion_id},
        ahora=ahora,
        objeto=("sesion", sesion_id),
    )
