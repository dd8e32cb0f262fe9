"""Use cases of the review desk: the only writers of this room."""

from workflow.revision.service.catalogos import registrar_punto, registrar_texto, registrar_umbral
from workflow.revision.service.hallazgos import (
    aceptar_hallazgo,
    aceptar_hallazgos,
    descartar_hallazgo,
    reabrir_hallazgo,
)
from workflow.revision.service.lista import contestar_lista, devolver_propuesta, proponer_validacion
from workflow.revision.service.reparto import Asignado, asignar, asignar_varios

__all__ = [
    "Asignado",
    "aceptar_hallazgo",
    "aceptar_hallazgos",
    "asignar",
    "asignar_varios",
    "contestar_lista",
    "descartar_hallazgo",
    "devolver_propuesta",
    "proponer_validacion",
    "reabrir_hallazgo",
    "registrar_punto",
    "registrar_texto",
    "registrar_umbral",
]
