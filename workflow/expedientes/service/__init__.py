"""Use cases of the dossiers: the only writers of this room."""

from workflow.expedientes.service.acto import Resultado
from workflow.expedientes.service.alta import adjuntar, capturar, crear
from workflow.expedientes.service.calendario import registrar_inhabil, registrar_plazo, registrar_regla
from workflow.expedientes.service.ruta import (
    actuar,
    anular_acuerdo,
    anular_dictamen,
    apply_dictamen,
    apply_resolution,
    calificar,
    enlistar,
    observar,
    responder,
    retirar_del_orden,
    retirar_observacion,
)

__all__ = [
    "Resultado",
    "actuar",
    "adjuntar",
    "anular_acuerdo",
    "anular_dictamen",
    "apply_dictamen",
    "apply_resolution",
    "calificar",
    "capturar",
    "crear",
    "enlistar",
    "observar",
    "registrar_inhabil",
    "registrar_plazo",
    "registrar_regla",
    "responder",
    "retirar_del_orden",
    "retirar_observacion",
]
