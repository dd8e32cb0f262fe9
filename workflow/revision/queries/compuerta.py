"""What the review asks before Planeación validates: the checklist, and the second review where the rule asks for it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes.compuertas import Dicho
from workflow.expedientes.facts import Facts
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Reason
from workflow.revision import lista
from workflow.revision.queries.mesa import checklist, checklist_blocks, needs_second_review, proposal


def before_validating(expediente_id: int, facts: Facts, actor: Actor, hoy: date) -> Dicho:
    """The gate of `validar`. An unanswered checklist is a notice, unless the dated rule says that it stops."""
    row = db.session.scalar(select(Expediente).where(Expediente.id == expediente_id))
    if row is None or row.v_presentada_id is None:
        return Dicho()
    motivos = list(_second_review(row, actor, hoy))
    missing = [one.punto for one in checklist(row, row.v_presentada_id, hoy) if one.respuesta is None]
    avisos: list[Reason] = []
    if missing:
        (motivos if checklist_blocks(hoy) else avisos).append(lista.missing_reason(missing))
    return Dicho(tuple(motivos), tuple(avisos))


def _second_review(row: Expediente, actor: Actor, hoy: date) -> list[Reason]:
    if not needs_second_review(hoy):
        return []
    last = proposal(row.id, row.v_presentada_id)
    if last is None or last.accion != "proponer":
        return [Reason("SEGUNDA_REVISION_SIN_PROPUESTA")]
    return [Reason("SEGUNDA_REVISION_MISMA_PERSONA")] if last.por_id == actor.usuario_id else []
