"""Telling people, once each, and noting that they read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from workflow.avisos.mensajes import code_of, message_key
from workflow.avisos.models import Aviso
from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotFound
from workflow.outbox.service import leave
from workflow.people.queries import users_with


@use_case
def notify(
    *,
    expediente_id: int,
    revision: int,
    accion: str,
    etapa: str,
    rol: str,
    dependencia_id: int | None,
    actor: Actor,
    ahora: datetime,
    usuario_id: int | None = None,
    marca: str | None = None,
) -> int:
    """Tell whoever holds `rol` today (in the dependencia, if one is given). Returns how many are new.

    `usuario_id`: only that person, if they hold it.

    Each person is told once per act (`revision` of the dossier, or `marca` of what is no act of it); their e-mail is
    work of its own, so that one address that fails does not repeat the others.
    """
    told = 0
    for usuario in users_with(rol, local_date(ahora), dependencia_id=dependencia_id):
        if usuario_id not in (None, usuario.id):
            continue
        values = {
            "llave": message_key(expediente_id, marca or revision, usuario.id),
            "usuario_id": usuario.id,
            "expediente_id": expediente_id,
            "codigo": code_of(accion, etapa),
            "etapa": etapa,
            "rol": rol,
            "creado_en": ahora,
        }
        aviso_id = insert_new(values)
        if aviso_id is not None:
            told += 1
            leave(
                "aviso.correo",
                llave=f"aviso.correo:{aviso_id}",
                payload={"aviso_id": aviso_id},
                ahora=ahora,
                objeto=("aviso", aviso_id),
            )
    return told


def known_keys(keys: Iterable[str]) -> set[str]:
    """Those of notices that were already told: one read for every five hundred."""
    wanted = list(keys)
    known: set[str] = set()
    for start in range(0, len(wanted), 500):
        known |= set(db.session.scalars(select(Aviso.llave).where(Aviso.llave.in_(wanted[start : start + 500]))))
    return known


def insert_new(values: dict[str, object]) -> int | None:
    """The id of the notice; None if its person had already been told."""
    insert = (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert(Aviso)
    statement = insert.values(**values).on_conflict_do_nothing(index_elements=["llave"]).returning(Aviso.id)
    return db.session.execute(statement).scalar_one_or_none()


@use_case
def mark_read(aviso_id: int, *, actor: Actor, ahora: datetime) -> int:
    """Note that its person read it. Returns the dossier it is about. Raises NotFound for somebody else's."""
    expediente_id = db.session.scalar(
        select(Aviso.expediente_id).where(Aviso.id == aviso_id, Aviso.usuario_id == actor.usuario_id)
    )
    if expediente_id is None:
        raise NotFound("NO_EXISTE")
    db.session.execute(update(Aviso).where(Aviso.id == aviso_id, Aviso.leido_en.is_(None)).values(leido_en=ahora))
    return expediente_id


@use_case
def mark_all_read(hasta_id: int, *, actor: Actor, ahora: datetime) -> None:
    """Note as read all of the actor's notices up to the newest one the page showed, not those that came after."""
    db.session.execute(
        update(Aviso)
        .where(Aviso.usuario_id == actor.usuario_id, Aviso.id <= hasta_id, Aviso.leido_en.is_(None))
        .values(leido_en=ahora)
    )
