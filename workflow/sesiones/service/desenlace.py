"""From the counts of an act to its effects: an item of one matter, a block in general, or one of its reserves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workflow.kernel.actor import Actor
from workflow.sesiones.models import Punto, Sesion, Votacion
from workflow.sesiones.service.bloque import _settle_block, _settle_reserved
from workflow.sesiones.service.conclusion import _conclude
from workflow.sesiones.service.resolucion import _settle_item


def _settle(
    sesion: Sesion, punto: Punto, votaciones: Sequence[Votacion], *, actor: Actor, ahora: datetime
) -> tuple[str, str]:
    """Result and reason of the act, with its effects written."""
    fin = _conclude(sesion, votaciones)
    if fin.primera.asunto == "reserva":
        return _settle_reserved(sesion, punto, fin, actor, ahora)
    if punto.tipo == "bloque":
        return _settle_block(sesion, punto, fin, actor, ahora)
    return _settle_item(sesion, punto, fin, actor=actor, ahora=ahora)
