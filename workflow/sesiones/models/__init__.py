"""Organs with dated rules and members, sessions, attendance, votes, acuerdos and dictámenes.

Attendance, excusas, interventions, votes, casting votes and acuerdos are facts: written once, never changed.
"""

from workflow.sesiones.models.organos import Consecutivo, Membresia, Organo, OrganoComponente, OrganoRegla
from workflow.sesiones.models.sesiones import (
    AsistenciaEvento,
    Excusa,
    Incidencia,
    Intervencion,
    Punto,
    Sesion,
    SesionIntegrante,
)
from workflow.sesiones.models.votos import Acuerdo, Dictamen, Votacion, Voto, VotoCalidad

__all__ = [
    "Acuerdo",
    "AsistenciaEvento",
    "Consecutivo",
    "Dictamen",
    "Excusa",
    "Incidencia",
    "Intervencion",
    "Membresia",
    "Organo",
    "OrganoComponente",
    "OrganoRegla",
    "Punto",
    "Sesion",
    "SesionIntegrante",
    "Votacion",
    "Voto",
    "VotoCalidad",
]
