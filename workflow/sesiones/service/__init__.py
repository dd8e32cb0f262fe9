"""Use cases of the sessions: the only writers of this room."""

from workflow.sesiones.service.asistencia import abrir, registrar_asistencia, registrar_incidencia
from workflow.sesiones.service.captura import Propuesta
from workflow.sesiones.service.cierre import clausurar
from workflow.sesiones.service.convocatoria import cancelar, convocar
from workflow.sesiones.service.desahogo import abrir_punto, desahogar, designar_preside, excusar, intervenir
from workflow.sesiones.service.organos import cargar_organos
from workflow.sesiones.service.retiro import retirar_punto
from workflow.sesiones.service.votos import Contado, ejercer_voto_calidad, votar

__all__ = [
    "Contado",
    "Propuesta",
    "abrir",
    "abrir_punto",
    "cancelar",
    "cargar_organos",
    "clausurar",
    "convocar",
    "desahogar",
    "designar_preside",
    "ejercer_voto_calidad",
    "excusar",
    "intervenir",
    "registrar_asistencia",
    "registrar_incidencia",
    "retirar_punto",
    "votar",
]
