"""Voting by phone: opened and closed by who conducts or presides; each seat votes once; the rule counts at closing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import func, select

from workflow.audit.service import once
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor, Asignacion
from workflow.kernel.clock import local
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.people.models import Persona
from workflow.sesiones import lista
from workflow.sesiones.comisiones_unidas import CONJUNTO
from workflow.sesiones.conteo import Captura
from workflow.sesiones.estados import VOTABLES
from workflow.sesiones.lista import Integrante, Pase
from workflow.sesiones.mayorias import SENTIDOS
from workflow.sesiones.models import (
    Punto,
    Sesion,
    SesionIntegrante,
    VotacionElectronica,
    VotoEmitido,
)
from workflow.sesiones.queries import carga, voto_movil
from workflow.sesiones.service import bloque
from workflow.sesiones.service.captura import Propuesta
from workflow.sesiones.service.comun import _hour, _item, _may_go_on, _note
from workflow.sesiones.service.conclusion import _voted_in_general
from workflow.sesiones.service.votos import Contado, _in_favour, _previous, _proposal, _put_to_vote

Declarados = Mapping[str, Mapping[str, str]]


@use_case
def abrir_urna(
    punto_id: int,
    *,
    actor: Actor,
    ahora: datetime,
    propuesta: Propuesta | None = None,
    expediente_id: int | None = None,
    preside: str | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> int:
    """Open the vote by phone on the item on the floor. `expediente_id`: a reserved dossier of a block.

    What is put to the vote is kept now, and is what the closing counts. Refused as the vote itself would be.
    """
    sesion, punto = _on_the_floor(punto_id, actor, ahora, version, llave)
    if punto.tipo not in (*VOTABLES, "bloque"):
        raise Refused("PUNTO_INFORMATIVO_NO_SE_VOTA", titulo=punto.titulo)
    if voto_movil.current(punto) is not None:
        raise Refused("URNA_ABIERTA", titulo=punto.titulo)
    pase = carga.pase_of(sesion)
    _may_go_on(sesion, pase, ahora)
    _block_allows(sesion, punto, expediente_id)
    _, previas = _previous(punto, "punto" if expediente_id is None else "reserva", expediente_id)
    pedida = _proposal(sesion, punto, propuesta, previas)
    if punto.tipo == "bloque" and expediente_id is None and pedida.sentido != _in_favour(sesion):
        raise Invalid("PROPUESTA_DESCONOCIDA")
    empatados = [v.grupo for v in previas if v.resultado == "empate"]
    _leave_without_effect(punto, actor, ahora)
    ultima = db.session.scalar(
        select(func.max(VotacionElectronica.vuelta)).where(VotacionElectronica.punto_id == punto.id)
    )
    urna = VotacionElectronica(
        sesion_id=sesion.id,
        punto_id=punto.id,
        vuelta=int(ultima or 0) + 1,
        expediente_id=expediente_id,
        propuesta={**asdict(pedida), "grupos": empatados or _bodies(pase)},
        preside=preside or sesion.preside or "",
        abierta_en=ahora,
        abierta_por_id=actor.usuario_id,
    )
    db.session.add(urna)
    db.session.flush()
    _note("abrir_urna", sesion, actor=actor, ahora=ahora, punto=punto.id, vuelta=urna.vuelta)
    return int(urna.id)


@use_case
def emitir_voto(
    urna_id: int, *, sentido: str, actor: Actor, ahora: datetime, grupo: str = "", llave: str | None = None
) -> None:
    """The vote of who is signed in, from their own seat. One per seat and body, whatever arrives at the same time."""
    urna = lock(VotacionElectronica, urna_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/sesiones/{urna.sesion_id}/mi-voto")
    sesion, punto = db.session.get_one(Sesion, urna.sesion_id), db.session.get_one(Punto, urna.punto_id)
    abierta = voto_movil.current(punto)
    if sesion.estado != "en_curso" or abierta is None or abierta.id != urna.id:
        raise Refused("URNA_CERRADA")
    if sentido not in SENTIDOS:
        raise Invalid("VOTO_SIN_SENTIDO")
    pase = carga.pase_of(sesion)
    quien = _own_seat(sesion, pase, actor, ahora)
    if quien.clave not in lista.room(pase, ahora).presentes:
        raise Refused("VOTA_AUSENTE")
    if quien.clave in carga.excused_from(punto.id):
        raise Refused("VOTA_EXCUSADO")
    if quien.clave in lista.without_vote(pase, ahora, "nominal"):
        raise Refused("VOTA_A_DISTANCIA")
    if grupo not in urna.propuesta["grupos"] or not _belongs(quien, grupo):
        raise Refused("VOTA_OTRA_COMISION")
    previo = db.session.scalar(
        select(VotoEmitido).where(
            VotoEmitido.urna_id == urna.id, VotoEmitido.grupo == grupo, VotoEmitido.asiento == quien.asiento
        )
    )
    if previo is not None:
        raise Refused("VOTO_YA_EMITIDO", hora=f"{local(previo.en):%H:%M}")
    db.session.add(
        VotoEmitido(
            urna_id=urna.id,
            grupo=grupo,
            asiento=quien.asiento,
            integrante_id=quien.id,
            sentido=sentido,
            en=ahora,
            usuario_id=actor.usuario_id,
        )
    )
    db.session.flush()
    _note("emitir_voto", sesion, actor=actor, ahora=ahora, punto=punto.id, vuelta=urna.vuelta)


@use_case
def cerrar_urna(
    punto_id: int,
    *,
    actor: Actor,
    ahora: datetime,
    declarados: Declarados | None = None,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> Contado:
    """Close, and count by the rule: the votes cast plus the declared ones (body → key → sense) of who did not cast.

    The vote of who is no longer in the room, or was excused, does not count. Invalid with everyone whose vote is
    missing, and then it stays open.
    """
    sesion, punto = _on_the_floor(punto_id, actor, ahora, version, llave)
    abierta = voto_movil.current(punto)
    if abierta is None:
        raise Refused("URNA_NO_ABIERTA")
    urna = lock(VotacionElectronica, abierta.id)
    if declarados and not _conducts(sesion, actor):
        raise NotAllowed("DECLARA_QUIEN_LLEVA")
    momento = _hour(sesion, hora, ahora)
    pase = carga.pase_of(sesion)
    capturas = _gathered(urna, punto, pase, declarados or {}, momento)
    urna.cierre, urna.cerrada_en, urna.cerrada_por_id = "contada", ahora, actor.usuario_id
    db.session.flush()
    guardada = {**urna.propuesta}
    guardada.pop("grupos")
    propuesta = Propuesta(
        guardada["sentido"],
        guardada["texto"],
        tuple(guardada["resolutivos"]),
        tuple(guardada["modificaciones"]),
        guardada["contenido"],
    )
    _note("cerrar_urna", sesion, actor=actor, ahora=ahora, punto=punto.id, vuelta=urna.vuelta)
    return _put_to_vote(
        sesion,
        punto,
        capturas if pase.unidas else capturas[""],
        "nominal",
        propuesta,
        urna.preside,
        momento,
        actor,
        ahora,
        urna.expediente_id,
    )


@use_case
def dejar_sin_efecto(
    punto_id: int, *, actor: Actor, ahora: datetime, version: int | None = None, llave: str | None = None
) -> None:
    """Close without counting: the item will be voted again, by phone or in the room. What was cast stays on record."""
    sesion, punto = _on_the_floor(punto_id, actor, ahora, version, llave)
    if voto_movil.current(punto) is None:
        raise Refused("URNA_NO_ABIERTA")
    _leave_without_effect(punto, actor, ahora)
    _note("urna_sin_efecto", sesion, actor=actor, ahora=ahora, punto=punto.id)


def _leave_without_effect(punto: Punto, actor: Actor, ahora: datetime) -> None:
    abierta = db.session.scalar(
        select(VotacionElectronica).where(
            VotacionElectronica.punto_id == punto.id, VotacionElectronica.cerrada_en.is_(None)
        )
    )
    if abierta is not None:
        urna = lock(VotacionElectronica, abierta.id)
        urna.cierre, urna.cerrada_en, urna.cerrada_por_id = "sin_efecto", ahora, actor.usuario_id
        db.session.flush()


def _conducts(sesion: Sesion, actor: Actor) -> bool:
    return actor.has(sesion.organo.conduce)


def _on_the_floor(
    punto_id: int, actor: Actor, ahora: datetime, version: int | None, llave: str | None
) -> tuple[Sesion, Punto]:
    """The item on the floor and its session, locked; for who conducts it, or presides it at that moment."""
    sesion_id = db.session.scalar(select(Punto.sesion_id).where(Punto.id == punto_id))
    if sesion_id is None:
        raise NotFound("NO_EXISTE")
    sesion = lock(Sesion, sesion_id)
    if not _conducts(sesion, actor) and _presider_user(sesion) == actor.usuario_id:
        actor = replace(actor, asignaciones=(*actor.asignaciones, Asignacion(sesion.organo.conduce, None)))
    return _item(punto_id, "en_desahogo", actor=actor, ahora=ahora, version=version, llave=llave)


def _presider_user(sesion: Sesion) -> int | None:
    return db.session.scalar(
        select(Persona.usuario_id)
        .join(SesionIntegrante, SesionIntegrante.persona_id == Persona.id)
        .where(SesionIntegrante.sesion_id == sesion.id, SesionIntegrante.clave == sesion.preside)
    )


def _block_allows(sesion: Sesion, punto: Punto, expediente_id: int | None) -> None:
    """A block is voted in general first, and then each reserve."""
    if punto.tipo != "bloque":
        if expediente_id is not None:
            raise Refused("PUNTO_NO_ES_BLOQUE", titulo=punto.titulo)
        return
    en_general = _voted_in_general(sesion, punto)
    if expediente_id is None and en_general:
        raise Refused("PUNTO_YA_DESAHOGADO", titulo=punto.titulo)
    if expediente_id is not None:
        bloque._reserved(punto, expediente_id)
        if not en_general:
            raise Refused("BLOQUE_SIN_VOTAR", titulo=punto.titulo)


def _bodies(pase: Pase) -> list[str]:
    if not pase.unidas:
        return [""]
    return [CONJUNTO] if pase.reglas.get("modo") == "conjunta" else [clave for clave, _ in pase.comisiones]


def _belongs(quien: Integrante, grupo: str) -> bool:
    return grupo in ("", CONJUNTO) or grupo in dict(quien.comisiones)


def _own_seat(sesion: Sesion, pase: Pase, actor: Actor, ahora: datetime) -> Integrante:
    """The row of the roll of who is signed in; NotAllowed if there is none."""
    claves = set(
        db.session.scalars(
            select(SesionIntegrante.clave)
            .join(Persona, Persona.id == SesionIntegrante.persona_id)
            .where(SesionIntegrante.sesion_id == sesion.id, Persona.usuario_id == actor.usuario_id)
        )
    )
    suyos = [i for i in pase.integrantes if i.clave in claves]
    if not suyos:
        raise NotAllowed("NO_INTEGRA_SESION")
    presentes = lista.room(pase, ahora).presentes
    return next((i for i in suyos if i.clave in presentes), suyos[0])


def _gathered(
    urna: VotacionElectronica, punto: Punto, pase: Pase, declarados: Declarados, momento: datetime
) -> dict[str, Captura]:
    """One capture per body: what was cast by who may vote at that hour, and what was declared."""
    claves = {i.id: i.clave for i in pase.integrantes}
    electores = set(lista.room(pase, momento).presentes) - carga.excused_from(punto.id)
    electores -= lista.without_vote(pase, momento, "nominal")
    emitidos = db.session.scalars(select(VotoEmitido).where(VotoEmitido.urna_id == urna.id).order_by(VotoEmitido.id))
    votos: dict[str, dict[str, str]] = {grupo: {} for grupo in urna.propuesta["grupos"]}
    for emitido in emitidos:
        clave = claves[emitido.integrante_id]
        if clave in electores:
            votos[emitido.grupo][clave] = emitido.sentido
    dobles = [
        Reason("VOTO_DOBLE", {"persona": pase.nombre(clave)})
        for grupo, suyos in declarados.items()
        for clave in suyos
        if clave in votos.get(grupo, {})
    ]
    if dobles:
        raise Invalid(dobles)
    for grupo, suyos in declarados.items():
        votos.setdefault(grupo, {}).update(suyos)
    return {
        grupo: Captura(**{s: tuple(c for c, dicho in suyos.items() if dicho == s) for s in SENTIDOS})
        for grupo, suyos in votos.items()
    }
