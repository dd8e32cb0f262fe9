"""Use cases of the deliveries: the only writers of this room."""

from workflow.entregas.service.hallazgos import pedir_revision, revisar_entregas, seguir, tras_inscribir
from workflow.entregas.service.jornadas import crear_jornada, guardar_lista, palomear, pedir_lista, subir_firmada
from workflow.entregas.service.libros import (
    anotar_libro,
    confirmar_libro,
    empezar_libro,
    libro_ilegible,
    libro_leido,
    subir_libro,
)
from workflow.entregas.service.registro import ajustar, cerrar, registrar, registrar_descarga

__all__ = [
    "ajustar",
    "anotar_libro",
    "cerrar",
    "confirmar_libro",
    "crear_jornada",
    "empezar_libro",
    "guardar_lista",
    "libro_ilegible",
    "libro_leido",
    "palomear",
    "pedir_lista",
    "pedir_revision",
    "registrar",
    "registrar_descarga",
    "revisar_entregas",
    "seguir",
    "subir_firmada",
    "subir_libro",
    "tras_inscribir",
]
