"""Leaving work (joins the caller's transaction), claiming it with a lease, and finishing it once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import event, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.outbox.models import Trabajo
from workflow.outbox.rules import LEASE, delay_after, gives_up

_RUNG = "ruta_trabajos_dejados"


@dataclass(frozen=True)
class Tomado:
    """Work in the hands of a worker until its lease ends."""

    id: int
    tipo: str
    payload: dict[str, Any]
    intentos: int
    tomado_por: str


def leave(
    tipo: str,
    *,
    llave: str,
    payload: dict[str, Any],
    ahora: datetime,
    objeto: tuple[str, int] | None = None,
    disponible_en: datetime | None = None,
) -> None:
    """Leave work in the same transaction as the change that asks for it. Same `llave`, once."""
    insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert(Trabajo)
    db.session.flush()
    identifier = db.session.execute(
        insert.values(
            tipo=tipo,
            llave=llave,
            payload=payload,
            objeto_tipo=objeto[0] if objeto else None,
            objeto_id=objeto[1] if objeto else None,
            estado="pendiente",
            creado_en=ahora,
            disponible_en=disponible_en or ahora,
            intentos=0,
            hecho=0,
        )
        .on_conflict_do_nothing(index_elements=["llave"])
        .returning(Trabajo.id)
    ).scalar_one_or_none()
    if identifier is not None:
        db.session.info.setdefault(_RUNG, []).append((identifier, tipo))


_ring: list[Callable[[list[tuple[int, str]]], None]] = []


def on_left(ring: Callable[[list[tuple[int, str]]], None]) -> None:
    """Call `ring` with the ids of the work left, after the commit that made it true."""
    _ring[:] = [ring]


@event.listens_for(db.session, "after_commit")
def _after_commit(session: Any) -> None:
    if session.in_nested_transaction():  # a savepoint: nothing is true yet
        return
    left = session.info.pop(_RUNG, None)
    if left and _ring:
        _ring[0](left)


@event.listens_for(db.session, "after_soft_rollback")
def _after_rollback(session: Any, previous: Any) -> None:
    if not previous.nested:
        session.info.pop(_RUNG, None)


@use_case
def claim(trabajo_id: int, *, worker: str, ahora: datetime) -> Tomado | None:
    """Take the work if it is free and due (or its lease ended). None: somebody has it, or it is done."""
    taken = db.session.execute(
        update(Trabajo)
        .where(Trabajo.id == trabajo_id, Trabajo.disponible_en <= ahora, _free(ahora))
        .values(estado="tomado", tomado_por=worker, tomado_hasta=ahora + LEASE, intentos=Trabajo.intentos + 1)
        .returning(Trabajo.id, Trabajo.tipo, Trabajo.payload, Trabajo.intentos)
    ).one_or_none()
    return None if taken is None else Tomado(taken.id, taken.tipo, dict(taken.payload), taken.intentos, worker)


def _free(ahora: datetime) -> Any:
    return or_(Trabajo.estado == "pendiente", (Trabajo.estado == "tomado") & (Trabajo.tomado_hasta < ahora))


@use_case
def renew(tomado: Tomado, *, ahora: datetime, hecho: int | None = None, total: int | None = None) -> bool:
    """Keep the lease and note the progress. False: the lease was lost to another worker."""
    values: dict[str, Any] = {"tomado_hasta": ahora + LEASE}
    if hecho is not None:
        values |= {"hecho": hecho, "total": total}
    return _mine(tomado, values)


@use_case
def finish(tomado: Tomado, *, ahora: datetime) -> bool:
    """The work is done. False: the lease was lost (the handler is idempotent, so nothing doubles)."""
    return _mine(tomado, {"estado": "hecho", "terminado_en": ahora, "tomado_hasta": None, "error": None})


@use_case
def give_back(tomado: Tomado, *, ahora: datetime, error: str, final: bool = False) -> bool:
    """It failed: try later, or show it as failed. `error` is a class or code, never a person's data."""
    if final or gives_up(tomado.intentos):
        values: dict[str, Any] = {"estado": "fallido", "error": error[:300], "tomado_hasta": None}
    else:
        values = {
            "estado": "pendiente",
            "error": error[:300],
            "tomado_hasta": None,
            "disponible_en": ahora + delay_after(tomado.intentos),
        }
    return _mine(tomado, values)


def _mine(tomado: Tomado, values: dict[str, Any]) -> bool:
    changed = db.session.execute(
        update(Trabajo)
        .where(
            Trabajo.id == tomado.id,
            Trabajo.estado == "tomado",
            Trabajo.tomado_por == tomado.tomado_por,
            Trabajo.intentos == tomado.intentos,
        )
        .values(**values)
        .returning(Trabajo.id)
    ).one_or_none()
    return changed is not None


@use_case
def retry(trabajo_id: int, *, actor: Actor, ahora: datetime) -> None:
    """A person asks to try failed work again."""
    trabajo = lock(Trabajo, trabajo_id)
    if trabajo.estado != "fallido":
        return
    trabajo.estado, trabajo.intentos, trabajo.disponible_en = "pendiente", 0, ahora
    record("trabajo:reintentar", actor=actor, ahora=ahora, objeto=("trabajo", trabajo_id), datos={"tipo": trabajo.tipo})
    db.session.info.setdefault(_RUNG, []).append((trabajo_id, trabajo.tipo))


def due(*, ahora: datetime, limite: int = 500) -> list[tuple[int, str]]:
    """(id, tipo) of work that nobody holds and could be done now, for the sweep."""
    return [
        (int(identifier), str(tipo))
        for identifier, tipo in db.session.execute(
            select(Trabajo.id, Trabajo.tipo)
            .where(Trabajo.disponible_en <= ahora, _free(ahora))
            .order_by(Trabajo.disponible_en)
            .limit(limite)
        )
    ]
