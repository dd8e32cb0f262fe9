"""Organs with dated rules and members, sessions, attendance, votes, acuerdos and dictámenes.

Attendance, excusas, interventions, votes, casting votes and acuerdos are facts: written once, never changed.
"""

from workflow.sesiones.models.notificacion import (
    Acuse,
    AcuseAnulado,
    CalendarioLlave,
    Confirmacion,
    Convocatoria,
    ConvocatoriaEnvio,
    SesionDocumento,
)
from workflow.sesiones.models.organos import (
    Consecutivo,
    Membresia,
    Organo,
    OrganoComponente,
    OrganoMiembro,
    OrganoNombre,
    OrganoRegla,
)
from workflow.sesiones.models.sesiones import (
    AsistenciaAnulada,
    AsistenciaEvento,
    Excusa,
    Incidencia,
    Intervencion,
    Punto,
    PuntoExpediente,
    Sesion,
    SesionIntegrante,
)
from workflow.sesiones.models.turnos import Turno, TurnoRegla
from workflow.sesiones.models.voto_movil import VotacionElectronica, VotoEmitido
from workflow.sesiones.models.votos import (
    Acuerdo,
    AcuerdoSeguimiento,
    Dictamen,
    Votacion,
    VotacionAnulada,
    Voto,
    VotoCalidad,
)

__all__ = [
    "Acuerdo",
    "AcuerdoSeguimiento",
    "Acuse",
    "AcuseAnulado",
    "AsistenciaAnulada",
    "AsistenciaEvento",
    "CalendarioLlave",
    "Confirmacion",
    "Consecutivo",
    "Convocatoria",
    "ConvocatoriaEnvio",
    "Dictamen",
    "Excusa",
    "Incidencia",
    "Intervencion",
    "Membresia",
    "Organo",
    "OrganoComponente",
    "OrganoMiembro",
    "OrganoNombre",
    "OrganoRegla",
    "Punto",
    "PuntoExpediente",
    "Sesion",
    "SesionDocumento",
    "SesionIntegrante",
    "Turno",
    "TurnoRegla",
    "Votacion",
    "VotacionAnulada",
    "VotacionElectronica",
    "Voto",
    "VotoCalidad",
    "VotoEmitido",
]
