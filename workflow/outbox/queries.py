"""How the work left behind is doing, for the page of the thing and for operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from workflow.db import db
from workflow.outbox.models import Trabajo


@dataclass(frozen=True)
class EstadoTrabajo:
    id: int
    tipo: str
    estado: str
    hecho: int
    total: int | None
    intentos: int
    creado_en: datetime
    terminado_en: datetime | None
    error: str | None

    @property
    def vivo(self) -> bool:
        return self.estado in ("pendiente", "tomado")


def status_of(objeto: tuple[str, int]) -> list[EstadoTrabajo]:
    """All the work left for a thing, the newest first."""
    rows = db.session.scalars(
        select(Trabajo)
        .where(Trabajo.objeto_tipo == objeto[0], Trabajo.objeto_id == objeto[1])
        .order_by(Trabajo.id.desc())
        .limit(50)
    )
    return [_estado(row) for row in rows]


def get(trabajo_id: int) -> EstadoTrabajo | None:
    row = db.session.get(Trabajo, trabajo_id)
    return None if row is None else _estado(row)


def failed(limite: int = 100) -> list[EstadoTrabajo]:
    rows = db.session.scalars(
        select(Trabajo).where(Trabajo.estado == "fallido").order_by(Trabajo.id.desc()).limit(limite)
    )
    return [_estado(row) for row in rows]


def counts() -> dict[str, int]:
    """How many pieces of work are in each state."""
    rows = db.session.execute(select(Trabajo.estado, func.count()).group_by(Trabajo.estado))
    return {str(estado): int(n) for estado, n in rows}


def _estado(row: Trabajo) -> EstadoTrabajo:
    return EstadoTrabajo(
        row.id,
        row.tipo,
        row.estado,
        row.hecho,
        row.total,
        row.intentos,
        row.creado_en,
        row.terminado_en,
        row.error,
    )


def listed(estado: str, *, antes_de: int | None = None, limite: int = 50) -> list[EstadoTrabajo]:
    """Work in a state, the newest first, in pages: `antes_de` is the id of the last one already seen."""
    statement = select(Trabajo).where(Trabajo.estado == estado).order_by(Trabajo.id.desc()).limit(limite)
    if antes_de is not None:
        statement = statement.where(Trabajo.id < antes_de)
    return [_estado(row) for row in db.session.scalars(statement)]


def waiting_since() -> datetime | None:
    """Since when the oldest work that could be taken waits; None when nothing does."""
    return db.session.scalar(select(func.min(Trabajo.disponible_en)).where(Trabajo.estado == "pendiente"))


def late(desde: datetime) -> bool:
    """Whether some work could have been taken since `desde` and nobody did: no worker is alive."""
    return (
        db.session.scalar(
            select(Trabajo.id).where(Trabajo.estado == "pendiente", Trabajo.disponible_en < desde).limit(1)
        )
        is not None
    )


def of_types(tipos: tuple[str, ...]) -> list[EstadoTrabajo]:
    """All the work of some kinds, the oldest first, as it is now."""
    refresh()
    rows = db.session.scalars(select(Trabajo).where(Trabajo.tipo.in_(tipos)).order_by(Trabajo.id))
    return [_estado(row) for row in rows]


def refresh() -> None:
    """End this reading, so that the next one sees what others committed since (for those who wait)."""
    db.session.rollback()
