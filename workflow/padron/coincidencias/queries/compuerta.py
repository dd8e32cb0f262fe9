"""Before a padrón is validated: its possible duplicates that nobody decided are said, or stop it if so configured."""

from __future__ import annotations

from datetime import date

from workflow.expedientes.compuertas import Compuerta
from workflow.expedientes.queries import hechos
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Reason
from workflow.padron.coincidencias.queries.vistas import cuentas

REGLA, IMPIDE = "coincidencias_por_decidir", "bloquear"


def _pendientes(expediente_id: int) -> list[Reason]:
    cuantas = cuentas(expediente_id).todas
    return [Reason("COINCIDENCIAS_POR_DECIDIR", {"cuantas": cuantas})] if cuantas else []


def _stops(expediente_id: int, actor: Actor, hoy: date) -> list[Reason]:
    """By the rule in force that day: one read when it does not stop anything."""
    return _pendientes(expediente_id) if hechos.reglas(hoy).get(REGLA) == IMPIDE else []


def _says(expediente_id: int, actor: Actor, hoy: date) -> list[Reason]:
    return _pendientes(expediente_id) if hechos.reglas(hoy).get(REGLA) != IMPIDE else []


COINCIDENCIAS_AL_VALIDAR = Compuerta(_stops, _says)
