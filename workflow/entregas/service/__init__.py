"""Use cases of the deliveries: the only writers of this room."""

from workflow.entregas.service.hallazgos import revisar_entregas, seguir
from workflow.entregas.service.registro import ajustar, cerrar, registrar

__all__ = ["ajustar", "cerrar", "registrar", "revisar_entregas", "seguir"]
