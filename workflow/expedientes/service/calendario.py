"""The dated configuration of the route: terms of the stages, rules to choose, reminders and extensions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workflow.audit.service import record
from workflow.db import db, use_case
from workflow.expedientes.asignacion import REGLAS_DE_REVISION
from workflow.expedientes.models import PlazoRegla, ReglaRuta
from workflow.expedientes.modificacion import REGLAS_DE_CAMBIO
from workflow.expedientes.plazos_etapa import DIAS_INICIALES
from workflow.expedientes.politica_plazos import INICIALES, fits
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.refusals import Invalid, NotAllowed

OPCIONES: dict[str, tuple[str, ...]] = {**REGLAS_DE_CAMBIO, **REGLAS_DE_REVISION}
QUIENES = ("administrador", "secretaria_gobierno")
# Besides them, Planeación chooses how it reviews.
TAMBIEN: dict[str, tuple[str, ...]] = dict.fromkeys(OPCIONES, ("planeacion_titular",))


def allowed(actor: Actor, *tambien: str) -> None:
    if actor != SISTEMA and not actor.has(*QUIENES, *tambien):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def noted(what: str, *, actor: Actor, ahora: datetime, datos: dict[str, Any]) -> None:
    record(f"calendario:{what}", actor=actor, ahora=ahora, objeto=("calendario", 1), datos=datos)


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
    allowed(actor)
    if etapa not in DIAS_INICIALES or not 1 <= dias <= 365 or not fundamento.strip():
        raise Invalid("PLAZO_INVALIDO")
    row = db.session.scalar(
        select(PlazoRegla).where(PlazoRegla.etapa == etapa, PlazoRegla.vigente_desde == vigente_desde)
    )
    if row is None:
        row = PlazoRegla(etapa=etapa, vigente_desde=vigente_desde)
        db.session.add(row)
    row.dias, row.fundamento, row.por_confirmar = dias, fundamento.strip()[:300], por_confirmar
    noted("plazo", actor=actor, ahora=ahora, datos={"etapa": etapa, "dias": dias, "desde": vigente_desde.isoformat()})


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
    """Choose an option of a rule of the route, or a value of the reminders and extensions, from a date on."""
    allowed(actor, *TAMBIEN.get(clave, ()))
    valor = "".join(valor.split()) if clave in INICIALES else valor
    if not (valor in OPCIONES.get(clave, ()) or fits(clave, valor)) or not fundamento.strip():
        raise Invalid("REGLA_PLAZO_INVALIDA")
    row = db.session.scalar(select(ReglaRuta).where(ReglaRuta.clave == clave, ReglaRuta.vigente_desde == vigente_desde))
    if row is None:
        row = ReglaRuta(clave=clave, vigente_desde=vigente_desde)
        db.session.add(row)
    row.valor, row.fundamento, row.por_confirmar = valor, fundamento.strip()[:300], por_confirmar
    datos = {"clave": clave, "valor": valor, "desde": vigente_desde.isoformat()}
    noted("regla", actor=actor, ahora=ahora, datos=datos)
