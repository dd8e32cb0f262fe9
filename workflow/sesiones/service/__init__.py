"""Use cases of the sessions: the only writers of this room."""

from workflow.sesiones.service.anulacion import anular_votacion
from workflow.sesiones.service.asistencia import abrir, registrar_asistencia, registrar_incidencia
from workflow.sesiones.service.bloque import quitar_reserva, reservar
from workflow.sesiones.service.captura import Propuesta
from workflow.sesiones.service.cierre import clausurar
from workflow.sesiones.service.confirmacion import confirmar_asistencia
from workflow.sesiones.service.convocatoria import cancelar, convocar
from workflow.sesiones.service.correccion import corregir_asistencia
from workflow.sesiones.service.desahogo import abrir_punto, desahogar, designar_preside, excusar, intervenir
from workflow.sesiones.service.generales import proponer_en_generales
from workflow.sesiones.service.miembros import (
    cargar_miembros,
    registrar_membresia,
    registrar_miembro,
    terminar_membresia,
    terminar_miembro,
)
from workflow.sesiones.service.orden import adicionar_punto, reordenar
from workflow.sesiones.service.organos import cargar_organos
from workflow.sesiones.service.rectificacion import rectificar
from workflow.sesiones.service.reglas import cambiar_conduccion, cambiar_nombre, registrar_organo, registrar_reglas
from workflow.sesiones.service.retiro import diferir_punto, retirar_punto
from workflow.sesiones.service.seguimiento import anotar_acuerdo, encargar_acuerdo
from workflow.sesiones.service.turnos import cambiar_turno, registrar_regla, turnar
from workflow.sesiones.service.votos import Contado, ejercer_voto_calidad, votar, votar_bloque, votar_reserva

__all__ = [
    "Contado",
    "Propuesta",
    "abrir",
    "abrir_punto",
    "adicionar_punto",
    "anotar_acuerdo",
    "anular_votacion",
    "cambiar_conduccion",
    "cambiar_nombre",
    "cambiar_turno",
    "cancelar",
    "cargar_miembros",
    "cargar_organos",
    "clausurar",
    "confirmar_asistencia",
    "convocar",
    "corregir_asistencia",
    "desahogar",
    "designar_preside",
    "diferir_punto",
    "ejercer_voto_calidad",
    "encargar_acuerdo",
    "excusar",
    "intervenir",
    "proponer_en_generales",
    "quitar_reserva",
    "rectificar",
    "registrar_asistencia",
    "registrar_incidencia",
    "registrar_membresia",
    "registrar_miembro",
    "registrar_organo",
    "registrar_regla",
    "registrar_reglas",
    "reordenar",
    "reservar",
    "retirar_punto",
    "terminar_membresia",
    "terminar_miembro",
    "turnar",
    "votar",
    "votar_bloque",
    "votar_reserva",
]
