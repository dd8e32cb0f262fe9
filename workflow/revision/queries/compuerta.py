"""What the review asks before Planeación validates: the checklist, and the second review where the rule asks for it."""

from __future__ import annotations

from datetime import date

from workflow.db import db
from workflow.expedientes.compuertas import Compuerta
from workflow.expedientes.models import Expediente
from workflow.expedientes.queries import hechos
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Reason
from workflow.revision import lista
from workflow.revision.queries.mesa import checklist, proposal, rules


def stops(expediente_id: int, actor: Actor, hoy: date) -> list[Reason]:
    """By the rules in force that day: one read when neither of them stops anything."""
    elegidas = rules(hechos.reglas(hoy))
    row = db.session.get(Expediente, expediente_id)
    if row is None or row.v_presentada_id is None:
        return []
    found = _second_review(row, actor) if elegidas.segunda_revision else []
    return found + _unanswered(row, hoy) if elegidas.lista_impide else found


def says(expediente_id: int, actor: Actor, hoy: date) -> list[Reason]:
    """The unanswered checklist, where the rule does not make it stop."""
    row = db.session.get(Expediente, expediente_id)
    if row is None or row.v_presentada_id is None or rules(hechos.reglas(hoy)).lista_impide:
        return []
    return _unanswered(row, hoy)


def _unanswered(row: Expediente, hoy: date) -> list[Reason]:
    missing = [one.punto for one in checklist(row, row.v_presentada_id, hoy) if one.respuesta is None]
    return [lista.missing_reason(missing)] if missing else []


def _second_review(row: Expediente, actor: Actor) -> list[Reason]:
    last = proposal(row.id, row.v_presentada_id)
    if last is None or last.accion != "proponer":
        return [Reason("SEGUNDA_REVISION_SIN_PROPUESTA")]
    return [Reason("SEGUNDA_REVISION_MISMA_PERSONA")] if last.por_id == actor.usuario_id else []


VALIDAR = Compuerta(stops, says)
