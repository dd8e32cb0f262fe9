"""The compatibility of programmes: the dated rules, and under them those that come with the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workflow.db import db
from workflow.padron.catalogos import incluidos
from workflow.padron.models import CompatibilidadPrograma


@dataclass(frozen=True)
class CompatibilidadVista:
    """A pair and its rule. `vigente_desde` None: it comes with the program. `tope` in centavos."""

    programas: tuple[str, str]
    regla: str
    tope: int | None
    fundamento: str
    vigente_desde: date | None
    por: str
    en: datetime | None


def compatibilidades(hoy: date) -> tuple[list[CompatibilidadVista], list[CompatibilidadVista]]:
    """(what counts that day, by pair; everything that was chosen, the newest first)."""
    chosen = [
        CompatibilidadVista(
            (row.programa_a, row.programa_b), row.regla, row.tope, row.fundamento, row.vigente_desde, row.por, row.en
        )
        for row in db.session.scalars(
            select(CompatibilidadPrograma).order_by(CompatibilidadPrograma.vigente_desde, CompatibilidadPrograma.id)
        )
    ]
    vale = {
        (uno, dos): CompatibilidadVista(
            (uno, dos), dicha.regla, None if dicha.tope is None else int(dicha.tope * 100), "", None, "", None
        )
        for par, dicha in incluidos().compatibilidad.items()
        for uno, dos in [sorted(par)]
    }
    vale |= {una.programas: una for una in chosen if una.vigente_desde is not None and una.vigente_desde <= hoy}
    return [vale[par] for par in sorted(vale)], chosen[::-1]
