"""A dependencia takes another name from a day on; the names it had stay with their dates."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from workflow.audit.service import once, record
from workflow.db import db, use_case
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.people.models import Dependencia, DependenciaNombre

QUIENES = ("administrador", "planeacion_titular")


@use_case
def rename(
    clave: str,
    nombre: str,
    desde: date,
    fundamento: str,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """The name of a dependencia from that day on. Raises NotAllowed, NotFound, Invalid, or Refused when the day is not
    after the one on which its present name began."""
    once(llave, actor=actor, ahora=ahora, destino=f"/dependencias/{clave}")
    if actor != SISTEMA and not actor.has(*QUIENES):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    row = db.session.scalar(select(Dependencia).where(Dependencia.clave == clave).with_for_update())
    if row is None:
        raise NotFound("NO_EXISTE")
    name = " ".join(nombre.split())
    if not name or len(name) > 200 or not fundamento.strip():
        raise Invalid("DEPENDENCIA_NOMBRE_INCOMPLETO")
    last = row.nombres[-1]
    if desde <= last.desde:
        raise Refused("DEPENDENCIA_NOMBRE_ANTERIOR", desde=last.desde)
    last.hasta = desde - timedelta(days=1)
    row.nombres.append(DependenciaNombre(nombre=name, desde=desde, fundamento=fundamento.strip()[:300]))
    db.session.flush()
    datos = {"clave": clave, "desde": desde.isoformat()}
    record("dependencia:renombrar", actor=actor, ahora=ahora, objeto=("dependencia", row.id), datos=datos)
