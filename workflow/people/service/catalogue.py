"""Loading the dependencias with their dated names, and the seats with who holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotAllowed
from workflow.people.models import AsignacionRol, Curul, Dependencia, DependenciaNombre, Ocupacion, Persona, Usuario


@dataclass(frozen=True)
class NewUser:
    """A user to load: roles are (role, clave of the dependencia or None), in force from `desde`."""

    correo: str
    nombre: str
    cargo: str
    roles: tuple[tuple[str, str | None], ...]
    desde: date


def _require_admin(actor: Actor) -> None:
    if actor.usuario_id != 0 and not actor.has("administrador"):
        raise NotAllowed("ROL_NO_AUTORIZADO")


@use_case
def load_dependencias(rows: Iterable[Mapping[str, str]], *, actor: Actor, ahora: datetime) -> int:
    """Add the dependencias that are not there yet. Returns how many were added.

    `rows`: clave, nombre, siglas, tipo, titular_cargo, padre, vigente_desde, nombre_anterior,
    nombre_anterior_desde, nombre_anterior_hasta (texts; dates as ISO; empty when there is none).
    """
    _require_admin(actor)
    known = dict(db.session.execute(select(Dependencia.clave, Dependencia.id)).all())
    added = [row for row in rows if row["clave"] not in known]
    for row in added:
        dependencia = Dependencia(
            clave=row["clave"], siglas=row["siglas"], tipo=row["tipo"], titular_cargo=row["titular_cargo"]
        )
        dependencia.nombres = _names(row)
        db.session.add(dependencia)
        db.session.flush()
        known[row["clave"]] = dependencia.id
    for row in added:
        if row.get("padre"):
            lock(Dependencia, known[row["clave"]]).padre_id = known.get(row["padre"])
    record("catalogo:dependencias", actor=actor, ahora=ahora, objeto=("catalogo", 1), datos={"altas": len(added)})
    return len(added)


def _names(row: Mapping[str, str]) -> list[DependenciaNombre]:
    current = DependenciaNombre(nombre=row["nombre"], desde=date.fromisoformat(row["vigente_desde"]))
    if not row.get("nombre_anterior"):
        return [current]
    until = date.fromisoformat(row["nombre_anterior_hasta"])
    since = date.fromisoformat(row["nombre_anterior_desde"])
    if current.desde <= until:
        current.desde = until + timedelta(days=1)
    return [DependenciaNombre(nombre=row["nombre_anterior"], desde=since, hasta=until), current]


@use_case
def load_seats(rows: Iterable[Mapping[str, str]], *, actor: Actor, ahora: datetime) -> int:
    """Add the seats with their titular and suplente. Returns how many were added.

    `rows`: curul, cargo, genero, principio, nombre, suplente, vigente_desde, vigente_hasta.
    The suplente is registered without holding the seat: that comes with its own act.
    """
    _require_admin(actor)
    known = set(db.session.scalars(select(Curul.clave)))
    added = 0
    for row in rows:
        if row["curul"] in known:
            continue
        added += 1
        curul = Curul(
            clave=row["curul"], orden=len(known) + added, cargo=row["cargo"], principio=row.get("principio") or None
        )
        db.session.add(curul)
        db.session.flush()
        for calidad, nombre in (("titular", row["nombre"]), ("suplente", row["suplente"])):
            if nombre:
                _occupy(curul, calidad, nombre, row)
    record("catalogo:curules", actor=actor, ahora=ahora, objeto=("catalogo", 2), datos={"altas": added})
    return added


def _occupy(curul: Curul, calidad: str, nombre: str, row: Mapping[str, str]) -> None:
    persona = Persona(nombre=nombre, genero=row["genero"])
    db.session.add(persona)
    db.session.flush()
    until = row.get("vigente_hasta") or None
    db.session.add(
        Ocupacion(
            curul_id=curul.id,
            persona_id=persona.id,
            calidad=calidad,
            en_funciones=calidad == "titular",
            desde=date.fromisoformat(row["vigente_desde"]),
            hasta=date.fromisoformat(until) if until else None,
        )
    )


@use_case
def link_member(curul: str, usuario_id: int, *, actor: Actor, ahora: datetime) -> None:
    """Say which user is the titular of a seat, so that they find their sessions and votes.

    A user is one person: said of another seat, the user goes with it and leaves the one before.
    """
    _require_admin(actor)
    persona = db.session.scalar(
        select(Persona)
        .join(Ocupacion, Ocupacion.persona_id == Persona.id)
        .join(Curul, Curul.id == Ocupacion.curul_id)
        .where(Curul.clave == curul, Ocupacion.calidad == "titular")
        .order_by(Ocupacion.desde.desc())
        .limit(1)
    )
    if persona is not None:
        before = db.session.scalar(select(Persona).where(Persona.usuario_id == usuario_id, Persona.id != persona.id))
        if before is not None:
            before.usuario_id = None
            db.session.flush()
        persona.usuario_id = usuario_id
        record("usuario:ligar_curul", actor=actor, ahora=ahora, objeto=("usuario", usuario_id), datos={"curul": curul})


@use_case
def load_users(rows: Iterable[NewUser], *, clave_hash: str, actor: Actor, ahora: datetime) -> dict[str, int]:
    """Add users with their roles, all with the same (already hashed) password. Returns ids by address.

    For sample data and for moving users from another system, where each one must change it at once.
    """
    _require_admin(actor)
    units = dict(db.session.execute(select(Dependencia.clave, Dependencia.id)).all())
    known = dict(db.session.execute(select(Usuario.correo, Usuario.id)).all())
    for row in rows:
        if row.correo in known:
            continue
        usuario = Usuario(correo=row.correo, nombre=row.nombre, cargo=row.cargo, clave_hash=clave_hash, creado_en=ahora)
        usuario.asignaciones = [
            AsignacionRol(rol=rol, dependencia_id=units[unit] if unit else None, desde=row.desde)
            for rol, unit in row.roles
        ]
        db.session.add(usuario)
        db.session.flush()
        known[row.correo] = usuario.id
        record("usuario:crear", actor=actor, ahora=ahora, objeto=("usuario", usuario.id))
    return known
