"""Deal with the items of the agenda: open, speak, be excused, deal with without a vote."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select

from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Reason, Refused
from workflow.sesiones import lista
from workflow.sesiones.agenda import TEXTO_MAXIMO
from workflow.sesiones.estados import ABIERTOS, SIN_VOTACION
from workflow.sesiones.models import Excusa, Intervencion, Punto
from workflow.sesiones.queries import carga
from workflow.sesiones.queries.partes import dossier_now
from workflow.sesiones.service import bloque
from workflow.sesiones.service.comun import _begin, _end_item, _hour, _item, _may_go_on, _member, _note
from workflow.sesiones.service.conclusion import _voted_in_general


@use_case
def abrir_punto(
    punto_id: int,
    *,
    actor: Actor,
    ahora: datetime,
    presenta: str = "",
    exposicion: str = "",
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """Put an item on the floor, one at a time. It takes its number in the order really followed when it ends."""
    sesion, punto = _item(punto_id, "pendiente", actor=actor, ahora=ahora, version=version, llave=llave)
    _text(exposicion, required=False)
    if punto.tipo == "clausura":
        raise Refused("PUNTO_ES_CLAUSURA")
    if punto.tipo != "orden" and not sesion.orden_aprobado:
        raise Refused("ORDEN_NO_APROBADO")
    if punto.cerrado_en is not None or any(v.asunto == "punto" for v in carga.counts_of([punto.id])):
        raise Refused("PUNTO_YA_DESAHOGADO", titulo=punto.titulo)
    abierto = db.session.scalar(select(Punto.titulo).where(Punto.sesion_id == sesion.id, Punto.estado == "en_desahogo"))
    if abierto is not None:
        raise Refused("OTRO_PUNTO_ABIERTO", titulo=abierto)
    momento = _hour(sesion, hora, ahora)
    _may_go_on(sesion, carga.pase_of(sesion), momento)
    punto.abierto_en, punto.estado = momento, "en_desahogo"
    if punto.expediente_id is not None:
        punto.expediente_ref = asdict(dossier_now(punto.expediente_id))
    for asunto in carga.matters_of(punto.id):
        asunto.referencia = asdict(dossier_now(asunto.expediente_id))
    punto.presenta, punto.exposicion = presenta.strip()[:200] or punto.presenta, exposicion.strip()
    _note("abrir_punto", sesion, actor=actor, ahora=ahora, expediente_id=punto.expediente_id, punto=punto.id)


@use_case
def intervenir(
    punto_id: int,
    *,
    texto: str,
    actor: Actor,
    ahora: datetime,
    persona: str | None = None,
    invitado: str = "",
    invitado_cargo: str = "",
    literal: bool = False,
    tramite: str = "",
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> int:
    """Note who spoke and what was said. `persona`: key of the roll; or `invitado`, with voice and no vote.

    `literal`: the words were asked to be on record. `tramite`: what was done with a general matter.
    """
    sesion, punto = _item(punto_id, "en_desahogo", actor=actor, ahora=ahora, version=version, llave=llave)
    _text(texto)
    momento = _hour(sesion, hora, ahora)
    integrante_id, nombre, cargo = None, invitado.strip(), invitado_cargo.strip()
    if persona is not None:
        pase = carga.pase_of(sesion)
        integrante = _member(pase, persona)
        if persona not in lista.room(pase, momento).presentes:
            raise Invalid("INTERVIENE_AUSENTE", persona=integrante.nombre)
        integrante_id, nombre, cargo = integrante.id, integrante.nombre, integrante.cargo
    elif not nombre:
        raise Invalid("INTERVENCION_SIN_PERSONA")
    fila = Intervencion(
        punto_id=punto.id,
        integrante_id=integrante_id,
        nombre=nombre[:200],
        cargo=cargo[:200],
        hora=momento,
        texto=texto.strip(),
        literal=literal,
        tramite=tramite.strip()[:TEXTO_MAXIMO],
        por_id=actor.usuario_id,
    )
    db.session.add(fila)
    db.session.flush()
    _note("intervencion", sesion, actor=actor, ahora=ahora, punto=punto.id, integrante=persona)
    return int(fila.id)


@use_case
def excusar(
    punto_id: int,
    *,
    persona: str,
    causa: str,
    actor: Actor,
    ahora: datetime,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """A member reports a conflict and is left out of this item, before it is voted (LGRA 58)."""
    sesion, punto = _item(punto_id, *ABIERTOS, actor=actor, ahora=ahora, version=version, llave=llave)
    _text(causa)
    momento = _hour(sesion, hora, ahora)
    pase = carga.pase_of(sesion)
    integrante = _member(pase, persona)
    if persona not in lista.room(pase, momento).presentes:
        raise Invalid("EXCUSA_DE_AUSENTE", persona=integrante.nombre)
    if any(v.asunto == "punto" for v in carga.counts_of([punto.id])):
        raise Refused("EXCUSA_EXTEMPORANEA", persona=integrante.nombre)
    if persona in carga.excused_from(punto.id):
        raise Refused("EXCUSA_REPETIDA", persona=integrante.nombre)
    db.session.add(
        Excusa(
            punto_id=punto.id, integrante_id=integrante.id, causa=causa.strip(), hora=momento, por_id=actor.usuario_id
        )
    )
    _note("excusa", sesion, actor=actor, ahora=ahora, expediente_id=punto.expediente_id, integrante=persona)


@use_case
def desahogar(
    punto_id: int,
    *,
    actor: Actor,
    ahora: datetime,
    resultado: str = "",
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """End an item that is not voted (informative, general matters), or a block whose reserves are left pending."""
    sesion, punto = _item(punto_id, "en_desahogo", actor=actor, ahora=ahora, version=version, llave=llave)
    if punto.tipo == "bloque" and _voted_in_general(sesion, punto):
        bloque._end_block(punto, _hour(sesion, hora, ahora))
        _note("desahogar", sesion, actor=actor, ahora=ahora, punto=punto.id)
        return
    if punto.tipo not in SIN_VOTACION:
        raise Refused("PUNTO_REQUIERE_VOTACION", titulo=punto.titulo)
    _end_item(punto, "desahogado", resultado.strip()[:TEXTO_MAXIMO], _hour(sesion, hora, ahora))
    _note("desahogar", sesion, actor=actor, ahora=ahora, punto=punto.id)


@use_case
def designar_preside(
    sesion_id: int, *, persona: str, actor: Actor, ahora: datetime, version: int | None = None, llave: str | None = None
) -> None:
    """Who presides from now on (the presider left, or is excused from the item)."""
    sesion = _begin(sesion_id, "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    pase = carga.pase_of(sesion)
    if persona not in lista.room(pase, ahora).presentes:
        raise Invalid("PRESIDE_AUSENTE", persona=pase.nombre(persona))
    sesion.preside = persona
    _note("preside", sesion, actor=actor, ahora=ahora, integrante=persona)


def _text(texto: str, *, required: bool = True) -> None:
    reasons = []
    if required and not texto.strip():
        reasons.append(Reason("FALTA_TEXTO"))
    if len(texto) > TEXTO_MAXIMO:
        reasons.append(Reason("TEXTO_LARGO", {"maximo": TEXTO_MAXIMO}))
    if reasons:
        raise Invalid(reasons)
