"""Reads of the review desk."""

from workflow.revision.queries.carga import Asignable, Reparto, reparto, reviewers
from workflow.revision.queries.catalogos import UmbralVigente, opciones_vigentes, puntos, textos, umbrales_vigentes
from workflow.revision.queries.hallazgos import Decidido, Hallazgos
from workflow.revision.queries.mesa import MesaVista, PropuestaVista, abrir

__all__ = [
    "Asignable",
    "Decidido",
    "Hallazgos",
    "MesaVista",
    "PropuestaVista",
    "Reparto",
    "UmbralVigente",
    "abrir",
    "opciones_vigentes",
    "puntos",
    "reparto",
    "reviewers",
    "textos",
    "umbrales_vigentes",
]
