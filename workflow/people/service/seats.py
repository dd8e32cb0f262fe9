"""Who holds a seat of the Ayuntamiento, from which day: leave and return, the suplente who takes it, a vacancy.

Each act closes what was in force and opens what follows: nothing is rewritten, so a past session keeps its people.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.people.models import Curul, Ocupacion, Persona


def _require_keeper(actor: Actor) -> None:
    if actor.usuario_id != 0 and not actor.has("administrador", "secretaria_gobierno"):
        raise NotAllowed("ROL_NO_AUTORIZADO")


@use_case
def register_person(nombre: str, genero: str, *, actor: Actor, ahora: datetime) -> int:
    """A person who will hold a place in an organ. `genero`: H or M."""
    if actor.usuario_id != 0 and not actor.has("administrador", "secretaria_gobierno", "planeacion_titular"):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    limpio = " ".join(nombre.split())
    if not limpio or len(limpio) > 200 or genero not in ("H", "M"):
        raise Invalid("PERSONA_INCOMPLETA")
    persona = Persona(nombre=limpio, genero=genero)
    db.session.add(persona)
    db.session.flush()
    record("persona:registrar", actor=actor, ahora=ahora, objeto=("persona", persona.id))
    return int(persona.id)


@use_case
def take_leave(
    curul: str, *, desde: date, actor: Actor, ahora: datetime, entra_suplente: bool = True, nota: str = ""
) -> None:
    """The titular is on leave from that day; the suplente takes the seat, or it is left without a holder."""
    row = _seat(curul, actor)
    titular = _current(row, "titular", desde)
    if titular is None or not titular.en_funciones:
        raise Refused("CURUL_SIN_TITULAR", curul=curul)
    _turn(titular, desde, en_funciones=False)
    if entra_suplente:
        suplente = _current(row, "suplente", desde)
        if suplente is None:
            raise Refused("CURUL_SIN_SUPLENTE", curul=curul)
        _turn(suplente, desde, en_funciones=True)
    _record("curul:licencia", row, desde, nota, actor, ahora)


@use_case
def return_to_seat(curul: str, *, desde: date, actor: Actor, ahora: datetime, nota: str = "") -> None:
    """The titular comes back from leave on that day; the suplente leaves the seat."""
    row = _seat(curul, actor)
    titular = _current(row, "titular", desde)
    if titular is None or titular.en_funciones:
        raise Refused("CURUL_SIN_LICENCIA", curul=curul)
    _turn(titular, desde, en_funciones=True)
    suplente = _current(row, "suplente", desde)
    if suplente is not None and suplente.en_funciones:
        _turn(suplente, desde, en_funciones=False)
    _record("curul:reincorporacion", row, desde, nota, actor, ahora)


@use_case
def seat_substitute(curul: str, *, desde: date, actor: Actor, ahora: datetime, nota: str = "") -> None:
    """The suplente takes a seat that has no titular in office."""
    row = _seat(curul, actor)
    titular, suplente = _current(row, "titular", desde), _current(row, "suplente", desde)
    if titular is not None and titular.en_funciones:
        raise Refused("CURUL_OCUPADA", curul=curul)
    if suplente is None or suplente.en_funciones:
        raise Refused("CURUL_SIN_SUPLENTE", curul=curul)
    _turn(suplente, desde, en_funciones=True)
    _record("curul:suplente", row, desde, nota, actor, ahora)


@use_case
def vacate(curul: str, *, desde: date, actor: Actor, ahora: datetime, calidad: str = "titular", nota: str = "") -> None:
    """The titular (or the suplente) stops being so from that day: without the other, the seat is vacant."""
    row = _seat(curul, actor)
    ocupacion = _current(row, calidad, desde)
    if ocupacion is None:
        raise Refused("CURUL_SIN_TITULAR" if calidad == "titular" else "CURUL_SIN_SUPLENTE", curul=curul)
    _close(ocupacion, desde)
    _record("curul:vacante", row, desde, nota, actor, ahora)


@use_case
def new_holder(
    curul: str,
    *,
    nombre: str,
    genero: str,
    desde: date,
    actor: Actor,
    ahora: datetime,
    calidad: str = "titular",
    hasta: date | None = None,
    nota: str = "",
) -> int:
    """Another person becomes titular (in office) or suplente (available) of the seat. Returns the person."""
    row = _seat(curul, actor)
    if calidad not in ("titular", "suplente"):
        raise Invalid("PERSONA_INCOMPLETA")
    anterior = _current(row, calidad, desde)
    if anterior is not None:
        _close(anterior, desde)
    persona = register_person(nombre, genero, actor=actor, ahora=ahora)
    db.session.add(
        Ocupacion(
            curul_id=row.id,
            persona_id=persona,
            calidad=calidad,
            en_funciones=calidad == "titular",
            desde=desde,
            hasta=hasta or (anterior.hasta if anterior else None),
        )
    )
    _record("curul:relevo", row, desde, nota, actor, ahora)
    return persona


def _seat(clave: str, actor: Actor) -> Curul:
    _require_keeper(actor)
    curul_id = db.session.scalar(select(Curul.id).where(Curul.clave == clave))
    if curul_id is None:
        raise NotFound("CURUL_NO_EXISTE", curul=clave[:20])
    return lock(Curul, curul_id)


def _current(row: Curul, calidad: str, dia: date) -> Ocupacion | None:
    return db.session.scalars(
        select(Ocupacion)
        .where(
            Ocupacion.curul_id == row.id,
            Ocupacion.calidad == calidad,
            Ocupacion.desde <= dia,
            or_(Ocupacion.hasta.is_(None), Ocupacion.hasta >= dia),
        )
        .order_by(Ocupacion.desde.desc(), Ocupacion.id.desc())
        .limit(1)
    ).first()


def _close(ocupacion: Ocupacion, desde: date) -> None:
    if ocupacion.desde >= desde:
        raise Invalid("OCUPACION_MISMO_DIA")
    ocupacion.hasta = desde - timedelta(days=1)
    db.session.flush()


def _turn(ocupacion: Ocupacion, desde: date, *, en_funciones: bool) -> None:
    """The same person, from that day in office or not."""
    hasta = ocupacion.hasta
    _close(ocupacion, desde)
    db.session.add(
        Ocupacion(
            curul_id=ocupacion.curul_id,
            persona_id=ocupacion.persona_id,
            calidad=ocupacion.calidad,
            en_funciones=en_funciones,
            desde=desde,
            hasta=hasta,
        )
    )
    db.session.flush()


def _record(acto: str, row: Curul, desde: date, nota: str, actor: Actor, ahora: datetime) -> None:
    db.session.flush()
    db.session.expire(row, ["ocupaciones"])
    datos = {"curul": row.clave, "desde": desde.isoformat(), "nota": nota.strip()[:300]}
    record(acto, actor=actor, ahora=ahora, objeto=("curul", row.id), datos=datos)
