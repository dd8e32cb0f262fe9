"""The sessions of the COPLADEMUN to which a report may be taken, and those it was taken to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.db import db
from workflow.informes.queries.agenda import kind_of
from workflow.sesiones.models import Organo, Sesion, SesionDocumento


@dataclass(frozen=True)
class SesionPorVenir:
    id: int
    organo: str
    programada_para: datetime
    conduce: str


def sesiones_por_venir() -> list[SesionPorVenir]:
    """Convened and not yet opened, the next one first."""
    rows = db.session.execute(
        select(Sesion.id, Sesion.organo_nombre, Sesion.programada_para, Organo.conduce, Organo.tipo, Organo.clave)
        .join(Organo, Organo.id == Sesion.organo_id)
        .where(Sesion.estado == "convocada")
        .order_by(Sesion.programada_para, Sesion.id)
    )
    return [
        SesionPorVenir(row.id, row.organo_nombre, row.programada_para, row.conduce)
        for row in rows
        if kind_of(row.tipo, row.clave, row.organo_nombre) == "copladem"
    ]


@dataclass(frozen=True)
class Llevado:
    sesion_id: int
    organo: str
    programada_para: datetime
    version: int


def llevado(folio: str) -> list[Llevado]:
    """The sessions whose convocatoria a report goes with."""
    rows = db.session.execute(
        select(Sesion.id, Sesion.organo_nombre, Sesion.programada_para, SesionDocumento.version)
        .join(SesionDocumento, SesionDocumento.sesion_id == Sesion.id)
        .where(SesionDocumento.folio == folio)
        .order_by(SesionDocumento.id)
    )
    return [Llevado(*row) for row in rows]
