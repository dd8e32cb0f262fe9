"""The vote by phone as its pages show it: who has voted, never how until it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.db import db
from workflow.people.models import Persona
from workflow.sesiones.models import Punto, SesionIntegrante, Votacion, VotacionElectronica, VotoEmitido


@dataclass(frozen=True)
class UrnaVista:
    """The vote by phone open on the item on the floor. `votaron`: body → keys of the roll; `grupos`: who votes."""

    id: int
    punto_id: int
    vuelta: int
    abierta_en: datetime
    expediente_id: int | None
    sentido: str
    grupos: tuple[str, ...]
    votaron: dict[str, frozenset[str]]


@dataclass(frozen=True)
class VotoPropio:
    grupo: str
    sentido: str
    en: datetime


def current(punto: Punto) -> VotacionElectronica | None:
    """The vote by phone open on an item: not the one left behind by a count taken in the room."""
    urna = db.session.scalar(
        select(VotacionElectronica).where(
            VotacionElectronica.punto_id == punto.id, VotacionElectronica.cerrada_en.is_(None)
        )
    )
    if urna is None or punto.estado != "en_desahogo":
        return None
    contada = select(Votacion.id).where(Votacion.punto_id == punto.id, Votacion.registrada_en > urna.abierta_en)
    return None if db.session.scalar(contada.limit(1)) is not None else urna


def open_on(punto_id: int) -> UrnaVista | None:
    """None when no vote by phone is open on that item."""
    punto = db.session.get(Punto, punto_id)
    urna = current(punto) if punto is not None else None
    if urna is None:
        return None
    votaron: dict[str, set[str]] = {grupo: set() for grupo in urna.propuesta["grupos"]}
    for voto, clave in _cast(urna.id):
        votaron[voto.grupo].add(clave)
    return UrnaVista(
        id=urna.id,
        punto_id=punto_id,
        vuelta=urna.vuelta,
        abierta_en=urna.abierta_en,
        expediente_id=urna.expediente_id,
        sentido=urna.propuesta["sentido"],
        grupos=tuple(urna.propuesta["grupos"]),
        votaron={grupo: frozenset(claves) for grupo, claves in votaron.items()},
    )


def seats_of(sesion_id: int, usuario_id: int) -> frozenset[str]:
    """Keys of the roll of that user in that session; empty if they are not of it."""
    statement = (
        select(SesionIntegrante.clave)
        .join(Persona, Persona.id == SesionIntegrante.persona_id)
        .where(SesionIntegrante.sesion_id == sesion_id, Persona.usuario_id == usuario_id)
    )
    return frozenset(db.session.scalars(statement))


def own_votes(urna_id: int, claves: frozenset[str]) -> list[VotoPropio]:
    """What the seats of one person have cast in that vote."""
    return [VotoPropio(voto.grupo, voto.sentido, voto.en) for voto, clave in _cast(urna_id) if clave in claves]


def _cast(urna_id: int) -> list[tuple[VotoEmitido, str]]:
    filas = db.session.execute(
        select(VotoEmitido, SesionIntegrante.clave)
        .join(SesionIntegrante, SesionIntegrante.id == VotoEmitido.integrante_id)
        .where(VotoEmitido.urna_id == urna_id)
        .order_by(VotoEmitido.id)
    )
    return [(voto, clave) for voto, clave in filas]


def of_session(sesion_id: int) -> frozenset[int]:
    """Ids of every vote by phone of a session."""
    return frozenset(
        db.session.scalars(select(VotacionElectronica.id).where(VotacionElectronica.sesion_id == sesion_id))
    )
