"""Planeación accepts a report, or observes it and the dependencia reports again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.audit.service import once, record, settle
from workflow.db import db, lock, use_case
from workflow.indicadores import queries
from workflow.indicadores.models import Avance, AvanceRevision
from workflow.indicadores.reglas import DECISIONES, REVISAN, reviews
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, Refused


@use_case
def revisar(
    avance_id: int, *, decision: str, texto: str, actor: Actor, ahora: datetime, llave: str | None = None
) -> int:
    """What Planeación says of the last report of a period. Returns the dossier. Raises Refused or NotFound."""
    if not actor.has(*REVISAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    once(llave, actor=actor, ahora=ahora)
    row = lock(Avance, avance_id)
    one = queries.poa(row.expediente_id)
    if not reviews(actor, one.dependencia) or row.por_id == actor.usuario_id:
        raise Refused("REVISION_PROPIA")
    if decision not in DECISIONES or (decision == "observado" and not texto.strip()):
        raise Invalid("REVISION_SIN_TEXTO")
    newer = select(Avance.id).where(
        Avance.expediente_id == row.expediente_id,
        Avance.direccion == row.direccion,
        Avance.periodo == row.periodo,
        Avance.id > row.id,
    )
    if db.session.scalar(newer.limit(1)) is not None:
        raise Refused("REVISION_YA_REEMPLAZADA")
    db.session.add(
        AvanceRevision(
            avance_id=row.id,
            decision=decision,
            texto=texto.strip()[:2000],
            por_id=actor.usuario_id,
            por=actor.nombre,
            en=ahora,
        )
    )
    record(
        "avance:revisar", actor=actor, ahora=ahora, objeto=("seguimiento", row.ejercicio),
        expediente_id=row.expediente_id, datos={"avance": row.id, "decision": decision},
    )  # fmt: skip
    settle(llave, actor=actor, destino="/indicadores/revision")
    return row.expediente_id
