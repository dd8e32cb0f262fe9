"""Reads of the follow-up."""

from workflow.indicadores.queries.captura import (
    Fila,
    Hecho,
    Hoja,
    PorHacer,
    evidencia,
    historia,
    hoja,
    por_hacer,
    por_revisar,
)
from workflow.indicadores.queries.cortes import CorteVista, corte, cortes, snapshot
from workflow.indicadores.queries.programas import Poa, ejercicios, ejes, poa, poas, situaciones

__all__ = [
    "CorteVista",
    "Fila",
    "Hecho",
    "Hoja",
    "Poa",
    "PorHacer",
    "corte",
    "cortes",
    "ejercicios",
    "ejes",
    "evidencia",
    "historia",
    "hoja",
    "poa",
    "poas",
    "por_hacer",
    "por_revisar",
    "situaciones",
    "snapshot",
]
