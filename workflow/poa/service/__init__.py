"""Use cases of the POA: the only writers of this room."""

from workflow.poa.service.cargas import cargar, confirmar, descartar, registrar_fallo, registrar_lectura
from workflow.poa.service.catalogos import load_catalogos
from workflow.poa.service.rejilla import guardar_rejilla

__all__ = [
    "cargar",
    "confirmar",
    "descartar",
    "guardar_rejilla",
    "load_catalogos",
    "registrar_fallo",
    "registrar_lectura",
]
