"""The dated configuration of the route: days without office, terms of the stages, rules to choose."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workflow.audit.service import record
from workflow.db import db, use_case
from workflow.expedientes.models import DiaInhabil, PlazoRegla, ReglaRuta
from workflow.expedientes.plazos_etapa import DIAS_INICIALES
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.refusals import Invalid, NotAllowed

OPCIONES = {"ldf_servicios_personales": ("bloquear", "avisar")}
QUIENES = ("administrador", "secretaria_gobierno")


def _allowed(actor: Actor) -> None:
    if actor != SISTEMA and not actor.has(*QUIENES):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def _noted(what: str, *, actor: Actor, ahora: datetime, datos: dict[str, Any]) -> None:
    record(f"calendario:{what}", actor=actor, ahora=ahora, objeto=("calendario", 1), datos=datos)


@use_case
def registrar_inhabil(
    fecha: date, motivo: str, fundamento: str, *, actor: Actor, ahora: datetime, por_confirmar: bool = True
) -> None:
    """A day without office. Registering it again corrects its reason."""
    _allowed(actor)
    if not motivo.strip():
        raise Invalid("DIA_INHABIL_INVALIDO")
    row = db.session.get(DiaInhabil, fecha)
    if row is None:
        row = DiaInhabil(fecha=fecha)
        db.session.add(row)
    row.motivo, row.fundamento, row.por_confirmar = motivo.strip()[:200], fundamento.strip()[:300], por_confirmar
    _noted("inhabil", actor=actor, ahora=ahora, datos={"fecha": fecha.isoformat(), "motivo": row.motivo})


@use_case
def registrar_plazo(
    etapa: str,
    dias: int,
    vigente_desde: date,
    fundamento: str,
    *,
    actor: Actor,
    ahora: datetime,
    por_confirmar: bool = True,
) -> None:
    """The term of a stage from a date on, in business days. Clocks already running keep theirs."""
    _allowed(actor)
    if etapa not in DIAS_INICIALES or not 1 <= dias <= 365 or not fundamento.strip():
        raise Invalid("PLAZO_INVALIDO")
    row = db.session.scalar(
        select(PlazoRegla).where(PlazoRegla.etapa == etapa, PlazoRegla.vigente_desde == vigente_desde)
    )
    if row is None:
        row = PlazoRegla(etapa=etapa, vigente_desde=vigente_desde)
        db.session.add(row)
    row.dias, row.fundamento, row.por_confirmar = dias, fundamento.strip()[:300], por_confirmar
    _noted("plazo", actor=actor, ahora=ahora, datos={"etapa": etapa, "dias": dias, "desde": vigente_desde.isoformat()})


@use_case
def registrar_regla(
    clave: str,
    valor: str,
    vigente_desde: date,
    fundamento: str,
    *,
    actor: Actor,
    ahora: datetime,
    por_confirmar: bool = True,
) -> None:
    """Choose an option of a rule of the route from a date on."""
    _allowed(actor)
    if valor not in OPCIONES.get(clave, ()) or not fundamento.strip():
        raise Invalid("REGLA_PLAZO_INVALIDA")
    row = db.session.scalar(select(ReglaRuta).where(ReglaRuta.clave == clave, ReglaRuta.vigente_desde == vigente_desde))
    if row is None:
        row = ReglaRuta(clave=clave, vigente_desde=vigente_desde)
        db.session.add(row)
    row.valor, row.fundamento, row.por_confirmar = valor, fundamento.strip()[:300], por_confirmar
    datos = {"clave": clave, "valor": valor, "desde": vigente_desde.isoformat()}
    _noted("regla", actor=actor, ahora=ahora, datos=datos)
