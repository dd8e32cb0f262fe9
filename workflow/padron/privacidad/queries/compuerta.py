"""Before a padrón is sent: its programme has an aviso de privacidad, or it is said (or it stops, if so configured)."""

from __future__ import annotations

from datetime import date

from workflow.db import db
from workflow.expedientes.compuertas import Compuerta
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Reason
from workflow.padron.privacidad.queries.registros import aviso_vigente, parametro


def _falta(expediente_id: int, hoy: date) -> bool:
    row = db.session.get(Expediente, expediente_id)
    return row is not None and row.tipo == "padron" and aviso_vigente(row.programa, hoy) is None


def _stops(expediente_id: int, actor: Actor, hoy: date) -> list[Reason]:
    detiene = _falta(expediente_id, hoy) and parametro("aviso_exigible", hoy).valor == "detener"
    return [Reason("AVISO_FALTANTE")] if detiene else []


def _says(expediente_id: int, actor: Actor, hoy: date) -> list[Reason]:
    avisa = _falta(expediente_id, hoy) and parametro("aviso_exigible", hoy).valor == "avisar"
    return [Reason("AVISO_FALTANTE")] if avisa else []


AVISO_AL_ENVIAR = Compuerta(_stops, _says)
