"""Writing the record. These join the caller's transaction: no act without its entry, nor the reverse."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from workflow.audit.chain import GENESIS, entry_hash
from workflow.audit.models import Asiento, Cadena, Peticion
from workflow.db import db
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import AlreadyDone


def record(
    accion: str,
    *,
    actor: Actor,
    ahora: datetime,
    objeto: tuple[str, int],
    expediente_id: int | None = None,
    datos: dict[str, Any] | None = None,
) -> None:
    """Append one entry to the chain of `objeto`; `datos` holds codes and ids, never personal data."""
    clave = f"{objeto[0]}:{objeto[1]}"
    with db.session.no_autoflush:  # what is pending goes with the entry, in one flush
        head = _head(clave)
    plain = json.loads(json.dumps(datos or {}, default=str))
    fields: dict[str, Any] = {
        "cadena": clave,
        "seq": head.seq + 1,
        "en": ahora,
        "actor_id": actor.usuario_id,
        "actor_nombre": actor.nombre,
        "accion": accion,
        "expediente_id": objeto[1] if objeto[0] == "expediente" else expediente_id,
        "datos": plain,
        "hash_previo": head.hash,
    }
    digest = entry_hash(**fields)
    db.session.add(Asiento(**fields, hash=digest))
    head.seq += 1
    head.hash = digest


def _insert(model: type[Any]) -> Any:
    """An INSERT that may find the row there: each dialect has its own."""
    return (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert(model)


def _head(clave: str) -> Cadena:
    """The head of the chain, created if new, locked until the transaction ends."""
    statement = select(Cadena).where(Cadena.clave == clave).with_for_update()
    head = db.session.execute(statement).scalar_one_or_none()
    if head is None:
        db.session.execute(_insert(Cadena).values(clave=clave, seq=0, hash=GENESIS).on_conflict_do_nothing())
        head = db.session.execute(statement).scalar_one()
    return head


def once(llave: str | None, *, actor: Actor, ahora: datetime, destino: str | None = None) -> None:
    """Note that this form arrived. Raises AlreadyDone when it had already had its effect."""
    if not llave:
        return
    key = f"{actor.usuario_id}:{llave}"[:80]
    noted = _insert(Peticion).values(llave=key, actor_id=actor.usuario_id, en=ahora, destino=destino)
    first = db.session.execute(noted.on_conflict_do_nothing().returning(Peticion.llave)).first()
    if first is None:
        raise AlreadyDone(db.session.scalar(select(Peticion.destino).where(Peticion.llave == key)))


def settle(llave: str | None, *, actor: Actor, destino: str) -> None:
    """Say where the effect of this form can be seen, for who sends it again."""
    if llave:
        key = f"{actor.usuario_id}:{llave}"[:80]
        db.session.execute(update(Peticion).where(Peticion.llave == key).values(destino=destino))
