"""Writes of the agenda and of the quarterly reports."""

from workflow.informes.service.actividades import FotoNueva, corregir, registrar, retirar
from workflow.informes.service.informes import elaborar, guardar_firmado, guardar_texto, guardar_textos, publicar
from workflow.informes.service.sesion import llevar_a_sesion

__all__ = [
    "FotoNueva",
    "corregir",
    "elaborar",
    "guardar_firmado",
    "guardar_texto",
    "guardar_textos",
    "llevar_a_sesion",
    "publicar",
    "registrar",
    "retirar",
]
