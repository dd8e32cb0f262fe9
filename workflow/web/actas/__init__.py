"""Pages of the actas: the draft by section, its approval, its signatures, its public version and the Libro."""

from workflow.web.actas import (
    aprobacion,
    borrador,
    firmar,
    firmas,
    firmas_config,
    libro,
    membretes,
    papeles,
    plantillas,
    publica,
)
from workflow.web.actas.base import bp

__all__ = [
    "aprobacion",
    "borrador",
    "bp",
    "firmar",
    "firmas",
    "firmas_config",
    "libro",
    "membretes",
    "papeles",
    "plantillas",
    "publica",
]
