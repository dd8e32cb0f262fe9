"""The dated configuration of the clocks as its pages show it: days without office, terms, reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes.inhabiles import Dia, proponer
from workflow.expedientes.models import CalendarioCambio, DiaInhabil, PlazoRegla, ReglaRuta
from workflow.expedientes.plazos_etapa import DIAS_INICIALES, FUNDAMENTO_INICIAL
from workflow.expedientes.politica_plazos import INICIALES
from workflow.expedientes.relojes import lado_de

CAMBIOS = 30  # the newest ones; the rest are in the record


@dataclass(frozen=True)
class Inhabil:
    fecha: date
    motivo: str
    fundamento: str
    por_confirmar: bool


@dataclass(frozen=True)
class Cambio:
    """A change of the calendar and how many open clocks it moved."""

    accion: str
    motivo: str
    recorridos: int
    por: str
    en: datetime


@dataclass(frozen=True)
class Vigencia:
    """What is in force from a day on; `desde` None: the seed of the system."""

    valor: str
    desde: date | None
    fundamento: str
    por_confirmar: bool


@dataclass(frozen=True)
class Regla:
    """A term (its clave is the stage) or a choice: what is in force today, what will be, and what was."""

    clave: str
    lado: str | None
    hoy: Vigencia
    despues: tuple[Vigencia, ...]
    antes: tuple[Vigencia, ...]


def inhabiles(anio: int) -> tuple[Inhabil, ...]:
    rows = db.session.scalars(
        select(DiaInhabil)
        .where(DiaInhabil.fecha.between(date(anio, 1, 1), date(anio, 12, 31)))
        .order_by(DiaInhabil.fecha)
    )
    return tuple(Inhabil(row.fecha, row.motivo, row.fundamento, row.por_confirmar) for row in rows)


def propuesta(anio: int) -> list[Dia]:
    """The days of the year before, moved to this one; without those already registered."""
    known = {dia.fecha for dia in inhabiles(anio)}
    before = [Dia(dia.fecha, dia.motivo, dia.fundamento) for dia in inhabiles(anio - 1)]
    return [dia for dia in proponer(before, anio) if dia.fecha not in known]


def cambios(anio: int) -> tuple[Cambio, ...]:
    """The newest changes of the calendar made in a year or the one before it."""
    begins = datetime(anio - 1, 1, 1, tzinfo=UTC)
    rows = db.session.scalars(
        select(CalendarioCambio)
        .where(CalendarioCambio.en >= begins)
        .order_by(CalendarioCambio.id.desc())
        .limit(CAMBIOS)
    )
    return tuple(
        Cambio(row.accion, row.motivo, row.recorridos, row.por, row.en)
        for row in rows
        if any(fecha.startswith(str(anio)) for fecha in row.fechas)
    )


def terminos(hoy: date) -> tuple[Regla, ...]:
    """The term of each stage, in the order of the route."""
    found: dict[str, list[tuple[date, Vigencia]]] = {}
    for row in db.session.scalars(select(PlazoRegla).order_by(PlazoRegla.vigente_desde)):
        told = Vigencia(str(row.dias), row.vigente_desde, row.fundamento, row.por_confirmar)
        found.setdefault(row.etapa, []).append((row.vigente_desde, told))
    return tuple(
        _rule(etapa, lado_de(etapa), str(dias), found.get(etapa, []), hoy) for etapa, dias in DIAS_INICIALES.items()
    )


def politicas(hoy: date) -> tuple[Regla, ...]:
    """Reminders and extensions."""
    found: dict[str, list[tuple[date, Vigencia]]] = {}
    statement = select(ReglaRuta).where(ReglaRuta.clave.in_(tuple(INICIALES))).order_by(ReglaRuta.vigente_desde)
    for row in db.session.scalars(statement):
        told = Vigencia(row.valor, row.vigente_desde, row.fundamento, row.por_confirmar)
        found.setdefault(row.clave, []).append((row.vigente_desde, told))
    return tuple(_rule(clave, None, valor, found.get(clave, []), hoy) for clave, valor in INICIALES.items())


def _rule(clave: str, lado: str | None, inicial: str, rows: list[tuple[date, Vigencia]], hoy: date) -> Regla:
    seed = Vigencia(inicial, None, FUNDAMENTO_INICIAL, True)
    past = [seed, *(told for desde, told in rows if desde <= hoy)]
    return Regla(clave, lado, past[-1], tuple(told for desde, told in rows if desde > hoy), tuple(reversed(past[:-1])))
