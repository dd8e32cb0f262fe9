"""Giving the review of dossiers to reviewers: one, or several with a result for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workflow.audit.service import once
from workflow.db import db, use_case
from workflow.expedientes.models import Expediente
from workflow.expedientes.route import PLANEACION
from workflow.expedientes.service.revisor import asignar_revisor
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Reason, Refused
from workflow.people.queries import actor_of
from workflow.revision.models import AsignacionRevision
from workflow.revision.service.comun import CONFIGURA, tell


@dataclass(frozen=True)
class Asignado:
    """What happened with one dossier of several: `motivos` empty, it was given."""

    expediente_id: int
    folio: str
    motivos: tuple[Reason, ...] = ()


@use_case
def asignar(
    expediente_id: int,
    revisor_id: int | None,
    *,
    actor: Actor,
    ahora: datetime,
    motivo: str = "",
    llave: str | None = None,
) -> None:
    """Give the review to one person. Raises NotAllowed, Refused with every reason, or Invalid without a person."""
    once(llave, actor=actor, ahora=ahora, destino="/revision")
    revisor = None if revisor_id is None else actor_of(revisor_id, local_date(ahora))
    if revisor is None:
        raise Invalid("REVISOR_INEXISTENTE")
    anterior = asignar_revisor(expediente_id, revisor, actor=actor, ahora=ahora)
    row = db.session.get_one(Expediente, expediente_id)
    fact = AsignacionRevision(
        expediente_id=row.id,
        version=row.version,
        revisor_id=revisor.usuario_id,
        anterior_id=anterior,
        motivo=motivo.strip()[:300],
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(fact)
    db.session.flush()
    tell("asignar_revisor", row, -2 * fact.id, ahora=ahora, a=dict.fromkeys(PLANEACION, revisor.usuario_id))


def asignar_varios(
    pares: Iterable[tuple[int, int | None]], *, actor: Actor, ahora: datetime, motivo: str = ""
) -> list[Asignado]:
    """(dossier, reviewer) one by one, each in its own transaction: one that cannot be does not undo the others."""
    pares = list(pares)
    if not actor.has(CONFIGURA):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    if not pares:
        raise Invalid("NADA_ELEGIDO")
    return [_one(one, revisor, actor=actor, ahora=ahora, motivo=motivo) for one, revisor in pares]


def _one(expediente_id: int, revisor_id: int | None, *, actor: Actor, ahora: datetime, motivo: str) -> Asignado:
    motivos: tuple[Reason, ...] = ()
    try:
        asignar(expediente_id, revisor_id, actor=actor, ahora=ahora, motivo=motivo)
    except Refused as refusal:
        motivos = refusal.reasons
    row = db.session.get(Expediente, expediente_id)
    return Asignado(expediente_id, row.folio if row else "", motivos)
