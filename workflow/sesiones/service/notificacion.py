"""Issue the convocatoria, send it to each member, and note who received it and when."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.outbox.service import leave
from workflow.people.models import Persona
from workflow.sesiones import convocatoria
from workflow.sesiones.models import (
    Acuse,
    AcuseAnulado,
    CalendarioLlave,
    Convocatoria,
    ConvocatoriaEnvio,
    Sesion,
    SesionIntegrante,
)
from workflow.sesiones.queries import convocatorias as q
from workflow.sesiones.service.comun import _next_number, _note, _only_who_conducts

SERIE = "convocatoria"
SE_NOTIFICAN = ("convocada", "en_curso", "clausurada", "no_verificada")


def _issue(sesion: Sesion, *, actor: Actor, ahora: datetime) -> Convocatoria:
    """The first issue, in the transaction that convenes; its documents and notices are left as work."""
    numero = _next_number(sesion.organo_id, SERIE, sesion.periodo)
    return _write(
        sesion,
        version=1,
        folio=convocatoria.folio(sesion.organo.clave, sesion.periodo, numero),
        cambios=[],
        motivo="",
        actor=actor,
        ahora=ahora,
    )


def _write(
    sesion: Sesion,
    *,
    version: int,
    folio: str,
    cambios: list[dict[str, Any]],
    motivo: str,
    actor: Actor,
    ahora: datetime,
) -> Convocatoria:
    fila = Convocatoria(
        sesion_id=sesion.id,
        version=version,
        folio=folio,
        contenido=q.content_of(sesion),
        cambios=cambios,
        motivo=motivo,
        reinicia=version == 1
        or convocatoria.starts_again(
            cambios, sesion.reglas.get("reinician_plazo", convocatoria.REINICIAN), sesion.tipo
        ),
        emitida_en=ahora,
        por_id=actor.usuario_id,
    )
    db.session.add(fila)
    db.session.flush()
    leave(
        "convocatoria.generar",
        llave=f"convocatoria.generar:{fila.id}",
        payload={"convocatoria_id": fila.id},
        ahora=ahora,
        objeto=("sesion", sesion.id),
    )
    return fila


@use_case
def notificar(convocatoria_id: int, *, actor: Actor, ahora: datetime) -> int:
    """Leave one e-mail for each member with an account, each as work of its own. Returns how many."""
    fila = db.session.get(Convocatoria, convocatoria_id)
    if fila is None:
        raise NotFound("NO_EXISTE")
    integrantes = [one.id for one in q.convened_of(fila.sesion_id)]
    destinos = [one for one in integrantes if q.destinatario(convocatoria_id, one) is not None]
    for integrante in destinos:
        leave(
            "convocatoria.correo",
            llave=f"convocatoria.correo:{convocatoria_id}:{integrante}",
            payload={"convocatoria_id": convocatoria_id, "integrante_id": integrante},
            ahora=ahora,
            objeto=("convocatoria", convocatoria_id),
        )
    return len(destinos)


def _tell_of_cancellation(sesion: Sesion, ahora: datetime) -> None:
    """Leave the e-mail that says so for each member who can be written to, in the transaction that cancels."""
    emisiones = q.issues_of(sesion.id)
    for fila in q.convened_of(sesion.id) if emisiones else ():
        vigente = emisiones[-1].id
        if q.destinatario(vigente, fila.id) is not None:
            leave(
                "convocatoria.cancelacion",
                llave=f"convocatoria.cancelacion:{vigente}:{fila.id}",
                payload={"convocatoria_id": vigente, "integrante_id": fila.id},
                ahora=ahora,
                objeto=("convocatoria", vigente),
            )


@use_case
def anotar_envio(
    convocatoria_id: int, integrante_id: int, *, actor: Actor, ahora: datetime, clase: str = "convocatoria"
) -> None:
    """The e-mail left; noted once, however many times the work is repeated."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    db.session.execute(
        dialect.insert(ConvocatoriaEnvio)
        .values(convocatoria_id=convocatoria_id, integrante_id=integrante_id, clase=clase, enviado_en=ahora)
        .on_conflict_do_nothing()
    )


@use_case
def acusar(sesion_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None) -> None:
    """The member says, signed in, that they received the convocatoria in force."""
    sesion = lock(Sesion, sesion_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/sesiones/{sesion_id}/convocatoria")
    fila = _own_row(sesion_id, actor)
    if sesion.estado != "convocada":
        raise Refused("ACUSE_TARDE")
    _acknowledge(sesion, fila, "sistema", ahora, fila.nombre, actor, ahora)


def _own_row(sesion_id: int, actor: Actor) -> SesionIntegrante:
    """The actor on the roll, if convened. NotAllowed otherwise."""
    propios = select(Persona.id).where(Persona.usuario_id == actor.usuario_id)
    fila = db.session.scalars(
        select(SesionIntegrante).where(
            SesionIntegrante.sesion_id == sesion_id, SesionIntegrante.persona_id.in_(propios)
        )
    ).first()
    if fila is None or fila not in q.convened_of(sesion_id):
        raise NotAllowed("ACUSE_DE_OTRO")
    return fila


@use_case
def registrar_acuse(
    sesion_id: int,
    *,
    integrante: str,
    medio: str,
    recibido_en: datetime,
    recibio: str,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """The secretary notes an acuse on paper or by reply. `integrante`: key on the roll; `recibio`: who received it."""
    sesion = lock(Sesion, sesion_id)
    _only_who_conducts(sesion.organo, actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/sesiones/{sesion_id}/convocatoria")
    if sesion.estado not in SE_NOTIFICAN:
        raise Refused("SESION_CANCELADA")
    fila = next((one for one in q.convened_of(sesion_id) if one.clave == integrante), None)
    if fila is None:
        raise Invalid("INTEGRANTE_DESCONOCIDO", persona=integrante[:40])
    _acknowledge(sesion, fila, medio, recibido_en, recibio, actor, ahora)


def _acknowledge(
    sesion: Sesion,
    fila: SesionIntegrante,
    medio: str,
    recibido_en: datetime,
    recibio: str,
    actor: Actor,
    ahora: datetime,
) -> None:
    emisiones = q.issues_of(sesion.id)
    if not emisiones:
        raise Refused("CONVOCATORIA_SIN_EMITIR")
    vigente = emisiones[-1]
    razones = convocatoria.acuse_problems(
        medio=medio, recibio=recibio, recibido=recibido_en, emitida=vigente.emitida_en, ahora=ahora
    )
    if razones:
        raise Invalid(razones)
    if any(one.integrante_id == fila.id for one in q.acuses_of([vigente.id])):
        raise Refused("ACUSE_REPETIDO", persona=fila.nombre)
    acuse = Acuse(
        convocatoria_id=vigente.id,
        integrante_id=fila.id,
        medio=medio,
        recibido_en=recibido_en,
        recibio=recibio.strip()[:200],
        en=ahora,
        por_id=actor.usuario_id,
    )
    db.session.add(acuse)
    db.session.flush()
    _note("acusar", sesion, actor=actor, ahora=ahora, integrante=fila.clave, medio=medio, version=vigente.version)


@use_case
def anular_acuse(acuse_id: int, *, motivo: str, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """An acuse noted by mistake no longer counts; it stays in the record. Returns the id of its session."""
    acuse = db.session.get(Acuse, acuse_id)
    emision = db.session.get(Convocatoria, acuse.convocatoria_id) if acuse else None
    if acuse is None or emision is None:
        raise NotFound("NO_EXISTE")
    sesion = lock(Sesion, emision.sesion_id)
    _only_who_conducts(sesion.organo, actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/sesiones/{sesion.id}/convocatoria")
    if not motivo.strip():
        raise Invalid("FALTA_MOTIVO")
    if db.session.get(AcuseAnulado, acuse_id) is not None:
        raise Refused("ACUSE_YA_ANULADO")
    db.session.add(AcuseAnulado(acuse_id=acuse_id, motivo=motivo.strip()[:300], en=ahora, por_id=actor.usuario_id))
    _note("anular_acuse", sesion, actor=actor, ahora=ahora, acuse=acuse_id)
    return sesion.id


@use_case
def crear_llave_calendario(*, actor: Actor, ahora: datetime) -> str:
    """A new secret for the actor's calendar, the only time that it can be read; the one before stops working."""
    _revoke(actor, ahora)
    llave = secrets.token_urlsafe(24)
    db.session.add(CalendarioLlave(usuario_id=actor.usuario_id, llave_hash=key_hash(llave), creada_en=ahora))
    record("calendario:crear", actor=actor, ahora=ahora, objeto=("usuario", actor.usuario_id))
    return llave


@use_case
def revocar_llave_calendario(*, actor: Actor, ahora: datetime) -> None:
    if _revoke(actor, ahora):
        record("calendario:revocar", actor=actor, ahora=ahora, objeto=("usuario", actor.usuario_id))


def key_hash(llave: str) -> str:
    """What the database keeps of the secret of a calendar."""
    return hashlib.sha256(llave.encode()).hexdigest()


def _revoke(actor: Actor, ahora: datetime) -> bool:
    done = db.session.execute(
        update(CalendarioLlave)
        .where(CalendarioLlave.usuario_id == actor.usuario_id, CalendarioLlave.revocada_en.is_(None))
        .values(revocada_en=ahora)
        .returning(CalendarioLlave.id)
    )
    return done.first() is not None
