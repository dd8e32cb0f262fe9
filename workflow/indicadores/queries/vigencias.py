"""The dated choices as their page shows them: what is in force, what comes, and what was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from workflow.db import db
from workflow.indicadores.models import SeguimientoRegla
from workflow.indicadores.politica import FUNDAMENTO_INICIAL, INICIALES


@dataclass(frozen=True)
class Vigencia:
    """`desde` None: the seed of the system."""

    valor: str
    desde: date | None
    fundamento: str
    por_confirmar: bool


@dataclass(frozen=True)
class ReglaVista:
    clave: str
    hoy: Vigencia
    despues: tuple[Vigencia, ...]
    antes: tuple[Vigencia, ...]


def reglas_vistas(dia: date) -> list[ReglaVista]:
    """In their usual order, as they rule that day."""
    found: dict[str, dict[date, Vigencia]] = {}
    for row in db.session.scalars(select(SeguimientoRegla).order_by(SeguimientoRegla.id)):  # the last of a day counts
        told = Vigencia(row.valor, row.vigente_desde, row.fundamento, row.por_confirmar)
        found.setdefault(row.clave, {})[row.vigente_desde] = told
    return [_vista(clave, valor, found.get(clave, {}), dia) for clave, valor in INICIALES.items()]


def _vista(clave: str, inicial: str, rows: dict[date, Vigencia], dia: date) -> ReglaVista:
    dated = sorted(rows.items())
    past = [Vigencia(inicial, None, FUNDAMENTO_INICIAL, True), *(told for desde, told in dated if desde <= dia)]
    return ReglaVista(clave, past[-1], tuple(told for desde, told in dated if desde > dia), tuple(reversed(past[:-1])))
