"""Who reviews a dossier, when the titular of Planeación says so. Taking the review oneself is an act of the route."""

from __future__ import annotations

from datetime import datetime

from workflow.audit.service import record
from workflow.db import lock, use_case
from workflow.expedientes.models import Expediente
from workflow.expedientes.queries import hechos
from workflow.expedientes.route import PLANEACION
from workflow.expedientes.rules import separation_reasons
from workflow.expedientes.textos import etapa_words
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused

ASIGNABLES: tuple[str, ...] = ("enviado", "en_revision", "con_observaciones")


@use_case
def asignar_revisor(
    expediente_id: int, revisor: Actor, *, actor: Actor, ahora: datetime, motivo: str = ""
) -> int | None:
    """Give the review of a dossier to somebody of Planeación. Returns the id of who had it, None if nobody.

    The stage does not change: who receives it takes the review from «enviado». Raises NotAllowed, Refused (stage,
    separation of duties) or Invalid (not of Planeación).
    """
    if actor != SISTEMA and not actor.has("planeacion_titular"):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    row = lock(Expediente, expediente_id)
    if row.etapa not in ASIGNABLES:
        raise Refused("REVISION_NO_SE_ASIGNA", folio=row.folio, etapa=etapa_words(row.etapa))
    if not revisor.has(*PLANEACION):
        raise Invalid("REVISOR_SIN_CARGO", nombre=revisor.nombre)
    found = separation_reasons(revisor, hechos.facts_of(row, local_date(ahora), changes=False))
    if found:
        raise Refused([Reason("REVISOR_IMPEDIDO", {"nombre": revisor.nombre, "folio": row.folio}), *found])
    if row.revisor_id == revisor.usuario_id:
        raise Refused("REVISOR_YA_ASIGNADO", nombre=revisor.nombre, folio=row.folio)
    anterior, row.revisor_id = row.revisor_id, revisor.usuario_id
    datos = {"revisor_id": revisor.usuario_id, "anterior_id": anterior, "version": row.version, "ronda": row.ronda}
    record("expediente:asignar_revisor", actor=actor, ahora=ahora, objeto=("expediente", row.id), datos=datos)
    return anterior
