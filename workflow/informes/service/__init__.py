"""Writes of the agenda and of the quarterly reports."""

from workflow.informes.service.actividades import FotoNueva, corregir, registrar, retirar
from workflow.informes.service.informes import elaborar, guardar_firmado, guardar_texto, guardar_textos, publicar

__all__ = [
    "FotoNueva",
    "corregir",
    "elaborar",
    "guardar_firmado",
    "guardar_texto",
    "guardar_textos",
    "publicar",
    "registrar",
    "retirar",
]
