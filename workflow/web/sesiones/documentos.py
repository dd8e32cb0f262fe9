"""The documents of a session and how their making goes."""

from __future__ import annotations

from typing import Any

from workflow.actas import queries as actas
from workflow.kernel.refusals import Reason
from workflow.outbox import queries as outbox
from workflow.outbox.queries import EstadoTrabajo
from workflow.sesiones.vistas import SesionVista
from workflow.textos import razones
from workflow.web import guard

TIPOS = ("acta.generar", "dictamen.generar", "certificacion.generar")


def context(sesion: SesionVista) -> dict[str, Any]:
    """`trabajos`: what is being made or failed. `en_marcha`: whether the page should look again soon."""
    trabajos = [t for t in outbox.status_of(("sesion", sesion.id)) if t.tipo in TIPOS and t.estado != "hecho"]
    return {
        "trabajos": sorted(trabajos, key=lambda trabajo: trabajo.id),
        "en_marcha": any(trabajo.vivo for trabajo in trabajos),
        "documentos": actas.of_sesion(sesion.id, guard.actor()),
        "acta": actas.acta_of(sesion.id),
        "por_que_fallo": why,
    }


def why(trabajo: EstadoTrabajo) -> Reason:
    """What to do about failed work, in words; never the name of an error."""
    known = trabajo.error if trabajo.error in razones() else "FALLA_TECNICA"
    return Reason(str(known))
