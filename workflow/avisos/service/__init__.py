"""Use cases of the notices: the only writers of this room."""

from workflow.avisos.service.actos import mark_all_read, mark_read, notify
from workflow.avisos.service.avances import recordar_debes
from workflow.avisos.service.plazos import avisar_cambio, avisar_hecho, dejar_repaso, dejar_resumenes, recordar

__all__ = [
    "avisar_cambio",
    "avisar_hecho",
    "dejar_repaso",
    "dejar_resumenes",
    "mark_all_read",
    "mark_read",
    "notify",
    "recordar",
    "recordar_debes",
]
