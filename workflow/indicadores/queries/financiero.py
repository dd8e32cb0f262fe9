"""What was spent: the sheet of a month, what is still to be reported, and each POA as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from workflow.db import db
from workflow.expedientes.queries import calendario
from workflow.indicadores.financiero import Ejercido, RenglonEjercido, add_up, spent
from workflow.indicadores.models import Corte, Gasto
from workflow.indicadores.periodos import closed_by, ended, last_day, month, months
from workflow.indicadores.politica import Vencimientos
from workflow.indicadores.presupuesto import Renglon
from workflow.indicadores.queries.programas import Poa, poas, reglas
from workflow.indicadores.situacion import ruling
from workflow.kernel.refusals import NotFound

_GUARDADOS = 2000
_cuentas: dict[tuple[Any, ...], tuple[RenglonEjercido, ...]] = {}


@dataclass(frozen=True)
class HechoGasto:
    """A report as it was made."""

    id: int
    direccion: str
    periodo: str
    centavos: int
    motivo: str | None
    por: str
    en: datetime


@dataclass(frozen=True)
class FilaGasto:
    """A line of the sheet of a month. `historia`: every report of it, the first one first."""

    renglon: Renglon
    programado: int
    historia: tuple[HechoGasto, ...]
    cerrado: bool

    @property
    def hecho(self) -> HechoGasto | None:
        return self.historia[-1] if self.historia else None


@dataclass(frozen=True)
class HojaGasto:
    poa: Poa
    mes: str
    vence: date
    terminado: bool
    filas: tuple[FilaGasto, ...]

    @property
    def programado(self) -> int:
        return sum(fila.programado for fila in self.filas)

    @property
    def ejercido(self) -> int:
        return sum(fila.hecho.centavos for fila in self.filas if fila.hecho)


@dataclass(frozen=True)
class GastoPorHacer:
    """A month of a POA with lines of its budget without a report."""

    expediente_id: int
    titulo: str
    dependencia: str
    mes: str
    vence: date
    tarde: bool
    faltan: int


def forget() -> None:
    """Empty what this process keeps."""
    _cuentas.clear()


def gastos(
    expedientes: Sequence[int], hasta: datetime | None = None, hasta_id: int | None = None
) -> dict[int, dict[tuple[str, str], int]]:
    """What was last reported, by dossier, line and month."""
    statement = select(Gasto.expediente_id, Gasto.direccion, Gasto.periodo, Gasto.centavos).where(
        Gasto.expediente_id.in_(expedientes)
    )
    if hasta is not None:
        statement = statement.where(Gasto.en <= hasta)
    if hasta_id is not None:
        statement = statement.where(Gasto.id <= hasta_id)
    found: dict[int, dict[tuple[str, str], int]] = {}
    for expediente_id, direccion, periodo, centavos in db.session.execute(statement.order_by(Gasto.id)):
        found.setdefault(expediente_id, {})[(direccion, periodo)] = centavos
    return found


def last_spending(ejercicio: int) -> int:
    return db.session.scalar(select(func.max(Gasto.id)).where(Gasto.ejercicio == ejercicio)) or 0


def ejercidos(found: Sequence[Poa], hoy: date) -> dict[int, tuple[RenglonEjercido, ...]]:
    """Each line of the budget of each POA that day, by dossier. Two queries at most."""
    if not found:
        return {}
    ids = [one.expediente_id for one in found]
    states = {
        row[0]: tuple(row[1:])
        for row in db.session.execute(
            select(Gasto.expediente_id, func.max(Gasto.id), func.count(), func.max(Gasto.en))
            .where(Gasto.expediente_id.in_(ids))
            .group_by(Gasto.expediente_id)
        )
    }
    base = str(db.engine.url)
    keys = {
        one.expediente_id: (base, one.expediente_id, one.huellas, states.get(one.expediente_id), hoy) for one in found
    }
    stale = [one for one in found if keys[one.expediente_id] not in _cuentas]
    if stale:
        if len(_cuentas) > _GUARDADOS:
            _cuentas.clear()
            stale = list(found)
        reported = gastos([one.expediente_id for one in stale])
        for one in stale:
            _cuentas[keys[one.expediente_id]] = spent(
                one.vigencias, reported.get(one.expediente_id, {}), one.ejercicio, hoy
            )
    return {one.expediente_id: _cuentas[keys[one.expediente_id]] for one in found}


def cuenta(renglones: Iterable[RenglonEjercido]) -> Ejercido:
    return add_up(one.cuenta for one in renglones)


def hoja_gasto(one: Poa, mes: str, hoy: date) -> HojaGasto:
    """Every line of the budget of a POA in a month of its year. NotFound if it has none."""
    meses = months(mes)
    if len(meses) != 1 or not mes.startswith(f"{one.ejercicio}-"):
        raise NotFound("NO_EXISTE")
    renglones = ruling(one.vigencias, last_day(mes)).programa.presupuesto
    if not renglones:
        raise NotFound("NO_EXISTE")
    historia: dict[str, list[HechoGasto]] = {}
    where = (Gasto.expediente_id == one.expediente_id, Gasto.periodo == mes)
    for row in db.session.scalars(select(Gasto).where(*where).order_by(Gasto.id)):
        historia.setdefault(row.direccion, []).append(
            HechoGasto(row.id, row.direccion, row.periodo, row.centavos, row.motivo, row.por, row.en)
        )
    cortes = list(db.session.scalars(select(Corte.periodo).where(Corte.ejercicio == one.ejercicio)))
    cerrado = any(closed_by(mes, corte) for corte in cortes)
    filas = tuple(
        FilaGasto(renglon, renglon.meses[meses[0] - 1], tuple(historia.get(renglon.direccion, ())), cerrado)
        for renglon in renglones
    )
    return HojaGasto(one, mes, Vencimientos(calendario(), reglas()).of(mes), ended(mes, hoy), filas)


def gastos_por_hacer(claves: Iterable[str] | None, hoy: date) -> list[GastoPorHacer]:
    """Of those dependencias, the ended months with lines programmed and not reported; the oldest first."""
    wanted = None if claves is None else set(claves)
    mine = poas(dependencias=wanted) if wanted is None or wanted else []
    if not any(vigencia.programa.presupuesto for one in mine for vigencia in one.vigencias):
        return []
    reported = gastos([one.expediente_id for one in mine])
    vencen = Vencimientos(calendario(), reglas())
    found = []
    for one in mine:
        known = reported.get(one.expediente_id, {})
        for mes in (month(one.ejercicio, numero) for numero in range(1, 13)):
            if not ended(mes, hoy):
                break
            renglones = ruling(one.vigencias, last_day(mes)).programa.presupuesto
            faltan = sum(1 for r in renglones if r.meses[months(mes)[0] - 1] and (r.direccion, mes) not in known)
            if faltan:
                vence = vencen.of(mes)
                found.append(
                    GastoPorHacer(one.expediente_id, one.titulo, one.dependencia, mes, vence, vence < hoy, faltan)
                )
    return sorted(found, key=lambda item: (item.vence, item.dependencia, item.expediente_id))
