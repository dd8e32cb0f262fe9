"""Use cases of the padrones: the only writers of this room."""

from workflow.padron.service.carga import confirmar, registrar_descarga, subir
from workflow.padron.service.columnas import decir_columnas, olvidar_columnas
from workflow.padron.service.compatibilidad import registrar_compatibilidad
from workflow.padron.service.inscripcion import inscribir
from workflow.padron.service.lectura import (
    Cifrador,
    LecturaAjena,
    PorLeer,
    desde_el_principio,
    empezar_lectura,
    fijar_columnas,
    guardar_tanda,
    registrar_ilegible,
    terminar_lectura,
)
from workflow.padron.service.movimientos import cotejar
from workflow.padron.service.reglas import guardar_apartados, guardar_localidades, guardar_reglas
from workflow.padron.service.vigor import publicar_reglas, registrar_descarga_vigor, trasladar_reglas

__all__ = [
    "Cifrador",
    "LecturaAjena",
    "PorLeer",
    "confirmar",
    "cotejar",
    "decir_columnas",
    "desde_el_principio",
    "empezar_lectura",
    "fijar_columnas",
    "guardar_apartados",
    "guardar_localidades",
    "guardar_reglas",
    "guardar_tanda",
    "inscribir",
    "olvidar_columnas",
    "publicar_reglas",
    "registrar_compatibilidad",
    "registrar_descarga",
    "registrar_descarga_vigor",
    "registrar_ilegible",
    "subir",
    "terminar_lectura",
    "trasladar_reglas",
]
