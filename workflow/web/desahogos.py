"""What the sessions did with a dossier, and those to come that concern a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotAllowed
from workflow.sesiones import queries
from workflow.sesiones.configuracion import ROLES_QUE_CONDUCEN
from workflow.sesiones.queries.paginas import story_for
from workflow.sesiones.vistas import PasoPorSesion, SesionFila, VotacionVista
from workflow.web.filters import fecha_larga, hora
from workflow.web.sesiones.base import name_of, short_organ

ABIERTAS = ("convocada", "en_curso")
PROXIMAS = 5


@dataclass(frozen=True)
class Desahogo:
    """One pass of a dossier through a session; `votaciones` empty when the session is private for this person."""

    paso: PasoPorSesion
    sesion: str
    url: str
    votaciones: Sequence[VotacionVista]


@dataclass(frozen=True)
class Proxima:
    nombre: str
    url: str
    cuando: str


def of_dossier(expediente_id: int, actor: Actor) -> list[Desahogo]:
    """Each pass, in order, with its votes by name."""
    return [
        Desahogo(
            paso,
            f"{short_organ(paso.sesion.organo)}: {name_of(paso.sesion)}",
            url_for("sesiones.ver", sesion_id=paso.sesion.id),
            _votes(paso, actor),
        )
        for paso in queries.of_dossier(expediente_id)
    ]


def _votes(paso: PasoPorSesion, actor: Actor) -> Sequence[VotacionVista]:
    try:
        story = story_for(paso.sesion.id, actor)
    except NotAllowed:
        return ()
    return next((punto.votaciones for punto in story.puntos if punto.id == paso.punto_id), ())


def upcoming(actor: Actor, ahora: datetime) -> list[Proxima]:
    """Sessions to come (or in course) that this person attends or conducts, the nearest first."""
    roles = [rol for rol in ROLES_QUE_CONDUCEN if actor.has(rol)]
    if roles:
        rows = queries.sesiones(conducen=roles, estados=ABIERTAS)
    elif actor.has("integrante"):
        rows = [one for one in queries.sessions_of_user(actor.usuario_id) if one.estado in ABIERTAS]
    else:
        rows = []
    return [_next(row) for row in sorted(rows, key=lambda row: row.programada_para)[:PROXIMAS]]


def _next(row: SesionFila) -> Proxima:
    when = (
        "en curso" if row.estado == "en_curso" else f"{fecha_larga(row.programada_para)}, {hora(row.programada_para)}"
    )
    nombre = f"{short_organ(row.organo)}: {name_of(row)}"
    return Proxima(nombre, url_for("sesiones.ver", sesion_id=row.id), f"{when}, en {row.lugar}" if row.lugar else when)
