"""Use cases of the POA: the only writers of this room."""

from workflow.poa.service.cargas import (
    Eleccion,
    cargar,
    confirmar,
    descartar,
    registrar_fallo,
    registrar_lectura,
    registrar_marcado,
)
from workflow.poa.service.catalogos import (
    aplicar_catalogo,
    copiar_catalogos,
    descartar_catalogo,
    guardar_archivo,
    load_catalogos,
    recibir_catalogo,
)
from workflow.poa.service.libros import emitir_libro
from workflow.poa.service.rejilla import guardar_rejilla

__all__ = [
    "Eleccion",
    "aplicar_catalogo",
    "cargar",
    "confirmar",
    "copiar_catalogos",
    "descartar",
    "descartar_catalogo",
    "emitir_libro",
    "guardar_archivo",
    "guardar_rejilla",
    "load_catalogos",
    "recibir_catalogo",
    "registrar_fallo",
    "registrar_lectura",
    "registrar_marcado",
]
