"""Votes: capture per member, count by rule, second round, casting vote. The result is never picked by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Required, TypedDict, Unpack

from sqlalchemy import select

from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotFound, Refused
from workflow.sesiones import configuracion, conteo, lista
from workflow.sesiones.comisiones_unidas import PROPUESTAS
from workflow.sesiones.conteo import Calidad, Captura, Cedulas
from workflow.sesiones.estados import RESOLUCIONES, VOTABLES
from workflow.sesiones.lista import Pase
from workflow.sesiones.mayorias import Cuerpo, Totales
from workflow.sesiones.models import Punto, Sesion, Votacion, VotoCalidad
from workflow.sesiones.queries import carga
from workflow.sesiones.service import bloque
from workflow.sesiones.service.captura import Propuesta, Votos, _Acto, _count, _write_decision
from workflow.sesiones.service.comun import _hour, _item, _may_go_on, _note
from workflow.sesiones.service.conclusion import _last_by_group, _voted_in_general
from workflow.sesiones.service.desenlace import _settle


@dataclass(frozen=True)
class Contado:
    """What the rule answered: code, the sentence, and the ids of the counts just stored."""

    resultado: str
    razon: str
    votaciones: tuple[int, ...]


class Voto(TypedDict, total=False):
    """What a vote is told, of an item or of a dossier of a block.

    `votos`: one capture, or one per commission key in a joint session. `hora`: None for now.
    """

    votos: Required[Captura | Cedulas | Votos]
    actor: Required[Actor]
    ahora: Required[datetime]
    tipo: str
    propuesta: Propuesta | None
    preside: str | None
    hora: datetime | None
    version: int | None
    llave: str | None


@use_case
def votar(punto_id: int, **voto: Unpack[Voto]) -> Contado:
    """Store the vote of each member and count it by the rule of the organ; when it decides, the dossier moves.

    After a tie to be repeated, the next call is the second round (only the tied commissions). Raises Refused
    SIN_QUORUM, or Invalid with every capture error.
    """

    def allowed(sesion: Sesion, punto: Punto) -> None:
        if punto.tipo == "bloque":
            raise Refused("PUNTO_EN_BLOQUE", titulo=punto.titulo)
        if punto.tipo not in VOTABLES:
            raise Refused("PUNTO_INFORMATIVO_NO_SE_VOTA", titulo=punto.titulo)

    return _vote(punto_id, allowed, voto)


@use_case
def votar_bloque(punto_id: int, **voto: Unpack[Voto]) -> Contado:
    """The vote in general of a block: it decides each dossier that was not reserved. One proposal: to approve."""
    propuesta = voto.get("propuesta")

    def allowed(sesion: Sesion, punto: Punto) -> None:
        if punto.tipo != "bloque":
            raise Refused("PUNTO_NO_ES_BLOQUE", titulo=punto.titulo)
        if _voted_in_general(sesion, punto):
            raise Refused("PUNTO_YA_DESAHOGADO", titulo=punto.titulo)
        if propuesta is not None and propuesta.sentido not in ("", _in_favour(sesion)):
            raise Invalid("PROPUESTA_DESCONOCIDA")

    return _vote(punto_id, allowed, voto)


@use_case
def votar_reserva(punto_id: int, *, expediente_id: int, **voto: Unpack[Voto]) -> Contado:
    """The vote in particular of a reserved dossier, after the vote in general. A second tie defers it."""

    def allowed(sesion: Sesion, punto: Punto) -> None:
        bloque._reserved(punto, expediente_id)
        if not _voted_in_general(sesion, punto):
            raise Refused("BLOQUE_SIN_VOTAR", titulo=punto.titulo)
        if any(v.expediente_id == expediente_id and v.resultado == "diferido" for v in carga.counts_of([punto.id])):
            raise Refused("PUNTO_YA_DESAHOGADO", titulo=punto.titulo)

    return _vote(punto_id, allowed, voto, expediente_id)


def _vote(
    punto_id: int, allowed: Callable[[Sesion, Punto], None], voto: Voto, expediente_id: int | None = None
) -> Contado:
    actor, ahora = voto["actor"], voto["ahora"]
    sesion, punto = _item(
        punto_id, "en_desahogo", actor=actor, ahora=ahora, version=voto.get("version"), llave=voto.get("llave")
    )
    allowed(sesion, punto)
    momento = _hour(sesion, voto.get("hora"), ahora)
    return _put_to_vote(
        sesion,
        punto,
        voto["votos"],
        voto.get("tipo", "economica"),
        voto.get("propuesta"),
        voto.get("preside"),
        momento,
        actor,
        ahora,
        expediente_id,
    )


def _in_favour(sesion: Sesion) -> str:
    """The proposal to approve, as the organ says it."""
    return "favorable" if sesion.organo.tipo == "comisiones_unidas" else "aprobado"


def _put_to_vote(
    sesion: Sesion,
    punto: Punto,
    votos: Captura | Cedulas | Votos,
    tipo: str,
    propuesta: Propuesta | None,
    preside: str | None,
    momento: datetime,
    actor: Actor,
    ahora: datetime,
    expediente_id: int | None = None,
) -> Contado:
    pase = carga.pase_of(sesion)
    _may_go_on(sesion, pase, momento)
    asunto = "punto" if expediente_id is None else "reserva"
    serie, previas = _previous(punto, asunto, expediente_id)
    eleccion = isinstance(votos, Cedulas) and votos.candidaturas is not None
    if eleccion and (punto.tipo != "votable" or punto.expediente_id is not None):
        raise Refused("ELECCION_DE_EXPEDIENTE", titulo=punto.titulo)
    if previas and eleccion != (previas[0].por_candidatura is not None):
        raise Invalid("SEGUNDA_VUELTA_DE_OTRA_CLASE")
    pedida = _proposal(sesion, punto, propuesta, previas)
    quien = preside or sesion.preside or ""
    acto = _Acto(sesion, punto, pase, pedida, tipo, quien, momento, serie, previas, actor, ahora, asunto, expediente_id)
    nuevas = _count(acto, votos)
    vigentes = {**{v.grupo: v for v in previas}, **{v.grupo: v for v in nuevas}}
    _note(
        "votar",
        sesion,
        actor=actor,
        ahora=ahora,
        expediente_id=expediente_id or punto.expediente_id,
        punto=punto.id,
        votaciones=[v.id for v in nuevas],
        resultados=[v.resultado for v in nuevas],
    )
    resultado, razon = _settle(sesion, punto, list(vigentes.values()), actor=actor, ahora=ahora)
    return Contado(resultado, razon, tuple(v.id for v in nuevas))


@use_case
def ejercer_voto_calidad(
    votacion_id: int,
    *,
    sentido: str,
    actor: Actor,
    ahora: datetime,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> Contado:
    """The casting vote, a second act of who presides: it breaks the tie and never changes the totals."""
    punto_id = db.session.scalar(select(Votacion.punto_id).where(Votacion.id == votacion_id))
    if punto_id is None:
        raise NotFound("NO_EXISTE")
    sesion, punto = _item(punto_id, "en_desahogo", actor=actor, ahora=ahora, version=version, llave=llave)
    fila = lock(Votacion, votacion_id)
    if fila.resultado != "pendiente_voto_calidad" or fila.calidad_de is None or fila.anulada is not None:
        raise Refused("CALIDAD_NO_PROCEDE")
    if sentido not in ("a_favor", "en_contra"):
        raise Invalid("CALIDAD_SENTIDO")
    momento = _hour(sesion, hora, ahora)
    pase = carga.pase_of(sesion)
    quien = pase.integrante(fila.calidad_de)
    if quien is None or quien.clave not in lista.room(pase, momento).presentes:
        raise Refused("PRESIDE_AUSENTE", persona=pase.nombre(fila.calidad_de))
    decision = conteo.decide(
        Totales(fila.a_favor, fila.en_contra, fila.abstencion, fila.nulos),
        _body(fila, pase),
        configuracion.voting_rules(pase.reglas, fila.mayoria),
        Calidad(quien.clave, sentido),
    )
    db.session.add(
        VotoCalidad(votacion_id=fila.id, integrante_id=quien.id, sentido=sentido, hora=momento, por_id=actor.usuario_id)
    )
    _write_decision(fila, decision, momento)
    db.session.flush()
    _note("voto_calidad", sesion, actor=actor, ahora=ahora, expediente_id=punto.expediente_id, votacion=fila.id)
    vigentes = _last_by_group(punto, fila.asunto, fila.serie)
    resultado, razon = _settle(sesion, punto, vigentes, actor=actor, ahora=ahora)
    return Contado(resultado, razon, (fila.id,))


def _previous(punto: Punto, asunto: str, expediente_id: int | None) -> tuple[int, list[Votacion]]:
    """The series of counts in course, and its last count per group. A rejected agenda may be voted anew.

    What was annulled does not count, but keeps its number of series.
    """
    todas = [v for v in carga.counts_of([punto.id], anuladas=True) if v.asunto == asunto]
    siguiente = max((v.serie for v in todas), default=0) + 1
    vigentes = [v for v in carga.counts_of([punto.id]) if v.asunto in ("punto", "reserva")]
    if any(v.resultado == "pendiente_voto_calidad" for v in vigentes):
        raise Refused("VOTO_CALIDAD_PENDIENTE", titulo=punto.titulo)
    propias = [v for v in vigentes if v.asunto == asunto and v.expediente_id == expediente_id]
    if not propias:
        return siguiente, []
    previas = _last_by_group(punto, asunto, propias[-1].serie)
    por_repetir = any(v.resultado in _A_REPETIR and v.ronda == 1 for v in previas)
    return (propias[-1].serie, previas) if por_repetir else (siguiente, [])


_CON_CAMBIOS = ("aprobado_con_modificaciones",)
_A_REPETIR = ("empate", "empate_a_repetir", "segunda_vuelta")


def _proposal(sesion: Sesion, punto: Punto, propuesta: Propuesta | None, previas: list[Votacion]) -> Propuesta:
    """What is voted; in a second round, the same as in the first."""
    if previas:
        primera = previas[0]
        modificaciones = tuple(primera.cuerpo.get("modificaciones", ()))
        return Propuesta(
            primera.propuesta, primera.texto, tuple(primera.resolutivos), modificaciones, primera.contenido
        )
    pedida = propuesta or Propuesta()
    con_expediente = punto.expediente_id is not None or punto.tipo == "bloque"
    unidas = sesion.organo.tipo == "comisiones_unidas" and con_expediente
    sentido = pedida.sentido or ("favorable" if unidas else "aprobado")
    if sentido not in (PROPUESTAS if unidas else RESOLUCIONES):
        raise Invalid("PROPUESTA_DESCONOCIDA")
    if sentido in _CON_CAMBIOS and not pedida.modificaciones:
        raise Invalid("FALTAN_MODIFICACIONES")
    return replace(pedida, sentido=sentido)


def _body(fila: Votacion, pase: Pase) -> Cuerpo:
    return Cuerpo(
        electores=fila.electorado,
        excusados=fila.excusados,
        ausentes=fila.ausentes,
        integrantes=fila.integrantes,
        integrantes_en_funciones=fila.en_funciones,
        excusado_cuenta_presentes=bool(pase.reglas.get("excusado_cuenta_presentes", False)),
    )
