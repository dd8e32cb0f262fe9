"""Reads of the sessions."""

from workflow.sesiones.queries.acuerdos import acuerdo_seguido, acuerdos_seguidos, pendientes_de_informar
from workflow.sesiones.queries.ensayos import ensayo
from workflow.sesiones.queries.espera import pending_items, waiting_for
from workflow.sesiones.queries.listas import (
    conduce_de,
    nombres,
    of_dossier,
    organo,
    organos,
    sesiones,
    sessions_of_user,
    votes_of,
)
from workflow.sesiones.queries.relato import relato, tablero

__all__ = [
    "acuerdo_seguido",
    "acuerdos_seguidos",
    "conduce_de",
    "ensayo",
    "nombres",
    "of_dossier",
    "organo",
    "organos",
    "pendientes_de_informar",
    "pending_items",
    "relato",
    "sesiones",
    "sessions_of_user",
    "tablero",
    "votes_of",
    "waiting_for",
]
