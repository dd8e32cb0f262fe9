"""What every use case of a session does first: lock it, check who asks, when, and in which state it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from workflow.audit.queries import last
from workflow.audit.service import once, record
from workflow.db import db, lock
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused, Stale
from workflow.sesiones import lista
from workflow.sesiones.lista import Integrante, Pase, minute
from workflow.sesiones.models import (
    AsistenciaAnulada,
    AsistenciaEvento,
    Consecutivo,
    Organo,
    Punto,
    Sesion,
    Votacion,
    VotacionAnulada,
)

_ESTADO_RAZON = {
    "convocada": "SESION_NO_INSTALADA",
    "en_curso": "SESION_YA_INSTALADA",
    "clausurada": "SESION_CERRADA",
    "no_verificada": "SESION_CERRADA",
    "cancelada": "SESION_CANCELADA",
}


def _only_who_conducts(organo: Organo, actor: Actor) -> None:
    """NotAllowed unless the actor keeps the sessions of that organ."""
    if not actor.has(organo.conduce):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def _begin(
    sesion_id: int,
    *estados: str,
    actor: Actor,
    ahora: datetime,
    version: int | None = None,
    llave: str | None = None,
) -> Sesion:
    """The session, locked, in one of those states, with its version grown. Refused otherwise.

    The same form sent again is AlreadyDone, whatever the state it left.
    """
    sesion = lock(Sesion, sesion_id)
    _only_who_conducts(sesion.organo, actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/sesiones/{sesion_id}")
    if sesion.estado not in estados:
        raise Refused(_ESTADO_RAZON[sesion.estado])
    if version is not None and version != sesion.version:
        previo = last(("sesion", sesion_id))
        raise Stale(
            "CAMBIO_SIMULTANEO",
            quien=previo.actor if previo else "",
            hora=f"{local(previo.en):%H:%M}" if previo else "",
        )
    sesion.version += 1
    return sesion


def _item(
    punto_id: int,
    *estados: str,
    actor: Actor,
    ahora: datetime,
    version: int | None = None,
    llave: str | None = None,
) -> tuple[Sesion, Punto]:
    """The item and its session in course, locked in that order: the session first."""
    sesion_id = db.session.scalar(select(Punto.sesion_id).where(Punto.id == punto_id))
    if sesion_id is None:
        raise NotFound("NO_EXISTE")
    sesion = _begin(sesion_id, "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    punto = lock(Punto, punto_id)
    if punto.estado not in estados:
        raise Refused(Reason(_item_reason(punto), {"titulo": punto.titulo}))
    return sesion, punto


def _item_reason(punto: Punto) -> str:
    if punto.estado == "pendiente":
        return "PUNTO_SIN_ABRIR"
    return "PUNTO_EN_DESAHOGO" if punto.estado == "en_desahogo" else "PUNTO_YA_DESAHOGADO"


def _may_go_on(sesion: Sesion, pase: Pase, momento: datetime) -> None:
    """Refused in recess, without quórum, or when the time to recover it is over; it says the way out."""
    if sesion.receso_desde is not None:
        raise Refused("EN_RECESO", desde=f"{local(sesion.receso_desde):%H:%M}")
    limite = lista.quorum_limit(pase, momento)
    if limite is not None and minute(momento) > minute(limite):
        raise Refused("QUORUM_VENCIDO", limite=f"{local(limite):%H:%M}")
    quorums = lista.quorum_now(pase, momento)
    faltan = lista.lacking_quorum(pase, quorums)
    if faltan:
        nombres = dict(pase.comisiones)
        peor = min((quorums[clave] for clave in faltan), key=lambda q: q.presentes - q.requerido)
        comision = " en " + ", ".join(nombres.get(clave, clave) for clave in faltan) if pase.unidas else ""
        raise Refused("SIN_QUORUM", presentes=peor.presentes, requerido=peor.requerido, comision=comision)


def _member(pase: Pase, clave: str) -> Integrante:
    """Invalid if nobody on the roll has that key."""
    integrante = pase.integrante(clave)
    if integrante is None or integrante.persona_id is None:
        raise Invalid("INTEGRANTE_DESCONOCIDO", persona=clave)
    return integrante


def _hour(sesion: Sesion, hora: datetime | None, ahora: datetime) -> datetime:
    """The hour of a fact: not in the future, nor before what was already noted in the session."""
    momento = hora or ahora
    if minute(momento) > minute(ahora):
        raise Invalid("HORA_FUTURA", hora=f"{local(momento):%H:%M}")
    ultima = _last_hour(sesion)
    if ultima is not None and minute(momento) < minute(ultima):
        raise Invalid("HORA_ANTERIOR", hora=f"{local(momento):%H:%M}", ultima=f"{local(ultima):%H:%M}")
    return momento


def _last_hour(sesion: Sesion) -> datetime | None:
    evento = db.session.scalar(
        select(func.max(AsistenciaEvento.hora)).where(
            AsistenciaEvento.sesion_id == sesion.id, AsistenciaEvento.id.not_in(select(AsistenciaAnulada.evento_id))
        )
    )
    conocidas = [h for h in (sesion.apertura, evento, _last_vote(sesion)) if h is not None]
    return max(conocidas) if conocidas else None


def _last_vote(sesion: Sesion) -> datetime | None:
    """The hour of the last count in force."""
    return db.session.scalar(
        select(func.max(Votacion.hora))
        .join(Punto, Punto.id == Votacion.punto_id)
        .where(Punto.sesion_id == sesion.id, Votacion.id.not_in(select(VotacionAnulada.votacion_id)))
    )


def _next_number(organo_id: int, serie: str, periodo: str) -> int:
    """The next number of a series, under its lock until the transaction ends: undone with it, so without gaps."""
    return _take_numbers(organo_id, serie, periodo, 1)[0]


def _take_numbers(organo_id: int, serie: str, periodo: str, cuantos: int) -> range:
    """The next numbers of a series, all at once."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    db.session.flush()
    db.session.execute(
        dialect.insert(Consecutivo)
        .values(organo_id=organo_id, serie=serie, periodo=periodo, ultimo=0)
        .on_conflict_do_nothing()
    )
    row = db.session.execute(
        select(Consecutivo)
        .where(Consecutivo.organo_id == organo_id, Consecutivo.serie == serie, Consecutivo.periodo == periodo)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()
    primero = int(row.ultimo) + 1
    row.ultimo += cuantos
    db.session.flush()
    return range(primero, primero + cuantos)


def _end_item(punto: Punto, estado: str, resultado: str, momento: datetime) -> None:
    """The item is dealt with: it takes the next number in the order really followed (none if left pending)."""
    if estado not in ("pendiente", "retirado", "no_desahogado"):
        maximo = db.session.scalar(select(func.max(Punto.num_desahogado)).where(Punto.sesion_id == punto.sesion_id))
        punto.num_desahogado = int(maximo or 0) + 1
    punto.estado, punto.resultado, punto.cerrado_en = estado, resultado, momento
    db.session.flush()


def _note(
    accion: str,
    sesion: Sesion,
    *,
    actor: Actor,
    ahora: datetime,
    expediente_id: int | None = None,
    **datos: Any,
) -> None:
    record(
        f"sesion:{accion}",
        actor=actor,
        ahora=ahora,
        objeto=("sesion", sesion.id),
        expediente_id=expediente_id,
        datos=datos,
    )
