"""The turn of each dossier: to which commissions, what is proposed for one to be turned, and how each one complied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.sesiones import turnos as reglas
from workflow.sesiones.models import (
    Organo,
    OrganoComponente,
    Punto,
    PuntoExpediente,
    Sesion,
    Turno,
    TurnoRegla,
)
from workflow.sesiones.turnos import Cumplimiento, ReglaTurno, Reunion


@dataclass(frozen=True)
class UnidasVista:
    """Joint commissions to which a dossier can be turned; the first one conducts. `comisiones`: (key, name)."""

    id: int
    clave: str
    nombre: str
    comisiones: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TurnoVista:
    """`motivo`: why it was turned again, when it is a change."""

    organo_id: int
    organo: str
    comisiones: tuple[tuple[str, str], ...]
    cambio: bool
    motivo: str
    en: datetime
    por: str


@dataclass(frozen=True)
class ReglaVista:
    id: int
    tipo: str | None
    dependencia: str
    unidas: UnidasVista
    vigente_desde: date
    fundamento: str
    estado: str


@dataclass(frozen=True)
class Propuesto:
    """What is proposed for a dossier. `por`: the rule that says it, or that there are no others; None: nothing is."""

    unidas: UnidasVista | None
    fundamento: str = ""
    unica: bool = False


def joint_organs() -> list[UnidasVista]:
    """All the joint commissions, with their commissions in the order of the turn."""
    filas = db.session.execute(
        select(OrganoComponente.organo_id, Organo.clave, Organo.nombre)
        .join(Organo, Organo.id == OrganoComponente.componente_id)
        .order_by(OrganoComponente.organo_id, OrganoComponente.orden)
    )
    partes: dict[int, list[tuple[str, str]]] = {}
    for organo_id, clave, nombre in filas:
        partes.setdefault(organo_id, []).append((clave, nombre))
    unidas = db.session.scalars(select(Organo).where(Organo.tipo == "comisiones_unidas").order_by(Organo.nombre))
    return [UnidasVista(o.id, o.clave, o.nombre, tuple(partes.get(o.id, ()))) for o in unidas]


def proposed(expediente: Expediente, dia: date) -> Propuesto:
    """By the rule of that day; without one, the only joint commissions there are."""
    unidas = {u.id: u for u in joint_organs()}
    todas = {fila.id: fila for fila in db.session.scalars(select(TurnoRegla))}
    regla = reglas.applicable(map(_rule, todas.values()), expediente.tipo, expediente.dependencia_id, dia)
    if regla is not None:
        return Propuesto(unidas[regla.organo_id], todas[regla.id].fundamento)
    unica = next(iter(unidas.values())) if len(unidas) == 1 else None
    return Propuesto(unica, unica=unica is not None)


def proposed_for(expediente_id: int, dia: date) -> Propuesto:
    return proposed(db.session.get_one(Expediente, expediente_id), dia)


def rules() -> list[ReglaVista]:
    """Every rule, the last one to come into force first."""
    unidas = {u.id: u for u in joint_organs()}
    filas = db.session.scalars(select(TurnoRegla).order_by(TurnoRegla.vigente_desde.desc(), TurnoRegla.id.desc()))
    return [
        ReglaVista(
            id=fila.id,
            tipo=fila.tipo,
            dependencia=fila.dependencia.nombre_en(fila.vigente_desde) if fila.dependencia else "",
            unidas=unidas[fila.organo_id],
            vigente_desde=fila.vigente_desde,
            fundamento=fila.fundamento,
            estado=fila.estado,
        )
        for fila in filas
    ]


def named(ids: Iterable[int]) -> dict[int, Turno]:
    """Dossier → its turn in force; those whose turn named nobody are not in it."""
    ultimos = select(func.max(Turno.id)).where(Turno.expediente_id.in_(list(ids))).group_by(Turno.expediente_id)
    return {turno.expediente_id: turno for turno in db.session.scalars(select(Turno).where(Turno.id.in_(ultimos)))}


def history(expediente_id: int) -> list[TurnoVista]:
    """The turns of a dossier, the last one (the one in force) first."""
    filas = db.session.execute(
        select(Turno, Organo.nombre)
        .join(Organo, Organo.id == Turno.organo_id)
        .where(Turno.expediente_id == expediente_id)
        .order_by(Turno.id.desc())
    )
    return [TurnoVista(t.organo_id, nombre, commissions_of(t), t.cambio, t.motivo, t.en, t.por) for t, nombre in filas]


def commissions_of(turno: Turno) -> tuple[tuple[str, str], ...]:
    return tuple((c["clave"], c["nombre"]) for c in turno.comisiones)


def fulfilment(expediente_id: int) -> list[Cumplimiento]:
    """How each commission of the turn in force stands; empty when it named none."""
    turno = named([expediente_id]).get(expediente_id)
    if turno is None:
        return []
    puntos = select(Punto.sesion_id).where(Punto.expediente_id == expediente_id)
    en_bloque = (
        select(Punto.sesion_id)
        .join(PuntoExpediente, PuntoExpediente.punto_id == Punto.id)
        .where(PuntoExpediente.expediente_id == expediente_id)
    )
    sesiones = db.session.scalars(
        select(Sesion)
        .where(
            Sesion.organo_id == turno.organo_id,
            Sesion.apertura >= turno.en,
            Sesion.id.in_(puntos.union(en_bloque)),
        )
        .order_by(Sesion.apertura)
    )
    return reglas.fulfilment(commissions_of(turno), [_meeting(s) for s in sesiones])


def _meeting(sesion: Sesion) -> Reunion:
    quorum = {clave: bool(q["hay"]) for clave, q in (sesion.quorum_inicial or {}).items()}
    return Reunion(sesion.apertura or sesion.programada_para, quorum)


def _rule(fila: TurnoRegla) -> ReglaTurno:
    return ReglaTurno(fila.id, fila.organo_id, fila.tipo, fila.dependencia_id, fila.vigente_desde)
