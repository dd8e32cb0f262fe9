"""What the pages of the sessions read, for who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow.db import db
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotAllowed, NotFound
from workflow.sesiones.models import Sesion
from workflow.sesiones.queries import carga
from workflow.sesiones.queries.relato import relato, roll_calls, tablero
from workflow.sesiones.vistas import Relato, SesionVista, Tablero
from workflow.sesiones.vistas_lista import ListaVista

VEN_PRIVADAS = (
    "secretaria_gobierno",
    "comisiones_secretaria",
    "planeacion_titular",
    "integrante",
    "transparencia",
    "auditoria",
)


@dataclass(frozen=True)
class MiembroVista:
    """A seat of an organ on a day. `puestos`: (name of the commission, post); one without name for a single organ."""

    curul: str
    nombre: str
    cargo: str
    situacion: str
    puestos: tuple[tuple[str, str], ...]
    sector: str = ""


def board_for(sesion_id: int, actor: Actor, ahora: datetime) -> Tablero:
    """A session now. NotFound if there is none; NotAllowed if it is private and not for this person."""
    visto = tablero(sesion_id, ahora)
    _may_see(visto.sesion, actor)
    return visto


def visible(sesion_id: int, actor: Actor) -> None:
    """The conditions under which a session is seen, alone. NotFound, or NotAllowed."""
    sesion = db.session.get(Sesion, sesion_id)
    if sesion is None:
        raise NotFound("NO_EXISTE")
    if sesion.publicidad == "privada" and not actor.has(*VEN_PRIVADAS):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def story_for(sesion_id: int, actor: Actor) -> Relato:
    """The whole session in order, under the same conditions."""
    visto = relato(sesion_id)
    _may_see(visto.sesion, actor)
    return visto


def rolls_of(sesion_id: int) -> tuple[ListaVista, ...]:
    """The roll of a session, or of each of its commissions, without the rest of the story."""
    return roll_calls(db.session.get_one(Sesion, sesion_id))


def members_of(clave: str, dia: date) -> list[MiembroVista]:
    """The members of an organ on a day, in order, without the suplentes who do not sit."""
    organo = carga.organ_by_key(clave)
    if organo is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=clave[:40])
    nombres = {cuerpo.clave: cuerpo.nombre for cuerpo in carga.components(organo)}
    return [
        MiembroVista(
            curul=fila.asiento,
            nombre=fila.nombre,
            cargo=fila.cargo,
            situacion=fila.situacion,
            puestos=tuple((nombres[c], puesto) for c, puesto in fila.comisiones) or (("", fila.puesto),),
            sector=fila.sector or "",
        )
        for fila in carga.roster(organo, dia)
        if fila.situacion != "disponible"
    ]


def _may_see(sesion: SesionVista, actor: Actor) -> None:
    if sesion.publicidad == "privada" and not actor.has(*VEN_PRIVADAS):
        raise NotAllowed("ROL_NO_AUTORIZADO")
