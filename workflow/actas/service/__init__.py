"""Use cases of the actas: the only writers of this room.

A worker makes a document in two transactions, with the printing between them: killed at any point, it starts again
and finds the same snapshot, so the same bytes, and neither a second folio nor a second document.
"""

from workflow.actas.service.aprobacion import aprobar_acta, aprobar_por_votacion
from workflow.actas.service.borrador import escribir, precisar, regenerar
from workflow.actas.service.comun import TIPOS, Congelada, Instalacion
from workflow.actas.service.emision import certificar_acuerdo, emitir_dictamen, levantar_acta, por_imprimir
from workflow.actas.service.guardado import guardar

__all__ = [
    "TIPOS",
    "Congelada",
    "Instalacion",
    "aprobar_acta",
    "aprobar_por_votacion",
    "certificar_acuerdo",
    "emitir_dictamen",
    "escribir",
    "guardar",
    "levantar_acta",
    "por_imprimir",
    "precisar",
    "regenerar",
]
