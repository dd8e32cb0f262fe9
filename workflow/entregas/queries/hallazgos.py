"""Findings of deliveries with their follow-up, for Planeación and Contraloría. Without names: by padrón and row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from workflow.db import db
from workflow.entregas.models import Entrega, Hallazgo, HallazgoHecho
from workflow.entregas.queries.hechos import anuladas, devuelto, neto
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import NotFound
from workflow.padron.models import Inscripcion, PadronFila
from workflow.people.models import Dependencia


@dataclass(frozen=True)
class Paso:
    estado: str
    motivo: str
    por: str
    en: datetime


@dataclass(frozen=True)
class HallazgoVista:
    """`fila`: the row in the file of the padrón; `queda`: centavos of the delivery that were not returned."""

    id: int
    codigo: str
    estado: str
    en: datetime
    entrega_id: int
    dia: date
    periodo: str
    queda: int
    anulada: bool
    expediente_id: int
    folio: str
    titulo: str
    dependencia: str
    fila: int | None
    pasos: tuple[Paso, ...] = ()


def _ultimo() -> Any:
    """Subquery (hallazgo_id, ordinal) of the last step of each finding."""
    return (
        select(HallazgoHecho.hallazgo_id, func.max(HallazgoHecho.ordinal).label("ordinal"))
        .group_by(HallazgoHecho.hallazgo_id)
        .subquery()
    )


def _hallazgos() -> tuple[Select[Any], Any]:
    """The findings with what is printed of each, and the expression of their state."""
    ultimo, vuelto = _ultimo(), devuelto()
    hecho = HallazgoHecho.__table__.alias("hecho")
    estado = func.coalesce(hecho.c.estado, "pendiente")
    statement = (
        select(
            Hallazgo.id, Hallazgo.codigo, estado, Hallazgo.en, Entrega.id, Entrega.dia, Entrega.periodo, neto(vuelto),
            Entrega.id.in_(anuladas()), Expediente.id, Expediente.folio, Expediente.titulo, Dependencia.clave,
            PadronFila.numero,
        )
        .join(Entrega, Entrega.id == Hallazgo.entrega_id)
        .join(Expediente, Expediente.id == Entrega.expediente_id)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .join(Inscripcion, Inscripcion.id == Entrega.inscripcion_id)
        .outerjoin(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .outerjoin(ultimo, ultimo.c.hallazgo_id == Hallazgo.id)
        .outerjoin(hecho, (hecho.c.hallazgo_id == Hallazgo.id) & (hecho.c.ordinal == ultimo.c.ordinal))
        .outerjoin(vuelto, vuelto.c.entrega_id == Entrega.id)
    )  # fmt: skip
    return statement, estado


def lista(
    *, codigo: str = "", estado: str = "", antes_de: int | None = None, limite: int = 50
) -> tuple[list[HallazgoVista], int]:
    """(the latest first, how many there are)."""
    statement, columna = _hallazgos()
    if codigo:
        statement = statement.where(Hallazgo.codigo == codigo)
    if estado:
        statement = statement.where(columna == estado)
    total = (
        db.session.scalar(select(func.count()).select_from(statement.with_only_columns(Hallazgo.id).subquery())) or 0
    )
    if antes_de is not None:
        statement = statement.where(Hallazgo.id < antes_de)
    rows = db.session.execute(statement.order_by(Hallazgo.id.desc()).limit(limite))
    return [HallazgoVista(*row) for row in rows], total


def hallazgo(hallazgo_id: int) -> HallazgoVista:
    """One, with every step of its follow-up, the latest first. Raises NotFound."""
    statement, _ = _hallazgos()
    row = db.session.execute(statement.where(Hallazgo.id == hallazgo_id)).one_or_none()
    if row is None:
        raise NotFound("NO_EXISTE")
    pasos = db.session.scalars(
        select(HallazgoHecho).where(HallazgoHecho.hallazgo_id == hallazgo_id).order_by(HallazgoHecho.ordinal.desc())
    )
    return HallazgoVista(*row, pasos=tuple(Paso(uno.estado, uno.motivo, uno.por, uno.en) for uno in pasos))


def por_codigo() -> dict[tuple[str, str], int]:
    """How many findings there are of each kind in each state."""
    statement, estado = _hallazgos()
    filas = statement.with_only_columns(Hallazgo.codigo, estado).subquery()
    cuentas: dict[tuple[str, str], int] = defaultdict(int)
    for codigo, cual, cuantos in db.session.execute(
        select(filas.c[0], filas.c[1], func.count()).group_by(filas.c[0], filas.c[1])
    ):
        cuentas[(codigo, cual)] = cuantos
    return dict(cuentas)
