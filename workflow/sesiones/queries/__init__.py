"""Reads of the sessions."""

from workflow.sesiones.queries.espera import waiting_for
from workflow.sesiones.queries.listas import of_dossier, organo, organos, sesiones, sessions_of_user, votes_of
from workflow.sesiones.queries.relato import relato, tablero

__all__ = [
    "of_dossier",
    "organo",
    "organos",
    "relato",
    "sesiones",
    "sessions_of_user",
    "tablero",
    "votes_of",
    "waiting_for",
]
