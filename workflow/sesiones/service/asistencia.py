"""Open a session with its roll call, and note who arrives, leaves and comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import update

from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local
from workflow.kernel.refusals import Invalid, Reason, Refused
from workflow.outbox.service import leave
from workflow.sesiones import distancia, lista
from workflow.sesiones.distancia import A_DISTANCIA, PRESENCIAL
from workflow.sesiones.estados import CON_MODO, ESTRUCTURALES, EVENTOS_EN_SESION
from workflow.sesiones.lista import Pase, minute
from workflow.sesiones.models import AsistenciaEvento, Incidencia, Punto, Sesion
from workflow.sesiones.queries import carga
from workflow.sesiones.quorum import Quorum
from workflow.sesiones.service.comun import (
    _begin,
    _end_item,
    _hour,
    _may_go_on,
    _member,
    _next_number,
    _note,
)

QuorumPorGrupo = dict[str, Quorum]


@use_case
def abrir(
    sesion_id: int,
    *,
    presentes: Sequence[str],
    actor: Actor,
    ahora: datetime,
    justificados: Mapping[str, str] | None = None,
    a_distancia: Sequence[str] | None = None,
    preside: str | None = None,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> str:
    """Roll call. With quórum the session is installed (`en_curso`); without it, `no_verificada` and closed.

    `presentes`: keys of the roll; `justificados`: key → reason of the absence; `a_distancia`: who answers from
    elsewhere (None: everybody as the session was convened). Returns the state of the session.
    """
    sesion = _begin(sesion_id, "convocada", actor=actor, ahora=ahora, version=version, llave=llave)
    momento = _hour(sesion, hora, ahora)
    sesion.apertura = momento
    pase = carga.pase_of(sesion)
    modos = _modes(sesion, presentes, a_distancia)
    _answer_roll(sesion, pase, modos, justificados or {}, momento, actor, ahora)
    pase = carga.pase_of(sesion)
    quorums = lista.quorum_now(pase, momento)
    sesion.quorum_inicial = _plain(quorums)
    punto = _roll_item(sesion, momento)
    if lista.lacking_quorum(pase, quorums):
        _not_verified(sesion, punto, pase, momento, actor, ahora)
        return sesion.estado
    elegido = preside or lista.natural_presider(pase, momento)
    if elegido is None or elegido not in lista.room(pase, momento).presentes:
        raise Invalid("PRESIDE_AUSENTE", persona=pase.nombre(elegido or ""))
    numero = _next_number(sesion.organo_id, f"sesion:{sesion.tipo}", sesion.periodo)
    sesion.preside, sesion.numero, sesion.estado = elegido, numero, "en_curso"
    sesion.orden_aprobado = sesion.tipo == "solemne"
    punto.resultado = "Hay quórum legal: se declara instalada la sesión."
    _note("instalar", sesion, actor=actor, ahora=ahora, numero=sesion.numero, quorum=sesion.quorum_inicial)
    return sesion.estado


@use_case
def registrar_asistencia(
    sesion_id: int,
    *,
    persona: str,
    evento: str,
    actor: Actor,
    ahora: datetime,
    hora: datetime | None = None,
    motivo: str = "",
    modo: str | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> QuorumPorGrupo:
    """Note that somebody arrives late, leaves, comes back, or takes a seat. Answers the quórum of that hour.

    `modo`: presencial or a_distancia, of who arrives (None: as the session was convened) or changes from one to other.

    Losing the quórum is noted as an incident: nothing is voted until it is back.
    """
    sesion = _begin(sesion_id, "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    momento = _hour(sesion, hora, ahora)
    pase = carga.pase_of(sesion)
    integrante = _member(pase, persona)
    antes = lista.lacking_quorum(pase, lista.quorum_now(pase, momento))
    _check_event(pase, persona, evento, momento, modo)
    _add(sesion, integrante.id, evento, momento, motivo, actor, ahora, modo)
    _note("asistencia", sesion, actor=actor, ahora=ahora, evento=evento, integrante=persona)
    despues = carga.pase_of(sesion)
    quorums = lista.quorum_now(despues, momento)
    faltan = lista.lacking_quorum(despues, quorums)
    if sesion.receso_desde is None and bool(antes) != bool(faltan):
        _quorum_changed(sesion, bool(faltan), quorums, momento, actor)
    if integrante.clave == sesion.preside and evento in ("sale", "licencia"):
        sesion.preside = lista.natural_presider(despues, momento) or sesion.preside
    return quorums


@use_case
def registrar_incidencia(
    sesion_id: int,
    *,
    clase: str,
    texto: str,
    actor: Actor,
    ahora: datetime,
    hora: datetime | None = None,
    hasta: datetime | None = None,
    presentes: Sequence[str] | None = None,
    a_distancia: Sequence[str] | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """A recess, its resumption, a change of place or another incident; the quórum of that hour is kept with it.

    `hasta`: the hour announced to go on, of a recess (it may be another day). `presentes`: the roll called to
    resume, when it is called anew, and `a_distancia` as at the opening; without it, who was in the room. Nothing is
    opened nor voted in recess, and it is not resumed without quórum.
    """
    sesion = _begin(sesion_id, "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    if clase not in ("receso", "reanudacion", "sede", "otra"):
        raise Invalid("INCIDENCIA_DESCONOCIDA")
    if not texto.strip():
        raise Invalid("FALTA_TEXTO")
    momento = _hour(sesion, hora, ahora)
    if clase == "receso":
        _pause(sesion, momento, hasta)
    if clase == "reanudacion":
        _resume(sesion, momento, None if presentes is None else _modes(sesion, presentes, a_distancia), actor, ahora)
    quorums = lista.quorum_now(carga.pase_of(sesion), momento)
    _incident(sesion, clase, texto.strip(), _plain(quorums), momento, actor)
    _note("incidencia", sesion, actor=actor, ahora=ahora, clase=clase)


def _pause(sesion: Sesion, momento: datetime, hasta: datetime | None) -> None:
    if sesion.receso_desde is not None:
        raise Refused("EN_RECESO", desde=f"{local(sesion.receso_desde):%H:%M}")
    if hasta is not None and hasta <= momento:
        raise Invalid("RECESO_SIN_DURACION")
    sesion.receso_desde, sesion.receso_limite = momento, hasta


def _resume(
    sesion: Sesion, momento: datetime, presentes: Mapping[str, str] | None, actor: Actor, ahora: datetime
) -> None:
    """Not before the hour announced, nor without quórum; a quórum that is not back in time lifts the session."""
    if sesion.receso_desde is None:
        raise Refused("SIN_RECESO")
    if sesion.receso_limite is not None and minute(momento) < minute(sesion.receso_limite):
        raise Refused("RECESO_ANTES_DE_HORA", hora=f"{local(sesion.receso_limite):%d/%m/%Y %H:%M}")
    if presentes is not None:
        _call_again(sesion, carga.pase_of(sesion), presentes, momento, actor, ahora)
    sesion.receso_desde = sesion.receso_limite = None
    pase = carga.pase_of(sesion)
    _may_go_on(sesion, replace(pase, recesos=(*pase.recesos[:-1], (pase.recesos[-1][0], momento))), momento)
    if sesion.preside not in lista.room(pase, momento).presentes:
        sesion.preside = lista.natural_presider(pase, momento) or sesion.preside


def _call_again(
    sesion: Sesion, pase: Pase, presentes: Mapping[str, str], momento: datetime, actor: Actor, ahora: datetime
) -> None:
    """A new sitting: who does not answer has left, who answers and was not in the room comes in.

    `presentes`: key → how they attend now.
    """
    sala = lista.room(pase, momento)
    ajenos = [p for p in presentes if p not in sala.titulares]
    if ajenos:
        raise Invalid([Reason("INTEGRANTE_DESCONOCIDO", {"persona": pase.nombre(p)}) for p in ajenos])
    for clave in sala.presentes:
        if clave not in presentes:
            _add(sesion, _member(pase, clave).id, "sale", momento, "", actor, ahora)
    for clave, modo in presentes.items():
        if clave not in sala.presentes:
            evento = "entra" if _has_been(pase, clave) else "retardo"
            _add(sesion, _member(pase, clave).id, evento, momento, "", actor, ahora, modo)
        elif modo != lista.mode_of(sala, clave):
            _add(sesion, _member(pase, clave).id, "cambia_modo", momento, "", actor, ahora, modo)


def _modes(sesion: Sesion, presentes: Sequence[str], a_distancia: Sequence[str] | None) -> dict[str, str]:
    """Key → how they attend, of everybody who answers the roll. Refused if somebody cannot attend so."""
    habitual = distancia.usual(sesion.modalidad, sesion.reglas) if a_distancia is None else PRESENCIAL
    modos = {**dict.fromkeys(presentes, habitual), **dict.fromkeys(a_distancia or (), A_DISTANCIA)}
    for modo in sorted(set(modos.values())):
        _may_attend(sesion, modo)
    return modos


def _may_attend(sesion: Sesion, modo: str) -> None:
    problemas = distancia.problems(modo, sesion.modalidad, sesion.reglas)
    if problemas:
        raise Refused(problemas)


def _answer_roll(
    sesion: Sesion,
    pase: Pase,
    presentes: Mapping[str, str],
    justificados: Mapping[str, str],
    momento: datetime,
    actor: Actor,
    ahora: datetime,
) -> None:
    """Who answers (a suplente takes the seat first) and whose absence is justified; of the rest nothing is noted."""
    titulares, suplen = frozenset(lista.room(pase, momento).titulares), lista.stand_ins(pase)
    ajenos = [p for p in presentes if p not in titulares and p not in suplen]
    ajenos += [p for p in justificados if p not in titulares]
    ambos = [p for p in presentes if p in justificados]
    dos = [p for p in presentes if suplen.get(p) in presentes]
    problemas = [Reason("INTEGRANTE_DESCONOCIDO", {"persona": pase.nombre(p)}) for p in ajenos]
    problemas += [Reason("ASISTENCIA_CONTRADICTORIA", {"persona": pase.nombre(p)}) for p in ambos]
    problemas += [Reason("SUPLENTE_CON_TITULAR", {"persona": pase.nombre(p)}) for p in dos]
    if problemas:
        raise Invalid(problemas)
    for clave, modo in presentes.items():
        for evento in ("suplente", "presente") if clave in suplen else ("presente",):
            _add(sesion, _member(pase, clave).id, evento, momento, "", actor, ahora, modo)
    for clave, motivo in justificados.items():
        _add(sesion, _member(pase, clave).id, "justifica", momento, motivo, actor, ahora)
    db.session.flush()


def _check_event(pase: Pase, persona: str, evento: str, momento: datetime, modo: str | None = None) -> None:
    """The event must be possible: nobody leaves who is not there, nor arrives who is, nor changes to what is."""
    if evento not in EVENTOS_EN_SESION:
        raise Invalid("EVENTO_DESCONOCIDO")
    sala = lista.room(pase, momento)
    dentro, titular = persona in sala.presentes, persona in sala.titulares
    posible = {
        "retardo": titular and not dentro and not _has_been(pase, persona),
        "entra": titular and not dentro,
        "sale": dentro,
        "licencia": titular,
        "suplente": not titular and persona.endswith("s"),
        "reincorpora": not titular and not persona.endswith("s"),
        "cambia_modo": dentro and modo is not None and modo != lista.mode_of(sala, persona),
    }
    if not posible[evento]:
        raise Invalid("EVENTO_IMPOSIBLE", persona=pase.nombre(persona), evento=evento)


def _has_been(pase: Pase, persona: str) -> bool:
    return any(h.clave == persona and h.evento in ("presente", "retardo") for h in pase.asistencia)


def _add(
    sesion: Sesion,
    integrante_id: int,
    evento: str,
    momento: datetime,
    motivo: str,
    actor: Actor,
    ahora: datetime,
    modo: str | None = None,
) -> None:
    """`modo`: None for the usual of the session; kept only with the facts that say how one attends."""
    if evento in CON_MODO:
        modo = modo or distancia.usual(sesion.modalidad, sesion.reglas)
        _may_attend(sesion, modo)
    db.session.add(
        AsistenciaEvento(
            sesion_id=sesion.id,
            integrante_id=integrante_id,
            evento=evento,
            hora=momento,
            motivo=motivo.strip()[:300],
            modo=modo if evento in CON_MODO else None,
            en=ahora,
            por_id=actor.usuario_id,
        )
    )
    db.session.flush()


def _roll_item(sesion: Sesion, momento: datetime) -> Punto:
    punto = db.session.query(Punto).filter_by(sesion_id=sesion.id, tipo="lista").one()
    punto.abierto_en = momento
    _end_item(punto, "desahogado", "", momento)
    return punto


def _not_verified(sesion: Sesion, punto: Punto, pase: Pase, momento: datetime, actor: Actor, ahora: datetime) -> None:
    """Held only for the record: a constancia with who came, and the agenda waits for the second call."""
    punto.resultado = "No hay quórum legal: la sesión no se instala."
    if sesion.reglas.get("no_verificada_consume_numero"):
        sesion.numero = _next_number(sesion.organo_id, f"sesion:{sesion.tipo}", sesion.periodo)
    acta = _next_number(sesion.organo_id, "acta", sesion.periodo)
    sesion.acta_numero, sesion.clausura, sesion.motivo_cierre = acta, momento, "sin_quorum"
    sesion.estado = "no_verificada"
    sesion.preside = lista.natural_presider(pase, momento)
    sesion.quorum_final = sesion.quorum_inicial
    db.session.execute(
        update(Punto)
        .where(Punto.sesion_id == sesion.id, Punto.estado == "pendiente", Punto.tipo.in_(ESTRUCTURALES))
        .values(estado="no_desahogado")
    )
    _note("no_verificada", sesion, actor=actor, ahora=ahora, quorum=sesion.quorum_inicial)
    leave(
        "acta.generar",
        llave=f"acta:{sesion.id}",
        payload={"sesion_id": sesion.id},
        ahora=ahora,
        objeto=("sesion", sesion.id),
    )


def _quorum_changed(sesion: Sesion, perdido: bool, quorums: QuorumPorGrupo, momento: datetime, actor: Actor) -> None:
    clase = "quorum_perdido" if perdido else "quorum_restablecido"
    texto = "Se pierde el quórum: no puede votarse." if perdido else "Se restablece el quórum."
    if perdido and sesion.reglas.get("quorum_perdido") == "receso":
        texto += f" Procede un receso de hasta {sesion.reglas['receso_max_min']} minutos."
    elif perdido:
        texto += " Procede levantar la sesión."
    _incident(sesion, clase, texto, _plain(quorums), momento, actor)


def _incident(sesion: Sesion, clase: str, texto: str, quorum: dict[str, Any], momento: datetime, actor: Actor) -> None:
    db.session.add(
        Incidencia(sesion_id=sesion.id, clase=clase, hora=momento, texto=texto, quorum=quorum, por_id=actor.usuario_id)
    )
    db.session.flush()


def _plain(quorums: QuorumPorGrupo) -> dict[str, Any]:
    """As kept in the database: {«» or commission key: {requerido, presentes, hay}}."""
    return {clave: asdict(quorum) for clave, quorum in quorums.items()}
