"""Who reviews a dossier, when the titular of Planeación says so. Taking the review oneself is an act of the route."""

from __future__ import annotations

from datetime import datetime

from workflow.audit.service import record
from workflow.db import lock, use_case
from workflow.expedientes.asignacion import reasons
from workflow.expedientes.models import Expediente
from workflow.expedientes.queries import hechos
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed, Refused


@use_case
def asignar_revisor(
    expediente_id: int, revisor: Actor, *, actor: Actor, ahora: datetime, motivo: str = ""
) -> int | None:
    """Give the review of a dossier to somebody of Planeación. Returns the id of who had it, None if nobody.

    The stage does not change: who receives it takes the review from «enviado». Raises NotAllowed, or Refused
    with every reason (stage, post, separation of duties, already theirs).
    """
    if actor != SISTEMA and not actor.has("planeacion_titular"):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    row = lock(Expediente, expediente_id)
    found = reasons(row.folio, hechos.facts_of(row, local_date(ahora), changes=False), revisor)
    if found:
        raise Refused(found)
    if row.revisor_id == revisor.usuario_id:
        raise Refused("REVISOR_YA_ASIGNADO", nombre=revisor.nombre, folio=row.folio)
    anterior, row.revisor_id = row.revisor_id, revisor.usuario_id
    datos = {"revisor_id": revisor.usuario_id, "anterior_id": anterior, "version": row.version, "ronda": row.ronda}
    record("expediente:asignar_revisor", actor=actor, ahora=ahora, objeto=("expediente", row.id), datos=datos)
    return anterior
