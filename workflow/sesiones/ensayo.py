"""Rehearsal: with who has confirmed, which items could not be voted or could not be approved, and why. Pure.

It supposes the best case: everyone who confirmed comes, stays, and votes in favour unless excused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workflow.sesiones import comisiones_unidas, configuracion, lista, mayorias
from workflow.sesiones.lista import Asistio, Pase
from workflow.sesiones.mayorias import Cuerpo, Totales
from workflow.sesiones.quorum import Quorum
from workflow.sesiones.redaccion import counted
from workflow.sesiones.textos import ROTULOS


@dataclass(frozen=True)
class PuntoPorVotar:
    """An item to be voted. `mayoria`: its own, or None for that of the organ. `excusas`: known in advance."""

    id: int
    titulo: str
    mayoria: str | None = None
    excusas: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Impedimento:
    """`punto_id` None: the session itself. `codigo`: SIN_QUORUM, SIN_MAYORIA. `faltan`: how many more people."""

    punto_id: int | None
    codigo: str
    faltan: int
    frase: str


@dataclass(frozen=True)
class Ensayo:
    """`sin_tratar`: the items to be voted that could not even be dealt with, because the session has no quórum."""

    confirmados: int
    quorum: dict[str, Quorum]
    impedimentos: tuple[Impedimento, ...]
    sin_tratar: tuple[str, ...] = ()


def rehearse(pase: Pase, confirmados: Sequence[str], puntos: Sequence[PuntoPorVotar], momento: datetime) -> Ensayo:
    """What would fail with those people in the room, for the session and for each item."""
    hechos = tuple(Asistio(clave, "presente", momento) for clave in dict.fromkeys(confirmados))
    supuesto = replace(pase, asistencia=hechos, apertura=momento, recesos=())
    quorums = lista.quorum_now(supuesto, momento)
    faltan = lista.lacking_quorum(supuesto, quorums)
    nombres = dict(pase.comisiones)
    impedimentos = [_no_quorum(None, "La sesión", nombres.get(c, ""), quorums[c]) for c in faltan]
    for punto in puntos if not faltan else ():
        impedimentos += _obstacles(supuesto, punto, momento, nombres)
    presentes = lista.room(supuesto, momento).presentes
    sin_tratar = tuple(punto.titulo for punto in puntos) if faltan else ()
    return Ensayo(len(presentes), quorums, tuple(impedimentos), sin_tratar)


def _obstacles(pase: Pase, punto: PuntoPorVotar, momento: datetime, nombres: dict[str, str]) -> list[Impedimento]:
    quorums = lista.quorum_now(pase, momento, punto.excusas)
    titulo = f"«{punto.titulo}»"
    faltan = lista.lacking_quorum(pase, quorums)
    if faltan:
        return [_no_quorum(punto.id, titulo, nombres.get(c, ""), quorums[c]) for c in faltan]
    mayoria = punto.mayoria or str(pase.reglas["mayoria"])
    obstaculos = [
        _no_majority(punto.id, titulo, nombre, mayoria, cuerpo) for nombre, cuerpo in _bodies(pase, punto, momento)
    ]
    return [o for o in obstaculos if o is not None]


def _bodies(pase: Pase, punto: PuntoPorVotar, momento: datetime) -> list[tuple[str, Cuerpo]]:
    """Who would vote the item: the organ, or each group of a joint session."""
    sala = lista.room(pase, momento)
    if not pase.unidas:
        reglas = configuracion.organ_rules(pase.reglas)
        excusados = len(punto.excusas & frozenset(sala.presentes))
        cuerpo = Cuerpo(
            electores=len(sala.presentes) - excusados,
            excusados=excusados,
            ausentes=sala.ausentes,
            integrantes=sala.n_efectivo,
            integrantes_en_funciones=sala.integrantes_en_funciones,
            excusado_cuenta_presentes=reglas.voto.excusado_cuenta_presentes,
        )
        return [("", cuerpo)]
    comisiones = lista.commissions(pase)
    unidas = configuracion.joint_rules(pase.reglas)
    presentes = frozenset(sala.presentes)
    conduce = comisiones_unidas.conductor(comisiones, unidas, presentes, punto.excusas)
    grupos = comisiones_unidas.groups(comisiones, unidas, presentes, punto.excusas, conduce)
    nombres = dict(pase.comisiones)
    return [
        (
            nombres.get(g.clave, "el conjunto"),
            Cuerpo(len(g.electores), len(g.excusados), g.ausentes, len(g.integrantes), len(g.integrantes)),
        )
        for g in grupos
    ]


def _no_majority(punto_id: int, titulo: str, nombre: str, mayoria: str, cuerpo: Cuerpo) -> Impedimento | None:
    """None if everyone in favour would be enough."""
    totales = Totales(a_favor=cuerpo.electores)
    requeridos = mayorias.votes_required(mayoria, mayorias.base_of(mayoria, totales.a_favor, cuerpo).valor)
    if cuerpo.electores >= requeridos:
        return None
    exige = ROTULOS["mayoria"][mayoria].lower()
    donde = f" en {nombre}" if nombre else ""
    frase = (
        f"{titulo} no podría aprobarse{donde}: exige {exige}, {counted(requeridos, 'voto', 'votos')} a favor, y con "
        f"lo confirmado votarían {counted(cuerpo.electores, 'persona', 'personas')}."
    )
    return Impedimento(punto_id, "SIN_MAYORIA", requeridos - cuerpo.electores, frase)


def _no_quorum(punto_id: int | None, sujeto: str, nombre: str, quorum: Quorum) -> Impedimento:
    donde = f" en {nombre}" if nombre else ""
    verbo = "no podría instalarse" if punto_id is None else "no podría votarse"
    frase = (
        f"{sujeto} {verbo}: faltaría quórum{donde}, con {counted(quorum.presentes, 'presente', 'presentes')} de "
        f"{quorum.requerido} que se requieren."
    )
    return Impedimento(punto_id, "SIN_QUORUM", quorum.requerido - quorum.presentes, frase)
