"""Who is told besides somebody, between two dates: it gives no role, it only keeps a term from waiting in silence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, Reason
from workflow.people.models import Suplencia, Usuario
from workflow.people.queries import actor_from
from workflow.people.rules import may_name_substitute, substitute_problems

PAGINA = "/plazos/suplencias"


@use_case
def name_substitute(
    usuario_id: int,
    suplente_id: int,
    *,
    desde: date,
    hasta: date | None,
    fundamento: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Register who stands in for a user between two dates (None: until it is ended). Returns its id."""
    once(llave, actor=actor, ahora=ahora, destino=PAGINA)
    usuario, suplente = db.session.get(Usuario, usuario_id), db.session.get(Usuario, suplente_id)
    if usuario is None or suplente is None:
        raise Invalid("SUPLENCIA_PERSONA")
    if actor != SISTEMA and not may_name_substitute(actor, actor_from(usuario, local_date(ahora))):
        raise NotAllowed("SUPLENCIA_AJENA")
    lock(Usuario, usuario_id)
    fundamento = " ".join(fundamento.split())
    problems = substitute_problems(
        usuario_id,
        suplente_id,
        desde,
        hasta,
        fundamento,
        activo=suplente.activo,
        ocupado=_taken(usuario_id, desde, hasta),
    )
    if problems:
        raise Invalid([Reason(code) for code in problems])
    row = Suplencia(
        usuario_id=usuario_id, suplente_id=suplente_id, desde=desde, hasta=hasta, fundamento=fundamento,
        por_id=actor.usuario_id, por=actor.nombre, en=ahora,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    record("suplencia:registrar", actor=actor, ahora=ahora, objeto=("suplencia", row.id), datos=_told(row))
    return row.id


@use_case
def end_substitute(suplencia_id: int, *, hasta: date, actor: Actor, ahora: datetime, llave: str | None = None) -> None:
    """Its last day is `hasta`; one that had not begun ends before its first day is told, on that same day."""
    once(llave, actor=actor, ahora=ahora, destino=PAGINA)
    row = lock(Suplencia, suplencia_id)
    if actor != SISTEMA and not may_name_substitute(actor, actor_from(row.usuario, local_date(ahora))):
        raise NotAllowed("SUPLENCIA_AJENA")
    if row.hasta is not None and row.hasta < hasta:
        raise Invalid("SUPLENCIA_TERMINADA")
    row.hasta = max(hasta, row.desde)
    record("suplencia:terminar", actor=actor, ahora=ahora, objeto=("suplencia", row.id), datos=_told(row))


def _taken(usuario_id: int, desde: date, hasta: date | None) -> bool:
    statement = select(Suplencia.id).where(
        Suplencia.usuario_id == usuario_id, or_(Suplencia.hasta.is_(None), Suplencia.hasta >= desde)
    )
    if hasta is not None:
        statement = statement.where(Suplencia.desde <= hasta)
    return db.session.scalar(statement.limit(1)) is not None


def _told(row: Suplencia) -> dict[str, Any]:
    return {"usuario_id": row.usuario_id, "suplente_id": row.suplente_id, "desde": row.desde, "hasta": row.hasta}
