"""Where the days of many dossiers went: added by the database, a handful of reads however many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true

from workflow.db import db
from workflow.expedientes.dias import Medida, medida
from workflow.expedientes.models import Expediente, Plazo
from workflow.expedientes.queries.listas import Filtro, visible
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
    by_stage = _grouped(actor, filtro, Plazo.etapa, Plazo.lado)
    shows_reviewers = bool(actor.roles - DEPENDENCIA_ROLES)
    return DiasVista(
        _sides(by_stage, _open(actor, filtro, ahora)),
        _stages(by_stage),
        _named(_grouped(actor, filtro, Expediente.dependencia_id, where=Plazo.lado == "dependencia"), _units(hoy)),
        _reviewers(actor, filtro) if shows_reviewers else (),
    )


def _scoped(statement: Select[Any], actor: Actor, filtro: Filtro, *, joined: bool) -> Select[Any]:
    """Only what this person may see and asked for; without joining the dossiers when nothing needs them."""
    wanted: list[ColumnElement[bool]] = []
    if filtro.ejercicio:
        wanted.append(Expediente.ejercicio == filtro.ejercicio)
    if filtro.tipo:
        wanted.append(Expediente.tipo == filtro.tipo)
    everything = bool(actor.roles - DEPENDENCIA_ROLES)
    if wanted or joined or filtro.dependencia or not everything:
        statement = statement.join(Expediente, Expediente.id == Plazo.expediente_id)
    if filtro.dependencia or not everything:
        statement = statement.join(Dependencia, Dependencia.id == Expediente.dependencia_id).where(visible(actor))
    if filtro.dependencia:
        wanted.append(Dependencia.clave == filtro.dependencia)
    return statement.where(and_(true(), *wanted))


def _grouped(actor: Actor, filtro: Filtro, *keys: Any, where: ColumnElement[bool] | None = None) -> list[Any]:
    """(keys…, business days, how many took them, days in pause of those)."""
    statement = (
        select(*keys, Plazo.habiles, func.count(), func.sum(Plazo.pausados))
        .select_from(Plazo)
        .where(Plazo.habiles.is_not(None))
        .group_by(*keys, Plazo.habiles)
    )
    if where is not None:
        statement = statement.where(where)
    joined = any(key is Expediente.dependencia_id for key in keys)
    return list(db.session.execute(_scoped(statement, actor, filtro, joined=joined)))


def _open(actor: Actor, filtro: Filtro, ahora: datetime) -> dict[str, tuple[int, int, int]]:
    """Side -> (clocks that run or wait, late, in pause), now."""
    late = case((and_(Plazo.pausado_en.is_(None), Plazo.vence < ahora), 1), else_=0)
    paused = case((Plazo.pausado_en.is_not(None), 1), else_=0)
    statement = (
        select(Plazo.lado, func.count(), func.sum(late), func.sum(paused))
        .select_from(Plazo)
        .where(Plazo.cerrado_en.is_(None))
        .group_by(Plazo.lado)
    )
    rows = db.session.execute(_scoped(statement, actor, filtro, joined=False))
    return {lado: (int(n), int(vencidos), int(pausados)) for lado, n, vencidos, pausados in rows if lado}


def _sides(rows: list[Any], abiertos: dict[str, tuple[int, int, int]]) -> tuple[Lado, ...]:
    habiles: Counter[str] = Counter()
    pausados: Counter[str] = Counter()
    for _, lado, dias_, veces, en_pausa in rows:
        habiles[lado] += dias_ * veces
        pausados[lado] += en_pausa or 0
    return tuple(Lado(lado, habiles[lado], pausados[lado], *abiertos.get(lado, (0, 0, 0))) for lado in LADOS)


def _stages(rows: list[Any]) -> tuple[Renglon, ...]:
    found: dict[str, Counter[int]] = {}
    paused: Counter[str] = Counter()
    for etapa, _, dias_, veces, en_pausa in rows:
        found.setdefault(etapa, Counter())[dias_] += veces
        paused[etapa] += en_pausa or 0
    return tuple(Renglon(etapa, "", medida(found[etapa]), paused[etapa]) for etapa in ETAPAS if etapa in found)


def _named(rows: list[Any], names: dict[int, tuple[str, str]]) -> tuple[Renglon, ...]:
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


def _reviewers(actor: Actor, filtro: Filtro) -> tuple[Renglon, ...]:
    rows = _grouped(actor, filtro, Plazo.responsable_id, where=Plazo.responsable_id.is_not(None))
    ids = {row[0] for row in rows}
    names = db.session.execute(select(Usuario.id, Usuario.nombre).where(Usuario.id.in_(ids))) if ids else ()
    return _named(rows, {usuario_id: (str(usuario_id), nombre) for usuario_id, nombre in names})
