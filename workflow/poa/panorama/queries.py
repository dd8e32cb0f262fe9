"""The POA of a year for who looks from above, and in which stage the dossiers were at each month's end.

A frozen content is read once per process, by its hash: what was sent never changes.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, func, literal, or_, select, union_all
from sqlalchemy.orm import selectinload

from workflow.db import db
from workflow.expedientes.models import Envio, Expediente, Paso
from workflow.expedientes.queries import visible
from workflow.kernel.actor import Actor
from workflow.kernel.clock import ZONE
from workflow.people.models import Dependencia
from workflow.poa.matriz.logica import check
from workflow.poa.panorama.vistas import Leido, Poa, read

_GUARDADOS = 2_000
_leidos: dict[str, Leido] = {}


@dataclass(frozen=True)
class Panorama:
    """`sin_enviar`: POA of the year that nobody has sent yet: they are not in any sum."""

    ejercicio: int
    poas: tuple[Poa, ...]
    sin_enviar: int


def ejercicios(actor: Actor) -> list[int]:
    """The years that have POA this person may see, the newest first."""
    statement = (
        select(Expediente.ejercicio)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .where(Expediente.tipo == "poa", visible(actor))
        .distinct()
    )
    return sorted(db.session.scalars(statement), reverse=True)


def panorama(ejercicio: int, actor: Actor, hoy: date) -> Panorama:
    """Each POA by its approved version, or the last that was sent. Three queries, whatever their number."""
    envio_id = func.coalesce(Expediente.v_aprobada_id, Expediente.v_presentada_id, Expediente.v_vigente_id)
    rows = list(
        db.session.execute(
            select(Expediente, Envio.id, Envio.sha256)
            .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
            .outerjoin(Envio, Envio.id == envio_id)
            .where(Expediente.tipo == "poa", Expediente.ejercicio == ejercicio, visible(actor))
            .options(selectinload(Expediente.dependencia))
            .order_by(Dependencia.clave, Expediente.id)
        )
    )
    sent = [(row, envio, sha) for row, envio, sha in rows if envio is not None]
    found = _read({sha: envio for _, envio, sha in sent}, ejercicio)
    poas = tuple(
        Poa(row.id, row.dependencia.clave, row.dependencia.nombre_en(hoy), row.titulo, row.programa, found[sha])
        for row, _, sha in sent
    )
    return Panorama(ejercicio, poas, len(rows) - len(sent))


def _read(wanted: dict[str, int], ejercicio: int) -> dict[str, Leido]:
    missing = [envio for sha, envio in wanted.items() if sha not in _leidos]
    if len(_leidos) + len(missing) > _GUARDADOS:
        _leidos.clear()
        missing = list(wanted.values())
    if missing:
        statement = select(Envio.sha256, Envio.contenido).where(Envio.id.in_(missing))
        for sha, contenido in db.session.execute(statement):
            _leidos[sha] = read(contenido, lambda document: check(document, ejercicio))
    return {sha: _leidos[sha] for sha in wanted}


def forget() -> None:
    """Empty what this process keeps: for whoever restores a database under it."""
    _leidos.clear()


def stages_over_time(ejercicio: int, actor: Actor, hoy: date, meses: int = 12) -> list[tuple[date, dict[str, int]]]:
    """How many POA and padrones of the year were in each stage at the end of each month, until today. One query."""
    ends = _month_ends(hoy, meses)
    steps = (
        select(
            Paso.etapa,
            Paso.en,
            func.lead(Paso.en).over(partition_by=Paso.expediente_id, order_by=Paso.id).label("hasta"),
        )
        .join(Expediente, Expediente.id == Paso.expediente_id)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .where(Expediente.ejercicio == ejercicio, visible(actor))
        .cte("pasos")
    )
    marks = union_all(
        *(select(literal(n).label("n"), literal(_end_of(day), Paso.en.type).label("fin")) for n, day in enumerate(ends))
    ).cte("cierres")
    statement: Any = (
        select(marks.c.n, steps.c.etapa, func.count())
        .join(steps, and_(steps.c.en <= marks.c.fin, or_(steps.c.hasta.is_(None), steps.c.hasta > marks.c.fin)))
        .group_by(marks.c.n, steps.c.etapa)
    )
    found: list[tuple[date, dict[str, int]]] = [(day, {}) for day in ends]
    for n, etapa, cuantos in db.session.execute(statement):
        found[n][1][etapa] = int(cuantos)
    return found


def _month_ends(hoy: date, meses: int) -> list[date]:
    ends = [hoy]
    while len(ends) < meses:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return [
        day if day == hoy else day.replace(day=calendar.monthrange(day.year, day.month)[1]) for day in reversed(ends)
    ]


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=ZONE)
