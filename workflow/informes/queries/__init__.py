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
from workflow.informes.queries.sesiones import Llevado, llevado, sesiones_por_venir

__all__ = [
    "ActividadVista",
    "FotoVista",
    "Informacion",
    "Llevado",
    "Seccion",
    "VersionVista",
    "actividad",
    "agenda",
    "archivo_de",
    "foto",
    "historia",
    "informacion",
    "llevado",
    "organos",
    "sesiones_por_venir",
    "snapshot_now",
    "ultimos",
]
