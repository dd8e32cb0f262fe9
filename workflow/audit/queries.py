"""Reading and verifying the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflow.audit.chain import GENESIS, entry_hash
from workflow.audit.models import Asiento, Cadena, Peticion
from workflow.db import db


@dataclass(frozen=True)
class Acto:
    """One entry as people read it."""

    id: int
    cadena: str
    en: datetime
    actor_id: int
    actor: str
    accion: str
    datos: dict[str, Any]
    hash: str


@dataclass(frozen=True)
class Rotura:
    """A place where the chain does not hold: which chain, at which entry, and why (a code)."""

    cadena: str
    seq: int
    motivo: str


def bitacora(expediente_id: int, *, despues_de: int = 0, limite: int = 200) -> list[Acto]:
    """What happened to a dossier, in order, in pages of `limite`."""
    rows = db.session.scalars(
        select(Asiento)
        .where(Asiento.expediente_id == expediente_id, Asiento.id > despues_de)
        .order_by(Asiento.id)
        .limit(limite)
    )
    return [_acto(row) for row in rows]


def of(objeto: tuple[str, int], *, limite: int = 200) -> list[Acto]:
    """What happened to one thing (session, user…), in order."""
    rows = db.session.scalars(
        select(Asiento).where(Asiento.cadena == f"{objeto[0]}:{objeto[1]}").order_by(Asiento.seq).limit(limite)
    )
    return [_acto(row) for row in rows]


def last(objeto: tuple[str, int], *acciones: str) -> Acto | None:
    """The last entry of a thing, of those actions if any is named."""
    statement = select(Asiento).where(Asiento.cadena == f"{objeto[0]}:{objeto[1]}")
    if acciones:
        statement = statement.where(Asiento.accion.in_(acciones))
    row = db.session.scalars(statement.order_by(Asiento.seq.desc()).limit(1)).first()
    return None if row is None else _acto(row)


def _acto(row: Asiento) -> Acto:
    return Acto(row.id, row.cadena, row.en, row.actor_id, row.actor_nombre, row.accion, row.datos, row.hash)


def verify() -> tuple[int, list[Rotura]]:
    """Recompute every chain. Returns how many entries were read and every break found."""
    heads = {head.clave: (head.seq, head.hash) for head in db.session.scalars(select(Cadena))}
    seen: dict[str, tuple[int, str]] = {}
    breaks: list[Rotura] = []
    count = 0
    for row in _in_order():
        count += 1
        seq, previous = seen.get(row.cadena, (0, GENESIS))
        if row.seq != seq + 1:
            breaks.append(Rotura(row.cadena, row.seq, "FALTA_ASIENTO"))
        if row.hash_previo != previous:
            breaks.append(Rotura(row.cadena, row.seq, "ESLABON_ROTO"))
        if row.hash != _recomputed(row):
            breaks.append(Rotura(row.cadena, row.seq, "CONTENIDO_ALTERADO"))
        seen[row.cadena] = (row.seq, row.hash)
    for clave in sorted(heads.keys() | seen.keys()):
        if heads.get(clave) != seen.get(clave):
            breaks.append(Rotura(clave, seen.get(clave, (0, ""))[0], "CABEZA_NO_COINCIDE"))
    return count, breaks


def _in_order() -> Iterator[Asiento]:
    statement = select(Asiento).order_by(Asiento.cadena, Asiento.seq).execution_options(yield_per=1000)
    yield from db.session.scalars(statement)


def _recomputed(row: Asiento) -> str:
    return entry_hash(
        cadena=row.cadena,
        seq=row.seq,
        en=row.en,
        actor_id=row.actor_id,
        actor_nombre=row.actor_nombre,
        accion=row.accion,
        expediente_id=row.expediente_id,
        datos=row.datos,
        hash_previo=row.hash_previo,
    )


def received(llave: str | None, actor_id: int) -> str | None:
    """Where the effect of a form already received can be seen; None if it never had one."""
    peticion = db.session.get(Peticion, f"{actor_id}:{llave}"[:80]) if llave else None
    return None if peticion is None else peticion.destino or "/"
