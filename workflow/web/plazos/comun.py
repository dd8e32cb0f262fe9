"""What the pages of the terms share: the blueprint, its tabs, and reading a day that was typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, url_for

from workflow.expedientes.inhabiles import fecha_de
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid

bp = Blueprint("plazos", __name__)

CONFIGURAN = ("administrador", "secretaria_gobierno")
NOMBRAN = ("administrador", "secretaria_gobierno", "planeacion_titular", "dependencia_titular")
PAGINAS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("plazos.index", "A dónde se fueron los días", ()),
    ("plazos.calendario", "Días inhábiles", ()),
    ("plazos.reglas", "Plazos y recordatorios", ()),
    ("plazos.suplencias", "Suplencias", NOMBRAN),
)


def tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    return [
        {"nombre": nombre, "url": url_for(endpoint), "actual": endpoint == current}
        for endpoint, nombre, roles in PAGINAS
        if not roles or actor.has(*roles)
    ]


def day(texto: str | None) -> date:
    """Raises Invalid if it is no day."""
    found = fecha_de((texto or "").strip())
    if found is None:
        raise Invalid("PLAZO_FECHA_INVALIDA")
    return found
