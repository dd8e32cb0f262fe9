"""From the roll and the attendance of a session, as registered, to what the rules are told. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from workflow.sesiones import comisiones_unidas, configuracion, distancia, quorum, votacion
from workflow.sesiones.distancia import A_DISTANCIA, PRESENCIAL
from workflow.sesiones.estados import EVENTOS_EN_SESION
from workflow.sesiones.quorum import Composicion, Evento, Quorum, Sala


@dataclass(frozen=True)
class Integrante:
    """A person on the roll (or a vacant seat). `comisiones`: (key, cargo) of a joint session."""

    id: int
    clave: str
    asiento: str
    nombre: str
    genero: str
    cargo: str
    puesto: str
    situacion: str
    persona_id: int | None
    comisiones: tuple[tuple[str, str], ...] = ()
    sector: str = ""


@dataclass(frozen=True)
class Asistio:
    """An attendance fact: roll call (`presente`, `justifica`) or an event that followed it. `modo`: how they attend."""

    clave: str
    evento: str
    hora: datetime
    motivo: str = ""
    modo: str = PRESENCIAL

    @property
    def remoto(self) -> bool:
        return self.modo == A_DISTANCIA


@dataclass(frozen=True)
class Pase:
    """A session as the rules see it: organ kind, rules frozen at convening, roll and attendance."""

    organo_tipo: str
    reglas: Mapping[str, Any]
    integrantes: tuple[Integrante, ...]
    asistencia: tuple[Asistio, ...] = ()
    apertura: datetime | None = None
    comisiones: tuple[tuple[str, str], ...] = ()
    recesos: tuple[tuple[datetime, datetime | None], ...] = ()

    @property
    def unidas(self) -> bool:
        return self.organo_tipo == "comisiones_unidas"

    def nombre(self, clave: str) -> str:
        return next((i.nombre for i in self.integrantes if i.clave == clave), clave)

    def integrante(self, clave: str) -> Integrante | None:
        return next((i for i in self.integrantes if i.clave == clave), None)


def minute(momento: datetime) -> int:
    """Minutes since 1970: what is registered in the same minute as a vote has already taken effect."""
    return int(momento.timestamp() // 60)


def composition(integrantes: Iterable[Integrante]) -> Composicion:
    """Seats in order and who is missing before the opening."""
    todos = tuple(integrantes)
    preside = next((i.asiento for i in todos if i.puesto == "presidencia"), todos[0].asiento if todos else "")

    def seats_of(*situaciones: str) -> frozenset[str]:
        return frozenset(i.asiento for i in todos if i.situacion in situaciones)

    con_titular = seats_of("titular")
    return Composicion(
        asientos=tuple(dict.fromkeys(i.asiento for i in todos)),
        preside=preside,
        vacantes=seats_of("vacante"),
        licencias=seats_of("licencia") - con_titular,
        suplentes=frozenset(i.clave for i in todos if i.situacion == "suplente"),
    )


def attendance(asistencia: Iterable[Asistio], apertura: datetime) -> votacion.Asistencia:
    hechos = tuple(asistencia)
    return votacion.Asistencia(
        apertura=minute(apertura),
        lista=tuple(h.clave for h in hechos if h.evento == "presente"),
        eventos=tuple(
            Evento(minute(h.hora), h.evento, h.clave, h.remoto) for h in hechos if h.evento in EVENTOS_EN_SESION
        ),
        remotos=frozenset(h.clave for h in hechos if h.evento == "presente" and h.remoto),
    )


def room(pase: Pase, momento: datetime) -> Sala:
    """Who holds a seat and who is in the room. Before the opening, an empty room."""
    composicion = composition(pase.integrantes)
    reglas = configuracion.organ_rules(pase.reglas).composicion
    hechos = attendance(pase.asistencia, pase.apertura or momento)
    return quorum.room_at(composicion, reglas, hechos.lista, hechos.eventos, minute(momento), hechos.remotos)


def mode_of(sala: Sala, clave: str) -> str:
    """How somebody who is there attends."""
    return A_DISTANCIA if clave in sala.remotos else PRESENCIAL


def stand_ins(pase: Pase) -> dict[str, str]:
    """Suplente → titular, of who may answer the roll in the place of an absent titular by the rules of the organ."""
    if not pase.reglas.get("suplente_por_ausencia"):
        return {}
    titulares = {i.asiento: i.clave for i in pase.integrantes if i.situacion == "titular"}
    libres = (i for i in pase.integrantes if i.situacion == "disponible" and i.persona_id is not None)
    return {i.clave: titulares[i.asiento] for i in libres if i.asiento in titulares}


def without_vote(pase: Pase, momento: datetime, tipo: str) -> frozenset[str]:
    """Who attends at a distance and, by the rules of the organ, does not vote in a vote of that kind."""
    remotos = room(pase, momento).remotos
    return frozenset() if tipo in distancia.rule(pase.reglas).vota else remotos


def commissions(pase: Pase) -> tuple[comisiones_unidas.Comision, ...]:
    """The commissions of a joint session, each with its members in order and its presider."""
    grupos = []
    for clave, nombre in pase.comisiones:
        miembros = [(i.clave, dict(i.comisiones)[clave]) for i in pase.integrantes if clave in dict(i.comisiones)]
        preside = next((p for p, cargo in miembros if cargo == "presidencia"), miembros[0][0] if miembros else "")
        grupos.append(comisiones_unidas.Comision(clave, tuple(p for p, _ in miembros), preside, nombre))
    return tuple(grupos)


def quorum_now(pase: Pase, momento: datetime, excusas: frozenset[str] = frozenset()) -> dict[str, Quorum]:
    """Quórum at that hour: key «» for an organ; one per commission (and CONJUNTO) for a joint session."""
    sala = room(pase, momento)
    if pase.unidas:
        reglas = configuracion.joint_rules(pase.reglas)
        presentes = frozenset(sala.presentes)
        quorums, _ = comisiones_unidas.quorum_of(commissions(pase), reglas, presentes, excusas, sala.remotos)
        return quorums
    organo = configuracion.organ_rules(pase.reglas)
    fuera = frozenset() if organo.voto.excusado_cuenta_quorum else excusas
    cuentan = sala.counting(organo.distancia.cuenta_quorum, fuera)
    return {"": quorum.measure(organo.quorum, sala.n_efectivo, len(cuentan))}


def lacking_quorum(pase: Pase, quorums: Mapping[str, Quorum]) -> tuple[str, ...]:
    """Where the quórum is missing, by the mode of the organ; empty when there is quórum."""
    if not pase.unidas:
        return tuple(clave for clave, q in quorums.items() if not q.hay)
    modo = pase.reglas["quorum_modo"]
    conjunto = comisiones_unidas.CONJUNTO
    exigidos = [c for c in quorums if c == conjunto or modo != "cuerpo_conjunto"]
    return tuple(clave for clave in exigidos if not quorums[clave].hay)


def in_recess(pase: Pase, momento: datetime) -> bool:
    ahora = minute(momento)
    return any(minute(desde) <= ahora and (hasta is None or ahora < minute(hasta)) for desde, hasta in pase.recesos)


def quorum_limit(pase: Pase, momento: datetime) -> datetime | None:
    """Until when a quórum lost in this session may be recovered; None if it is not lost.

    The rule of the organ decides: a recess of so many minutes, or none at all. A quórum that comes back after its
    limit is still lost: what remains is to lift the session. Who leaves during a recess does not break it.
    """
    if pase.apertura is None:
        return None
    minutos = int(pase.reglas.get("receso_max_min") or 0) if pase.reglas.get("quorum_perdido") == "receso" else 0
    limite: datetime | None = None
    reanudaciones = [hasta for _, hasta in pase.recesos if hasta is not None]
    for hora in sorted({pase.apertura, *(h.hora for h in pase.asistencia), *reanudaciones}):
        if minute(hora) > minute(momento) or in_recess(pase, hora):
            continue
        falta = bool(lacking_quorum(pase, quorum_now(pase, hora)))
        if falta and limite is None:
            limite = hora + timedelta(minutes=minutos)
        elif not falta and limite is not None and minute(hora) <= minute(limite):
            limite = None
    return limite


def natural_presider(pase: Pase, momento: datetime) -> str | None:
    """Who presides when nobody is named: the presider if in the room, or who conducts the joint session."""
    presentes = frozenset(room(pase, momento).presentes)
    if pase.unidas:
        return comisiones_unidas.conductor(commissions(pase), configuracion.joint_rules(pase.reglas), presentes)
    preside = composition(pase.integrantes).preside
    if preside in presentes:
        return preside
    return next((i.clave for i in pase.integrantes if i.clave in presentes), None)
