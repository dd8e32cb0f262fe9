"""Where the days of many dossiers went: added by the database, a handful of reads however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, true

from workflow.db import db
from workflow.expedientes.dias import Medida, medida
from workflow.expedientes.models import Plazo
from workflow.expedientes.queries.listas import Filtro
from workflow.expedientes.relojes import LADOS
from workflow.expedientes.route import ETAPAS
from workflow.kernel.actor import DEPENDENCIA_ROLES, Actor
from workflow.kernel.texto import plain
from workflow.people.models import Dependencia, Usuario


@dataclass(frozen=True)
class Renglon:
    """A stage, a dependencia or a reviewer: `medida` of its finished stays, in business days that ran."""

    clave: str
    nombre: str
    medida: Medida
    pausados: int = 0


@dataclass(frozen=True)
class Lado:
    """`corren`: clocks open now on that side, of which `vencidos` are late and `pausados_ahora` are in pause."""

    lado: str
    habiles: int
    pausados: int
    corren: int
    vencidos: int
    pausados_ahora: int


@dataclass(frozen=True)
class DiasVista:
    """`por_revisor` is empty for who only belongs to a dependencia: they see their dossiers, not how others work."""

    lados: tuple[Lado, ...]
    por_etapa: tuple[Renglon, ...]
    por_dependencia: tuple[Renglon, ...]
    por_revisor: tuple[Renglon, ...]

    @property
    def estancias(self) -> int:
        return sum(one.medida.cuantos for one in self.por_etapa)


def dias(actor: Actor, ahora: datetime, hoy: date, filtro: Filtro | None = None) -> DiasVista:
    """What this person may see, filtered by ejercicio, kind and dependencia."""
    filtro = filtro or Filtro()
    units = _units(hoy)
    scope = _scope(actor, filtro, units)
    rows = _added(scope)
    shows_reviewers = bool(actor.roles - DEPENDENCIA_ROLES)
    return DiasVista(
        _sides(rows, _open(scope, ahora)),
        _stages(rows),
        _named(((row.dependencia_id, *row[4:]) for row in rows if row.lado == "dependencia"), units),
        _reviewers(rows) if shows_reviewers else (),
    )


def _scope(actor: Actor, filtro: Filtro, units: dict[int, tuple[str, str]]) -> ColumnElement[bool]:
    """A dependencia sees its own dossiers, as everywhere; any other role sees all of them."""
    wanted: list[ColumnElement[bool]] = []
    if not actor.roles - DEPENDENCIA_ROLES:
        own = actor.dependencias(*DEPENDENCIA_ROLES)
        wanted.append(Plazo.dependencia_id.in_([key for key, (clave, _) in units.items() if clave in own]))
    if filtro.dependencia:
        wanted.append(Plazo.dependencia_id.in_([key for key, one in units.items() if one[0] == filtro.dependencia]))
    if filtro.ejercicio:
        wanted.append(Plazo.ejercicio == filtro.ejercicio)
    if filtro.tipo:
        wanted.append(Plazo.tipo == filtro.tipo)
    return and_(true(), *wanted)


def _added(scope: ColumnElement[bool]) -> list[Any]:
    """(etapa, lado, dependencia, reviewer, business days, how many took them, days in pause): one pass of an index."""
    keys = (Plazo.etapa, Plazo.lado, Plazo.dependencia_id, Plazo.responsable_id, Plazo.habiles)
    statement = (
        select(*keys, func.count(), func.sum(Plazo.pausados)).where(Plazo.habiles.is_not(None), scope).group_by(*keys)
    )
    return list(db.session.execute(statement))


def _open(scope: ColumnElement[bool], ahora: datetime) -> dict[str, tuple[int, int, int]]:
    """Side -> (clocks that run or wait, late, in pause), now."""
    late = case((and_(Plazo.pausado_en.is_(None), Plazo.vence < ahora), 1), else_=0)
    paused = case((Plazo.pausado_en.is_not(None), 1), else_=0)
    rows = db.session.execute(
        select(Plazo.lado, func.count(), func.sum(late), func.sum(paused))
        .where(Plazo.cerrado_en.is_(None), scope)
        .group_by(Plazo.lado)
    )
    return {lado: (int(n), int(vencidos), int(pausados)) for lado, n, vencidos, pausados in rows if lado}


def _sides(rows: list[Any], abiertos: dict[str, tuple[int, int, int]]) -> tuple[Lado, ...]:
    habiles: Counter[str] = Counter()
    pausados: Counter[str] = Counter()
    for _, lado, _, _, dias_, veces, en_pausa in rows:
        habiles[lado] += dias_ * veces
        pausados[lado] += en_pausa or 0
    return tuple(Lado(lado, habiles[lado], pausados[lado], *abiertos.get(lado, (0, 0, 0))) for lado in LADOS)


def _stages(rows: list[Any]) -> tuple[Renglon, ...]:
    found: dict[str, Counter[int]] = {}
    paused: Counter[str] = Counter()
    for etapa, _, _, _, dias_, veces, en_pausa in rows:
        found.setdefault(etapa, Counter())[dias_] += veces
        paused[etapa] += en_pausa or 0
    return tuple(Renglon(etapa, "", medida(found[etapa]), paused[etapa]) for etapa in ETAPAS if etapa in found)


def _named(rows: Iterable[Any], names: dict[int, tuple[str, str]]) -> tuple[Renglon, ...]:
    """By name; `names`: id -> (clave, name)."""
    found: dict[int, Counter[int]] = {}
    paused: Counter[int] = Counter()
    for key, dias_, veces, en_pausa in rows:
        found.setdefault(key, Counter())[dias_] += veces
        paused[key] += en_pausa or 0
    told = [
        Renglon(*names.get(key, (str(key), "Sin nombre")), medida(frecuencias), paused[key])
        for key, frecuencias in found.items()
    ]
    return tuple(sorted(told, key=lambda one: plain(one.nombre)))


def _units(hoy: date) -> dict[int, tuple[str, str]]:
    return {row.id: (row.clave, row.nombre_en(hoy)) for row in db.session.scalars(select(Dependencia))}


def _reviewers(rows: list[Any]) -> tuple[Renglon, ...]:
    mine = [(row.responsable_id, *row[4:]) for row in rows if row.responsable_id is not None]
    ids = {row[0] for row in mine}
    names = db.session.execute(select(Usuario.id, Usuario.nombre).where(Usuario.id.in_(ids))) if ids else ()
    return _named(mine, {usuario_id: (str(usuario_id), nombre) for usuario_id, nombre in names})
