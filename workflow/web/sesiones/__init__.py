"""Pages of the sessions: the list, the convocatoria, the room while it sits, and the organs with their rules."""

from workflow.web.sesiones import (
    actos,
    agenda,
    convocar,
    correcciones,
    ensayo,
    integrantes,
    lista,
    mi_voto,
    organo_datos,
    organos,
    reglas,
    sala,
    seguimiento,
    tableros,
    turnos,
    urnas,
    vivo,
)
from workflow.web.sesiones.base import bp

__all__ = [
    "actos",
    "agenda",
    "bp",
    "convocar",
    "correcciones",
    "ensayo",
    "integrantes",
    "lista",
    "mi_voto",
    "organo_datos",
    "organos",
    "reglas",
    "sala",
    "seguimiento",
    "tableros",
    "turnos",
    "urnas",
    "vivo",
]
