"""What is blocked and what was deleted, by upload, with the act of each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.refusals import NotFound
from workflow.padron.models import CargaPadron, PadronFila
from workflow.padron.privacidad.models import CON_BLOQUEADAS, PadronBloqueo


@dataclass(frozen=True)
class CargaBloqueable:
    id: int
    expediente_id: int
    folio: str
    titulo: str
    programa: str
    estado: str
    en: datetime
    filas: int
    bloqueadas: int
    suprimidas: int


@dataclass(frozen=True)
class ActoVista:
    """`numero`: the row, None for the whole upload. `prueba`: of a supresión."""

    id: int
    accion: str
    carga_id: int
    folio: str
    titulo: str
    numero: int | None
    filas: int
    serie: str
    plazo_hasta: date | None
    fundamento: str
    prueba: dict[str, Any] | None
    por: str
    en: datetime


def cargas() -> list[CargaBloqueable]:
    """Uploads whose data is kept: the confirmed one of each padrón and those that it replaced, the newest first."""
    cuentas: dict[int, dict[str | None, int]] = {}
    for carga_id, bloqueo, cuantas in db.session.execute(
        select(PadronFila.carga_id, PadronFila.bloqueo, func.count())
        .group_by(PadronFila.carga_id, PadronFila.bloqueo)
        .execution_options(**CON_BLOQUEADAS)
    ):
        cuentas.setdefault(carga_id, {})[bloqueo] = cuantas
    rows = db.session.execute(
        select(CargaPadron, Expediente)
        .join(Expediente, Expediente.id == CargaPadron.expediente_id)
        .where(CargaPadron.id.in_(cuentas), CargaPadron.estado.in_(("confirmada", "reemplazada")))
        .order_by(CargaPadron.id.desc())
    )
    return [
        CargaBloqueable(
            carga.id, expediente.id, expediente.folio, expediente.titulo, expediente.programa, carga.estado, carga.en,
            sum(cuentas[carga.id].values()), cuentas[carga.id].get("bloqueada", 0),
            cuentas[carga.id].get("suprimida", 0),
        )
        for carga, expediente in rows
    ]  # fmt: skip


def una(carga_id: int) -> CargaBloqueable:
    """Raises NotFound."""
    found = next((one for one in cargas() if one.id == carga_id), None)
    if found is None:
        raise NotFound("NO_EXISTE")
    return found


def actos(carga_id: int | None = None, acto_id: int | None = None) -> list[ActoVista]:
    """The newest first."""
    statement = (
        select(PadronBloqueo, Expediente, PadronFila.numero)
        .join(Expediente, Expediente.id == PadronBloqueo.expediente_id)
        .outerjoin(PadronFila, PadronFila.id == PadronBloqueo.fila_id)
        .order_by(PadronBloqueo.id.desc())
        .execution_options(**CON_BLOQUEADAS)
    )
    if carga_id is not None:
        statement = statement.where(PadronBloqueo.carga_id == carga_id)
    if acto_id is not None:
        statement = statement.where(PadronBloqueo.id == acto_id)
    return [
        ActoVista(
            row.id, row.accion, row.carga_id, expediente.folio, expediente.titulo, numero, row.filas, row.serie,
            row.plazo_hasta, row.fundamento, row.prueba, row.por, row.en,
        )
        for row, expediente, numero in db.session.execute(statement)
    ]  # fmt: skip
