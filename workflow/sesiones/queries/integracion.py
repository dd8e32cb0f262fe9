"""Who belongs to each organ and who holds each seat, with their dates; and the rules of an organ along time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.kernel.refusals import NotFound
from workflow.people.models import Curul, Ocupacion
from workflow.sesiones.models import Membresia, Organo, OrganoMiembro, OrganoNombre, OrganoRegla
from workflow.sesiones.queries import carga


@dataclass(frozen=True)
class ReglaVista:
    """The rules of an organ from a day on."""

    vigente_desde: date
    fundamento: str
    estado: str
    reglas: dict[str, Any]


@dataclass(frozen=True)
class NombreVista:
    """A name that an organ had, its last day, the day of the next one, and what ordered the change."""

    nombre: str
    hasta: date
    siguiente: date
    fundamento: str


@dataclass(frozen=True)
class IntegracionVista:
    """A seat or a person in an organ between two dates. `clase`: curul or miembro."""

    clase: str
    id: int
    clave: str
    nombre: str
    puesto: str
    representa: str
    sector: str
    calidad: str
    desde: date
    hasta: date | None


@dataclass(frozen=True)
class OcupanteVista:
    nombre: str
    en_funciones: bool
    desde: date
    usuario_id: int | None


@dataclass(frozen=True)
class CurulVista:
    """A seat on a day: its titular and its suplente, if any, and who held it before."""

    clave: str
    cargo: str
    titular: OcupanteVista | None
    suplente: OcupanteVista | None
    antes: tuple[tuple[str, str, date, date], ...]

    @property
    def vacante(self) -> bool:
        return not any(o is not None and o.en_funciones for o in (self.titular, self.suplente))


def rules_of(clave: str) -> list[ReglaVista]:
    """All the rules an organ has had or will have, the latest first."""
    filas = db.session.scalars(
        select(OrganoRegla).where(OrganoRegla.organo_id == _organ(clave).id).order_by(OrganoRegla.vigente_desde.desc())
    )
    return [ReglaVista(f.vigente_desde, f.fundamento, f.estado, f.reglas) for f in filas]


def names_of(clave: str) -> list[NombreVista]:
    """The names an organ had before the one it has, the latest first."""
    filas = db.session.scalars(
        select(OrganoNombre).where(OrganoNombre.organo_id == _organ(clave).id).order_by(OrganoNombre.hasta.desc())
    )
    return [NombreVista(f.nombre, f.hasta, f.hasta + timedelta(days=1), f.fundamento) for f in filas]


def integration_of(clave: str) -> list[IntegracionVista]:
    """Every seat and every person that belongs or belonged to an organ, in order."""
    organo = _organ(clave)
    curules = db.session.execute(
        select(Membresia, Curul)
        .join(Curul, Curul.id == Membresia.curul_id)
        .where(Membresia.organo_id == organo.id)
        .order_by(Membresia.orden, Membresia.desde)
    )
    vistas = [
        IntegracionVista("curul", m.id, c.clave, c.cargo, m.cargo, "", "ayuntamiento", "titular", m.desde, m.hasta)
        for m, c in curules
    ]
    miembros = db.session.scalars(
        select(OrganoMiembro)
        .where(OrganoMiembro.organo_id == organo.id)
        .order_by(OrganoMiembro.orden, OrganoMiembro.desde)
    )
    return vistas + [
        IntegracionVista(
            "miembro", m.id, m.clave, m.persona.nombre, m.puesto, m.representa, m.sector, m.calidad, m.desde, m.hasta
        )
        for m in miembros
    ]


def seats_on(dia: date) -> list[CurulVista]:
    """The seats of the Ayuntamiento on a day, in order."""
    return [_seat(curul, dia) for curul in db.session.scalars(select(Curul).order_by(Curul.orden))]


def _seat(curul: Curul, dia: date) -> CurulVista:
    vigentes = [o for o in curul.ocupaciones if o.desde <= dia and (o.hasta is None or dia <= o.hasta)]
    previas = [o for o in curul.ocupaciones if o.hasta is not None and o.hasta < dia]
    return CurulVista(
        clave=curul.clave,
        cargo=curul.cargo,
        titular=_holder(vigentes, "titular"),
        suplente=_holder(vigentes, "suplente"),
        antes=tuple((o.persona.nombre, o.calidad, o.desde, o.hasta) for o in previas if o.hasta is not None),
    )


def _holder(ocupaciones: list[Ocupacion], calidad: str) -> OcupanteVista | None:
    suya = next((o for o in reversed(ocupaciones) if o.calidad == calidad), None)
    if suya is None:
        return None
    return OcupanteVista(suya.persona.nombre, suya.en_funciones, suya.desde, suya.persona.usuario_id)


def _organ(clave: str) -> Organo:
    organo = carga.organ_by_key(clave)
    if organo is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=clave[:40])
    return organo
