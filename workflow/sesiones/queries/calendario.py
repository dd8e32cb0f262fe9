"""The sessions of an organ or of a person, as events of a calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select

from workflow.db import db
from workflow.expedientes.queries import por_vencer
from workflow.expedientes.textos import etapa_words
from workflow.kernel import letras
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.people.models import Persona, Usuario
from workflow.people.queries import actor_from
from workflow.sesiones.calendario import Evento
from workflow.sesiones.models import CalendarioLlave, Convocatoria, Organo, Sesion, SesionIntegrante

ATRAS = timedelta(days=400)
MEDIA_HORA = timedelta(minutes=30)  # a deadline is an instant: what a calendar shows is the time before it


def of_organ(clave: str, ahora: datetime, base_url: str) -> tuple[str, list[Evento]] | None:
    """Name of the organ and its public sessions of the last year and to come; None when there is no such organ."""
    organo = db.session.scalar(select(Organo).where(Organo.clave == clave))
    if organo is None:
        return None
    statement = select(Sesion).where(Sesion.organo_id == organo.id, Sesion.publicidad == "publica")
    return organo.nombre, _events(_recent(statement, ahora), base_url, con_enlace=False)


def of_person(llave: str, ahora: datetime, base_url: str) -> tuple[str, list[Evento]] | None:
    """Name and events of who holds that secret: sessions they are convened to or keep, and terms that run for them."""
    usuario = db.session.scalar(
        select(Usuario)
        .join(CalendarioLlave, CalendarioLlave.usuario_id == Usuario.id)
        .where(
            CalendarioLlave.llave_hash == hashlib.sha256(llave.encode()).hexdigest(),
            CalendarioLlave.revocada_en.is_(None),
            Usuario.activo,
        )
    )
    if usuario is None:
        return None
    actor = actor_from(usuario, local_date(ahora))
    roles = sorted({a.rol for a in actor.asignaciones})
    propias = (
        select(SesionIntegrante.sesion_id)
        .join(Persona, Persona.id == SesionIntegrante.persona_id)
        .where(Persona.usuario_id == usuario.id)
    )
    statement = select(Sesion).join(Organo).where(or_(Sesion.id.in_(propias), Organo.conduce.in_(roles)))
    return usuario.nombre, [
        *_events(_recent(statement, ahora), base_url, con_enlace=True),
        *_deadlines(actor, ahora, base_url),
    ]


def _deadlines(actor: Actor, ahora: datetime, base_url: str) -> list[Evento]:
    """The terms of what waits for this person: the folio and its stage, never what the dossier says."""
    dominio = _host(base_url)
    return [
        Evento(
            uid=f"plazo-{expediente_id}-{etapa}@{dominio}",
            secuencia=0,
            titulo=f"Vence el plazo de {folio}: {etapa_words(etapa).lower()}",
            inicio=vence - MEDIA_HORA,
            fin=vence,
            lugar="",
            descripcion="",
            estado="plazo",
            emitido=desde,
            url=f"{base_url.rstrip('/')}/expedientes/{expediente_id}/plazos",
        )
        for expediente_id, folio, etapa, vence, desde in por_vencer(actor, ahora)
    ]


def _host(base_url: str) -> str:
    return base_url.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0]


def key_of(usuario_id: int) -> datetime | None:
    """Since when this person has the address of their calendar; None without one."""
    return db.session.scalar(
        select(CalendarioLlave.creada_en).where(
            CalendarioLlave.usuario_id == usuario_id, CalendarioLlave.revocada_en.is_(None)
        )
    )


def event_of(sesion_id: int, base_url: str, *, con_enlace: bool) -> Evento:
    """One session. `con_enlace`: with the page of the session and the link to attend at a distance."""
    return _events([db.session.get_one(Sesion, sesion_id)], base_url, con_enlace=con_enlace)[0]


def _events(sesiones: Iterable[Sesion], base_url: str, *, con_enlace: bool) -> list[Evento]:
    filas = list(sesiones)
    emisiones = _issues([fila.id for fila in filas])
    return [_event(fila, emisiones.get(fila.id), base_url, con_enlace) for fila in filas]


def _recent(statement: Select[tuple[Sesion]], ahora: datetime) -> list[Sesion]:
    desde = statement.where(Sesion.programada_para >= ahora - ATRAS)
    return list(db.session.scalars(desde.order_by(Sesion.programada_para, Sesion.id).limit(500)))


def _issues(ids: list[int]) -> dict[int, tuple[int, datetime]]:
    """Session -> (last version, when it was issued)."""
    statement = (
        select(Convocatoria.sesion_id, func.max(Convocatoria.version), func.max(Convocatoria.emitida_en))
        .where(Convocatoria.sesion_id.in_(ids))
        .group_by(Convocatoria.sesion_id)
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(statement)}


def _event(sesion: Sesion, emision: tuple[int, datetime] | None, base_url: str, con_enlace: bool) -> Evento:
    version, emitido = emision or (1, sesion.convocada_en)
    cancelada = sesion.estado == "cancelada"
    dominio = _host(base_url)
    descripcion = f"Para asistir a distancia: {sesion.enlace}" if con_enlace and sesion.enlace else ""
    if cancelada:
        descripcion = f"Se canceló: {sesion.cancelacion}"
    return Evento(
        uid=f"sesion-{sesion.id}@{dominio}",
        secuencia=version - 1 + int(cancelada),
        titulo=_title(sesion),
        inicio=sesion.apertura or sesion.programada_para,
        fin=sesion.clausura,
        lugar=", ".join(parte for parte in (sesion.lugar, sesion.domicilio) if parte),
        descripcion=descripcion,
        estado=sesion.estado,
        emitido=sesion.cancelada_en or emitido,
        url=f"{base_url.rstrip('/')}/sesiones/{sesion.id}/convocatoria" if con_enlace else "",
    )


def _title(sesion: Sesion) -> str:
    """«Cabildo: décima séptima sesión ordinaria»."""
    organo = "Cabildo" if sesion.organo.tipo == "cabildo" else sesion.organo_nombre
    sin_numero = sesion.numero is None or sesion.numero > letras.ORDINAL_MAXIMO
    ordinal = "" if sin_numero else f"{letras.ordinal(sesion.numero or 0)} "
    segunda = ", segunda convocatoria" if sesion.segunda_de_id else ""
    return f"{organo}: {ordinal}sesión {sesion.tipo}{segunda}"
