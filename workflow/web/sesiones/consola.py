"""From what is registered in a session to what the page of its secretary shows. Nothing here decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from workflow.sesiones import distancia
from workflow.sesiones.comisiones_unidas import CONJUNTO, PROPUESTAS
from workflow.sesiones.estados import ESTRUCTURALES, RESOLUCIONES, VOTABLES
from workflow.sesiones.vistas import AsuntoVista, PuntoVista, Tablero, VotacionVista
from workflow.sesiones.vistas_lista import EnSala
from workflow.sesiones.votacion import TIPOS
from workflow.textos import rotulo
from workflow.web.numeros import entero
from workflow.web.sesiones.base import short_commission

A_REPETIR = ("empate", "empate_a_repetir", "segunda_vuelta")
SENTIDOS = ("a_favor", "en_contra", "abstencion")


@dataclass(frozen=True)
class GrupoVoto:
    """Who votes in a group, in the order of the roll; who is excused, and who has no vote because of the distance."""

    clave: str
    nombre: str
    electores: tuple[EnSala, ...]
    excusados: tuple[EnSala, ...]
    sin_voto: tuple[EnSala, ...] = ()


@dataclass(frozen=True)
class Voto:
    """The vote to be captured on the open item. `tipo`: económica, nominal, cédula or eleccion (of a person).

    `reserva`: the dossier of a block voted in particular. `candidaturas`: who goes to a second ballot.
    """

    tipo: str
    ronda: int
    grupos: tuple[GrupoVoto, ...]
    propuestas: list[tuple[str, str]]
    presiden: list[tuple[str, str]]
    preside: str
    preside_excusado: str
    pendiente: VotacionVista | None
    retiro: bool
    bloque: bool = False
    reserva: AsuntoVista | None = None
    puede_elegir: bool = False
    candidaturas: tuple[str, ...] = ()


@dataclass(frozen=True)
class FilaVotos:
    nombre: str
    votos: tuple[str, ...]


@dataclass(frozen=True)
class TablaVotos:
    """Members by counts of one item."""

    columnas: list[dict[str, str]]
    filas: list[FilaVotos]


def vote(board: Tablero) -> Voto | None:
    """The form of the vote of the open item; None when there is nothing to vote in it now."""
    punto = board.abierto
    retiro = asked_to_withdraw(board)
    if punto is None or not (retiro or board.pendiente_calidad or _is_voted(punto)):
        return None
    unidas = board.sesion.organo_tipo == "comisiones_unidas"
    reserva = reserve_asked(punto)
    previas = [] if retiro else _tied(punto, reserva)
    ronda = 2 if previas else 1
    presentes = [m for m in board.sala if m.presente and not m.excusado]
    preside = board.sesion.preside.clave if board.sesion.preside else ""
    disponible = any(m.persona.clave == preside for m in presentes)
    por_expediente = punto.tipo != "bloque" or reserva is not None
    return Voto(
        tipo=kind_asked(),
        ronda=ronda,
        grupos=bodies(board),
        propuestas=proposals(punto, unidas, reserva) if ronda == 1 and not retiro and por_expediente else [],
        presiden=[] if unidas else [(m.persona.clave, f"{m.persona.nombre}, {m.persona.cargo}") for m in presentes],
        preside=preside if disponible else presentes[0].persona.clave if presentes else "",
        preside_excusado="" if disponible or board.sesion.preside is None else board.sesion.preside.nombre,
        pendiente=board.pendiente_calidad,
        retiro=retiro,
        bloque=punto.tipo == "bloque",
        reserva=reserva,
        puede_elegir=not unidas and punto.tipo == "votable" and punto.expediente is None and not retiro,
        candidaturas=previas[-1].pasan if previas else (),
    )


def _is_voted(punto: PuntoVista) -> bool:
    if punto.tipo == "bloque":
        return not punto.votado_en_lo_general or reserve_asked(punto) is not None
    return punto.tipo in VOTABLES


def reserve_asked(punto: PuntoVista) -> AsuntoVista | None:
    """The reserved dossier that is to be voted in particular, after the vote in general."""
    if not punto.votado_en_lo_general:
        return None
    pedido = request.values.get("reserva", type=entero) or request.values.get("expediente", type=entero)
    pendientes = (a for a in punto.asuntos if a.reservado and a.estado == "pendiente")
    return next((a for a in pendientes if a.expediente.id == pedido), None)


def _tied(punto: PuntoVista, reserva: AsuntoVista | None) -> list[VotacionVista]:
    """The last counts of what is voted, when they must be repeated."""
    asunto, expediente = ("punto", None) if reserva is None else ("reserva", reserva.expediente.id)
    suyas = [v for v in punto.votaciones if v.asunto == asunto and v.expediente_id == expediente]
    ultimas = {v.grupo.clave if v.grupo else "": v for v in suyas}
    return [v for v in ultimas.values() if v.resultado in A_REPETIR and v.ronda == 1]


def bodies(board: Tablero) -> tuple[GrupoVoto, ...]:
    """The bodies whose vote is captured now: all of them, or only the tied ones in a second round.

    A reserved dossier has its own rounds, apart from those of the vote in general.
    """
    reserva = reserve_asked(board.abierto) if board.abierto else None
    if reserva is None or board.abierto is None:
        return groups(board)
    empatados = {v.grupo.clave if v.grupo else "" for v in _tied(board.abierto, reserva)}
    return tuple(g for g in everybody(board) if not empatados or g.clave in empatados)


def groups(board: Tablero, claves: Sequence[str] | None = None, tipo: str = "") -> tuple[GrupoVoto, ...]:
    """Who votes now, by body: all that must vote, or only those. `tipo`: the kind of vote (by default, the asked)."""
    return tuple(_group(g.clave, g.nombre, board, tipo) for g in board.a_votar if claves is None or g.clave in claves)


def can_withdraw(board: Tablero) -> bool:
    """Whether the open item may still be taken off the agenda by a vote."""
    punto = board.abierto
    return punto is not None and punto.tipo not in ESTRUCTURALES and not _voted(punto)


def withdrawable(board: Tablero) -> list[tuple[str, str]]:
    """Items that can be dropped while the agenda is not approved, and the dossiers of a block («item:dossier»)."""
    opciones = []
    for p in board.puntos:
        if p.estado == "pendiente" and p.tipo not in ESTRUCTURALES:
            numero = p.num_convocado or p.orden
            opciones.append((str(p.id), f"{numero}. {p.titulo}"))
            sueltos = [a.expediente for a in p.asuntos if a.estado == "pendiente"]
            if len(sueltos) > 1:
                opciones += [(f"{p.id}:{e.id}", f"{numero}. Solo {e.folio}, {e.titulo}") for e in sueltos]
    return opciones


def asked_to_withdraw(board: Tablero) -> bool:
    return request.values.get("retiro") == "1" and can_withdraw(board)


def _voted(punto: PuntoVista) -> bool:
    return any(v.asunto == "punto" for v in punto.votaciones)


def kind_asked() -> str:
    """As the form says it: `eleccion` is a vote by cédula among candidates."""
    tipo = request.values.get("tipo", "")
    return tipo if tipo in (*TIPOS, "eleccion") else "economica"


def kind_of_vote() -> str:
    """As the rule says it."""
    return "cedula" if kind_asked() == "eleccion" else kind_asked()


def everybody(board: Tablero) -> tuple[GrupoVoto, ...]:
    """Who votes on the agenda itself, when no item is on the floor."""
    sesion = board.sesion
    if sesion.organo_tipo != "comisiones_unidas":
        return (_group("", "", board),)
    if sesion.reglas.get("modo") == "conjunta":
        return (_group(CONJUNTO, "Comisiones Unidas", board),)
    return tuple(_group(g.clave, g.nombre, board) for g in sesion.comisiones)


def _group(clave: str, nombre: str, board: Tablero, tipo: str = "") -> GrupoVoto:
    vota = distancia.rule(board.sesion.reglas).vota
    remotos_votan = (tipo or kind_of_vote()) in vota
    propios = [m for m in board.sala if m.presente and (clave in ("", CONJUNTO) or clave in m.comisiones)]
    return GrupoVoto(
        clave,
        short_commission(nombre),
        tuple(m for m in propios if not m.excusado and (remotos_votan or not m.remoto)),
        tuple(m for m in propios if m.excusado),
        tuple(m for m in propios if not m.excusado and m.remoto and not remotos_votan),
    )


def proposals(punto: PuntoVista, unidas: bool, reserva: AsuntoVista | None = None) -> list[tuple[str, str]]:
    """What can be proposed on an item; nothing to choose when it carries no dossier."""
    if punto.expediente is None and reserva is None:
        return []
    return [(code, rotulo("propuesta", code)) for code in (PROPUESTAS if unidas else RESOLUCIONES)]


def next_item(board: Tablero) -> PuntoVista | None:
    """The first item that can still be put on the floor; one deferred by a tie waits for another session."""
    return next((p for p in board.puntos if p.estado == "pendiente" and p.tipo != "clausura" and not _voted(p)), None)


def last_resolved(board: Tablero) -> PuntoVista | None:
    """The item dealt with last, to show its result until the next one is open."""
    hechos = [p for p in board.puntos if p.votaciones and p.estado != "en_desahogo"]
    return max(hechos, key=lambda p: p.votaciones[-1].id, default=None)


def votes_table(punto: PuntoVista, board: Tablero) -> TablaVotos:
    """The sense of each member in each count of an item (LGTAIP 66-IX). A secret count has no column."""
    cuentas = [v for v in punto.votaciones if v.sentidos]
    columnas = [{"rotulo": _count_name(v)} for v in cuentas]
    filas = []
    for one in board.sala:
        votos = [_sense(v, one) for v in cuentas]
        if one.situacion != "disponible" or any(one.persona.clave in v.sentidos for v in cuentas):
            filas.append(FilaVotos(one.persona.nombre, tuple(votos)))
    return TablaVotos(columnas, filas)


def _count_name(v: VotacionVista) -> str:
    nombre = short_commission(v.grupo.nombre) if v.grupo else "Voto"
    return f"{nombre}, segunda ronda" if v.ronda > 1 else nombre


def _sense(v: VotacionVista, one: EnSala) -> str:
    if one.persona.clave in v.sentidos:
        sentido = rotulo("sentido", v.sentidos[one.persona.clave])
        return f"{sentido} (a distancia)" if one.persona.nombre in v.nombres_a_distancia else sentido
    if v.grupo and v.grupo.clave != CONJUNTO and v.grupo.clave not in one.comisiones:
        return "No integra"
    if one.persona.nombre in v.nombres_sin_voto:
        return "A distancia, sin voto"
    return "Se excusó" if one.persona.nombre in v.nombres_excusados else "Ausente"
