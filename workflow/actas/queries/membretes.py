"""Letterheads: the one in force for an organ and a day, the one that a document was issued with, and their history."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from workflow.actas.impresion.documento import Escudo
from workflow.actas.impresion.membrete import Membrete
from workflow.actas.models import Instantanea
from workflow.actas.models import Membrete as Fila
from workflow.actas.queries.plantillas import organs
from workflow.archivos.queries import content_path
from workflow.db import db
from workflow.kernel.refusals import NotFound
from workflow.sesiones.models import Organo


@dataclass(frozen=True)
class MembreteVista:
    id: int
    organo: str
    lineas: tuple[str, ...]
    pie: str
    escudo_texto: str  # "" without escudo of its own
    vigente_desde: date
    nota: str
    fundamento: str
    creada_en: datetime
    por: str
    vigente: bool
    documentos: int


def last(organo_id: int | None, dia: date) -> Fila | None:
    """The last one said for exactly that organ (None: for all), of those that began."""
    return db.session.scalars(
        select(Fila)
        .where(Fila.organo_id.is_not_distinct_from(organo_id), Fila.vigente_desde <= dia)
        .order_by(Fila.vigente_desde.desc(), Fila.id.desc())
        .limit(1)
    ).first()


def in_force(organo_id: int | None, dia: date) -> Fila | None:
    """The one that holds that day for that organ: its own, or that of all of them."""
    return (last(organo_id, dia) if organo_id is not None else None) or last(None, dia)


def id_for_snapshot(snapshot: Any, dia: date) -> int | None:
    """That of its organ first, then that of all of them. None: that of the installation."""
    organo_id = db.session.scalar(select(Organo.id).where(Organo.clave == snapshot.organo.clave))
    found = in_force(organo_id, dia)
    return None if found is None else found.id


def of_instantanea(instantanea_id: int) -> Membrete | None:
    """The one that a document was issued with, for good."""
    row = db.session.get_one(Instantanea, instantanea_id)
    return None if row.membrete_id is None else of(row.membrete_id)


def of(membrete_id: int | None) -> Membrete | None:
    """One letterhead as it is printed. Raises NotFound."""
    if membrete_id is None:
        return None
    row = db.session.get(Fila, membrete_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    escudo = Escudo(_image(row.escudo_sha256), row.escudo_texto) if row.escudo_sha256 else None
    return Membrete(tuple(row.lineas), row.pie, escudo)


def _image(sha256: str) -> bytes:
    """What was put in force. One that was touched is never printed: the work fails, is seen, and is tried again."""
    data = content_path(sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise OSError("the image of the letterhead is not the one that was kept")
    return data


def history(dia: date) -> list[MembreteVista]:
    """Every letterhead, the newest first."""
    names = dict(organs())
    rows = list(db.session.scalars(select(Fila).order_by(Fila.vigente_desde.desc(), Fila.id.desc())))
    current: dict[int | None, int] = {}
    for row in rows:
        if row.vigente_desde <= dia:
            current.setdefault(row.organo_id, row.id)
    used = {
        int(identifier): int(count)
        for identifier, count in db.session.execute(
            select(Instantanea.membrete_id, func.count())
            .where(Instantanea.membrete_id.is_not(None))
            .group_by(Instantanea.membrete_id)
        )
    }
    return [
        MembreteVista(
            row.id,
            "Todos los órganos" if row.organo_id is None else names.get(row.organo_id, "—"),
            tuple(row.lineas),
            row.pie,
            row.escudo_texto if row.escudo_sha256 else "",
            row.vigente_desde,
            row.nota,
            row.fundamento,
            row.creada_en,
            row.por,
            current.get(row.organo_id) == row.id,
            used.get(row.id, 0),
        )
        for row in rows
    ]
