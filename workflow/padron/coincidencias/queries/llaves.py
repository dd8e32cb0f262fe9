"""Keyed indexes that a change of key made others."""

from __future__ import annotations

from sqlalchemy import select

from workflow.db import db
from workflow.padron.coincidencias.models import IndiceCambiado


def cambiados() -> dict[str, str]:
    """old -> the index of today, through every change of key."""
    rows = db.session.execute(select(IndiceCambiado.viejo, IndiceCambiado.nuevo))
    directos = {str(viejo): str(nuevo) for viejo, nuevo in rows}

    def hoy(indice: str) -> str:
        vistos = set()
        while indice in directos and indice not in vistos:
            vistos.add(indice)
            indice = directos[indice]
        return indice

    return {viejo: hoy(viejo) for viejo in directos}
