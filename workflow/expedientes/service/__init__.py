"""Use cases of the dossiers: the only writers of this room."""

from workflow.expedientes.service.acto import Resultado
from workflow.expedientes.service.alta import adjuntar, capturar, crear
from workflow.expedientes.service.calendario import registrar_plazo, registrar_regla
from workflow.expedientes.service.inhabiles import importar_inhabiles, quitar_inhabil, registrar_inhabil
from workflow.expedientes.service.plazos import pedir_prorroga, reanudar, resolver_prorroga, suspender
from workflow.expedientes.service.repaso import abrir_faltantes, contar_pendientes
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
from workflow.expedientes.service.texto_aprobado import anotar_cambio, retirar_cambio
from workflow.expedientes.service.transferencias import transferir

__all__ = [
    "Resultado",
    "abrir_faltantes",
    "actuar",
    "adjuntar",
    "anotar_cambio",
    "anular_acuerdo",
    "anular_dictamen",
    "apply_dictamen",
    "apply_resolution",
    "calificar",
    "capturar",
    "contar_pendientes",
    "crear",
    "enlistar",
    "importar_inhabiles",
    "observar",
    "pedir_prorroga",
    "quitar_inhabil",
    "reanudar",
    "registrar_inhabil",
    "registrar_plazo",
    "registrar_regla",
    "resolver_prorroga",
    "responder",
    "retirar_cambio",
    "retirar_del_orden",
    "retirar_observacion",
    "suspender",
    "transferir",
]
