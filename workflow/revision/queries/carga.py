"""The load of the reviewers of Planeación, and the dossiers that wait for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select

from workflow.db import UtcDateTime, db
from workflow.expedientes import queries as expedientes
from workflow.expedientes.asignacion import ASIGNABLES
from workflow.expedientes.models import Expediente, Participacion, Paso, Plazo
from workflow.expedientes.queries import Fila, hechos
from workflow.expedientes.route import PLANEACION
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.plazos import Calendario
from workflow.people.queries import actor_from, users_with
from workflow.revision.reparto import Carga, suggested

VENTANA = timedelta(days=365)
EN_MANO = ("enviado", "en_revision")


@dataclass(frozen=True)
class Asignable:
    """A dossier whose review can be given: who has it now, and who should take it by load (None: nobody can)."""

    fila: Fila
    revisor_id: int | None
    revisor: str | None
    sugerido_id: int | None
    sugerido: str | None


@dataclass(frozen=True)
class Reparto:
    """`siguiente`: how many were already shown, to ask for the next page; None at the end."""

    cargas: tuple[Carga, ...]
    asignables: tuple[Asignable, ...]
    total: int
    sin_revisor: int
    siguiente: int | None


def reviewers(hoy: date) -> list[Actor]:
    """Everybody who holds a role of Planeación that day, once each."""
    found = {usuario.id: usuario for rol in PLANEACION for usuario in users_with(rol, hoy)}
    return [actor_from(usuario, hoy) for _, usuario in sorted(found.items())]


def reparto(ahora: datetime, *, filtro: str = "", desde: int = 0, limite: int = 40) -> Reparto:
    """The page of the load. `filtro`: sin_revisor, or the id of a reviewer as text; empty, all of them."""
    hoy = local_date(ahora)
    actores = reviewers(hoy)
    cargas = loads(actores, ahora)
    wanted = Expediente.etapa.in_(ASIGNABLES)
    chosen = and_(wanted, _filter(filtro, actores))
    total = db.session.scalar(select(func.count()).select_from(Expediente).where(chosen)) or 0
    unassigned = select(func.count()).select_from(Expediente).where(wanted, Expediente.revisor_id.is_(None))
    statement = (
        select(Expediente.id, Expediente.revisor_id)
        .where(chosen)
        .order_by(Expediente.revisor_id.is_not(None), Expediente.etapa_desde, Expediente.id)
        .offset(desde)
        .limit(limite)
    )
    shown = [(int(one), revisor) for one, revisor in db.session.execute(statement)]
    siguiente = desde + limite if total > desde + limite else None
    rows = _assignable(shown, actores, cargas, hoy)
    return Reparto(cargas, rows, total, db.session.scalar(unassigned) or 0, siguiente)


def _filter(filtro: str, actores: list[Actor]) -> ColumnElement[bool]:
    if filtro == "sin_revisor":
        return Expediente.revisor_id.is_(None)
    asked = {str(actor.usuario_id): actor.usuario_id for actor in actores}.get(filtro)
    return Expediente.id.is_not(None) if asked is None else Expediente.revisor_id == asked


def _assignable(
    shown: list[tuple[int, int | None]], actores: list[Actor], cargas: tuple[Carga, ...], hoy: date
) -> tuple[Asignable, ...]:
    heads = expedientes.filas([one for one, _ in shown], hoy)
    took_part = _participants([one for one, _ in shown])
    names = {actor.usuario_id: actor.nombre for actor in actores}
    given: dict[int, int] = defaultdict(int)
    rows = []
    for one, revisor in shown:
        fila = heads[one]
        impeded = frozenset(
            actor.usuario_id
            for actor in actores
            if fila.dependencia in actor.dependencias() or actor.usuario_id in took_part[(one, fila.version)]
        )
        best = suggested(cargas, impeded, given) if revisor is None else None
        if best is not None:
            given[best.usuario_id] += 1
        rows.append(
            Asignable(
                fila,
                revisor,
                names.get(revisor or 0),
                best.usuario_id if best else None,
                best.nombre if best else None,
            )
        )
    return tuple(rows)


def _participants(ids: Iterable[int]) -> defaultdict[tuple[int, int], set[int]]:
    found: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    statement = select(Participacion.expediente_id, Participacion.version, Participacion.usuario_id).where(
        Participacion.expediente_id.in_(list(ids))
    )
    for expediente_id, version, usuario_id in db.session.execute(statement):
        found[(expediente_id, version)].add(usuario_id)
    return found


def loads(actores: list[Actor], ahora: datetime) -> tuple[Carga, ...]:
    """What each reviewer has, the most loaded first: three reads, whatever the number of dossiers."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: {"en_mano": 0, "vencidos": 0, "esperan": 0})
    statement = (
        select(Expediente.revisor_id, Expediente.etapa, Plazo.vence)
        .outerjoin(
            Plazo,
            and_(Plazo.expediente_id == Expediente.id, Plazo.cerrado_en.is_(None), Plazo.pausado_en.is_(None)),
        )
        .where(Expediente.revisor_id.is_not(None), Expediente.etapa.in_(ASIGNABLES))
    )
    for revisor, etapa, vence in db.session.execute(statement):
        mine = counts[revisor]
        mine["en_mano" if etapa in EN_MANO else "esperan"] += 1
        mine["vencidos"] += int(etapa in EN_MANO and vence is not None and vence < ahora)
    spent = _days_spent(ahora)
    found = [
        Carga(
            actor.usuario_id,
            actor.nombre,
            actor.cargo,
            **counts[actor.usuario_id],
            terminadas=len(spent[actor.usuario_id]),
            dias=_mean(spent[actor.usuario_id]),
            valida=actor.has("planeacion_titular"),
        )
        for actor in actores
    ]
    return tuple(sorted(found, key=lambda one: (-one.en_mano, -one.vencidos, one.nombre)))


def _mean(days: list[int]) -> str | None:
    return f"{sum(days) / len(days):.1f}" if days else None


def _days_spent(ahora: datetime) -> defaultdict[int, list[int]]:
    """Business days of each review that ended in the last year, by who took it."""
    ended = (
        func.lead(Paso.en, type_=UtcDateTime()).over(partition_by=Paso.expediente_id, order_by=Paso.id).label("ended")
    )
    steps = select(Paso.por_id, Paso.etapa, Paso.en, ended).where(Paso.en >= ahora - VENTANA).subquery()
    statement = select(steps.c.por_id, steps.c.en, steps.c.ended).where(
        steps.c.etapa == "en_revision", steps.c.ended.is_not(None)
    )
    calendario: Calendario = hechos.calendario()
    found: defaultdict[int, list[int]] = defaultdict(list)
    for por_id, began, ended_at in db.session.execute(statement):
        found[por_id].append(calendario.habiles_entre(local_date(began), local_date(ended_at)))
    return found
