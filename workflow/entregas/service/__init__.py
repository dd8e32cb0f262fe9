"""Use cases of the deliveries: the only writers of this room."""

from workflow.entregas.service.hallazgos import revisar_entregas, seguir
from workflow.entregas.service.registro import ajustar, cerrar, registrar, registrar_descarga

__all__ = ["ajustar", "cerrar", "registrar", "registrar_descarga", "revisar_entregas", "seguir"]
