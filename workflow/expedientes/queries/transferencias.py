"""Reads of what passed from one dependencia to another, and of what could."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.expedientes.models.transferencias import Transferencia, TransferenciaExpediente
from workflow.expedientes.transferencias import NO_SE_MUEVEN, Movible
from workflow.people.models import Dependencia


@dataclass(frozen=True)
class TransferenciaVista:
    """`de` and `a`: claves. `nombre_de`, `nombre_a`: as they were called on its date."""

    id: int
    clase: str
    de: str
    nombre_de: str
    a: str
    nombre_a: str
    fecha: date
    motivo: str
    fundamento: str
    por: str
    en: datetime
    folios: tuple[str, ...]


def movibles(dependencia_id: int) -> list[Movible]:
    """The dossiers of a dependencia that may pass to another, the newest year first."""
    e = Expediente
    statement = (
        select(e.id, e.folio, e.titulo, e.tipo, e.programa, e.ejercicio, e.etapa)
        .where(e.dependencia_id == dependencia_id, e.etapa.not_in(NO_SE_MUEVEN))
        .order_by(e.ejercicio.desc(), e.folio)
    )
    return [Movible(*row) for row in db.session.execute(statement)]


def llaves(dependencia_id: int) -> set[tuple[str, str, int]]:
    """Type, programme and year of the dossiers a dependencia has."""
    statement = select(Expediente.tipo, Expediente.programa, Expediente.ejercicio)
    rows = db.session.execute(statement.where(Expediente.dependencia_id == dependencia_id))
    return {(tipo, programa, ejercicio) for tipo, programa, ejercicio in rows}


def cuantos() -> dict[int, int]:
    """How many dossiers that may pass to another each dependencia has, by its id."""
    statement = (
        select(Expediente.dependencia_id, func.count())
        .where(Expediente.etapa.not_in(NO_SE_MUEVEN))
        .group_by(Expediente.dependencia_id)
    )
    return {int(key): int(count) for key, count in db.session.execute(statement)}


def fusionada_con(dependencia_id: int) -> str | None:
    """The clave of the dependencia into which this one was merged; None if it was not, or has received work since."""
    t = Transferencia
    merged = db.session.execute(
        select(t.id, Dependencia.clave)
        .join(Dependencia, Dependencia.id == t.a_id)
        .where(t.de_id == dependencia_id, t.clase == "fusion")
        .order_by(t.id.desc())
    ).first()
    if merged is None:
        return None
    since = select(t.id).where(t.a_id == dependencia_id, t.id > merged.id).limit(1)
    return None if db.session.scalar(since) is not None else str(merged.clave)


def of_dependencia(dependencia_id: int) -> list[TransferenciaVista]:
    """What it gave and what it received, the newest first. Two queries, and the names."""
    de, a = aliased(Dependencia), aliased(Dependencia)
    statement = (
        select(Transferencia, de, a)
        .join(de, de.id == Transferencia.de_id)
        .join(a, a.id == Transferencia.a_id)
        .where(or_(Transferencia.de_id == dependencia_id, Transferencia.a_id == dependencia_id))
        .order_by(Transferencia.fecha.desc(), Transferencia.id.desc())
    )
    rows = db.session.execute(statement).all()
    folios: dict[int, list[str]] = {}
    moved = (
        select(TransferenciaExpediente.transferencia_id, Expediente.folio)
        .join(Expediente, Expediente.id == TransferenciaExpediente.expediente_id)
        .where(TransferenciaExpediente.transferencia_id.in_([row.id for row, _, _ in rows]))
        .order_by(Expediente.folio)
    )
    for transferencia_id, folio in db.session.execute(moved):
        folios.setdefault(transferencia_id, []).append(folio)
    return [
        TransferenciaVista(
            row.id, row.clase, one.clave, one.nombre_en(row.fecha), other.clave, other.nombre_en(row.fecha),
            row.fecha, row.motivo, row.fundamento, row.por, row.en, tuple(folios.get(row.id, ())),
        )
        for row, one, other in rows
    ]  # fmt: skip
