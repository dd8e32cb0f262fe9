"""Use cases of the deliveries: the only writers of this room."""

from workflow.entregas.service.hallazgos import pedir_revision, revisar_entregas, seguir, tras_inscribir
from workflow.entregas.service.jornadas import crear_jornada, guardar_lista, palomear, pedir_lista, subir_firmada
from workflow.entregas.service.registro import ajustar, cerrar, registrar, registrar_descarga

__all__ = [
    "ajustar",
    "cerrar",
    "crear_jornada",
    "guardar_lista",
    "palomear",
    "pedir_lista",
    "pedir_revision",
    "registrar",
    "registrar_descarga",
    "revisar_entregas",
    "seguir",
    "subir_firmada",
    "tras_inscribir",
]
