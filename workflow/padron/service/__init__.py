"""Use cases of the padrones: the only writers of this room."""

from workflow.padron.service.carga import (
    PorLeer,
    confirmar,
    empezar_lectura,
    registrar_descarga,
    registrar_ilegible,
    registrar_lectura,
    subir,
)
from workflow.padron.service.inscripcion import inscribir
from workflow.padron.service.reglas import guardar_apartados, guardar_localidades, guardar_reglas

__all__ = [
    "PorLeer",
    "confirmar",
    "empezar_lectura",
    "guardar_apartados",
    "guardar_localidades",
    "guardar_reglas",
    "inscribir",
    "registrar_descarga",
    "registrar_ilegible",
    "registrar_lectura",
    "subir",
]
