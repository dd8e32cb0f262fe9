"""Reads of the agenda and of the quarterly reports."""

from workflow.informes.queries.agenda import ActividadVista, FotoVista, actividad, agenda, foto, historia, organos
from workflow.informes.queries.informes import (
    Informacion,
    Seccion,
    VersionVista,
    archivo_de,
    informacion,
    snapshot_now,
    ultimos,
)

__all__ = [
    "ActividadVista",
    "FotoVista",
    "Informacion",
    "Seccion",
    "VersionVista",
    "actividad",
    "agenda",
    "archivo_de",
    "foto",
    "historia",
    "informacion",
    "organos",
    "snapshot_now",
    "ultimos",
]
