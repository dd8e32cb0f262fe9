"""Use cases of the actas: the only writers of this room.

A worker makes a document in two transactions, with the printing between them: killed at any point, it starts again
and finds the same snapshot, so the same bytes, and neither a second folio nor a second document.
"""

from workflow.actas.service.aprobacion import aprobar_acta, aprobar_por_votacion, asentar_constancia
from workflow.actas.service.borrador import escribir, precisar, regenerar
from workflow.actas.service.certificaciones import cancelar_documento, expedir_certificacion
from workflow.actas.service.comun import TIPOS, Congelada, Instalacion
from workflow.actas.service.emision import certificar_acuerdo, emitir_dictamen, levantar_acta, por_imprimir
from workflow.actas.service.firmas import anotar_firmas, guardar_firmado
from workflow.actas.service.guardado import guardar
from workflow.actas.service.particulares import presentar_voto_particular
from workflow.actas.service.publica import Clasificacion, publicar_acta
from workflow.actas.tachado import Peticion

__all__ = [
    "TIPOS",
    "Clasificacion",
    "Congelada",
    "Instalacion",
    "Peticion",
    "anotar_firmas",
    "aprobar_acta",
    "aprobar_por_votacion",
    "asentar_constancia",
    "cancelar_documento",
    "certificar_acuerdo",
    "emitir_dictamen",
    "escribir",
    "expedir_certificacion",
    "guardar",
    "guardar_firmado",
    "levantar_acta",
    "por_imprimir",
    "precisar",
    "presentar_voto_particular",
    "publicar_acta",
    "regenerar",
]
