"""From what is registered in a session to what the page of its secretary shows. Nothing here decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import request

from workflow.sesiones.comisiones_unidas import CONJUNTO, PROPUESTAS
from workflow.sesiones.estados import ESTRUCTURALES, RESOLUCIONES, VOTABLES
from workflow.sesiones.quorum import Quorum
from workflow.sesiones.vistas import (
    AsistenciaVista,
    AsuntoVista,
    EnSala,
    ListaVista,
    PuntoVista,
    Relato,
    Tablero,
    VotacionVista,
)
from workflow.sesiones.votacion import TIPOS
from workflow.textos import rotulo
from workflow.web.filters import hora

A_REPETIR = ("empate", "empate_a_repetir", "segunda_vuelta")
SENTIDOS = ("a_favor", "en_contra", "abstencion")
MOVIMIENTOS = {"integra": "se integró a las", "retira": "se retiró a las", "regresa": "regresó a las"}


@dataclass(frozen=True)
class TarjetaQuorum:
    """Presentes, needed and members of an organ, or of each commission. `exigido`: whether its lack stops the vote."""

    clave: str
    nombre: str
    quorum: Quorum
    integrantes: int


@dataclass(frozen=True)
class Miembro:
    """A person on the roll. `acciones`: (event, button) that make sense for them now."""

    clave: str
    nombre: str
    cargo: str
    puestos: str
    comisiones: tuple[str, ...]
    estado: str
    presente: bool
    responde: bool
    detalle: str
    acciones: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GrupoVoto:
    """Who votes in a group, in the order of the roll, and who is excused from it. (key, name, post)"""

    clave: str
    nombre: str
    electores: tuple[EnSala, ...]
    excusados: tuple[EnSala, ...]


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


def quorum_cards(board: Tablero, listas: Sequence[ListaVista]) -> list[TarjetaQuorum]:
    rolls = {roll.grupo.clave: roll for roll in listas}
    unico = listas[0] if listas else None
    cards = []
    for clave, quorum in board.quorum.items():
        roll = rolls.get(clave) or (unico if not clave else None)
        nombre = "Conjunto" if clave == CONJUNTO else roll.grupo.nombre if roll and clave else ""
        personas = len({m.persona.clave for m in board.sala}) if clave == CONJUNTO else roll.integrantes if roll else 0
        cards.append(TarjetaQuorum(clave, short_commission(nombre), quorum, personas))
    return cards


def short_commission(nombre: str) -> str:
    return nombre.removeprefix("Comisión Edilicia de ")


def members(board: Tablero, story: Relato) -> list[Miembro]:
    """The roll as the secretary reads it. A suplente who is only available is at the end."""
    hechos: dict[str, AsistenciaVista] = {a.persona.clave: a for roll in story.listas for a in roll.asistencias}
    nombres = {grupo.clave: short_commission(grupo.nombre) for grupo in board.sesion.comisiones}
    puestos: dict[str, list[str]] = {}
    for roll in story.listas:
        for one in roll.asistencias:
            if roll.grupo.clave in nombres:
                texto = f"{rotulo('puesto', one.puesto)} en {nombres[roll.grupo.clave]}"
                puestos.setdefault(one.persona.clave, []).append(texto)
    return [_member(one, hechos.get(one.persona.clave), puestos.get(one.persona.clave, [])) for one in board.sala]


def _member(one: EnSala, hechos: AsistenciaVista | None, puestos: Sequence[str]) -> Miembro:
    movimientos = hechos.movimientos if hechos else ()
    detalle = [f"{MOVIMIENTOS[m.tipo]} {hora(m.hora)}" for m in movimientos]
    if hechos and hechos.motivo:
        detalle.append(f"justificó: {hechos.motivo}")
    return Miembro(
        clave=one.persona.clave,
        nombre=one.persona.nombre,
        cargo=one.persona.cargo,
        puestos="; ".join(puestos),
        comisiones=one.comisiones,
        estado=_state(one),
        presente=one.presente,
        responde=one.situacion in ("titular", "suplente"),
        detalle="; ".join(detalle),
        acciones=_possible(one, bool(hechos and hechos.estado == "presente")),
    )


def _state(one: EnSala) -> str:
    return "disponible" if one.situacion == "disponible" and not one.presente else one.estado


def _possible(one: EnSala, ha_estado: bool) -> tuple[tuple[str, str], ...]:
    if one.presente:
        return (("sale", "Se retira"),)
    if one.situacion not in ("titular", "suplente"):
        return ()
    return (("entra", "Regresa"),) if ha_estado else (("retardo", "Llega"),)


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
    pedido = request.values.get("reserva", type=int) or request.values.get("expediente", type=int)
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


def groups(board: Tablero, claves: Sequence[str] | None = None) -> tuple[GrupoVoto, ...]:
    """Who votes now, by body: all that must vote, or only those."""
    return tuple(_group(g.clave, g.nombre, board.sala) for g in board.a_votar if claves is None or g.clave in claves)


def can_withdraw(board: Tablero) -> bool:
    """Whether the open item may still be taken off the agenda by a vote."""
    punto = board.abierto
    return punto is not None and punto.tipo not in ESTRUCTURALES and not _voted(punto)


def withdrawable(board: Tablero) -> list[tuple[int, str]]:
    """Items that can be dropped while the agenda is not approved."""
    abiertos = [p for p in board.puntos if p.estado == "pendiente" and p.tipo not in ESTRUCTURALES]
    return [(p.id, f"{p.num_convocado or p.orden}. {p.titulo}") for p in abiertos]


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
        return (_group("", "", board.sala),)
    if sesion.reglas.get("modo") == "conjunta":
        return (_group(CONJUNTO, "Comisiones Unidas", board.sala),)
    return tuple(_group(g.clave, g.nombre, board.sala) for g in sesion.comisiones)


def _group(clave: str, nombre: str, sala: Iterable[EnSala]) -> GrupoVoto:
    propios = [m for m in sala if m.presente and (clave in ("", CONJUNTO) or clave in m.comisiones)]
    return GrupoVoto(
        clave,
        short_commission(nombre),
        tuple(m for m in propios if not m.excusado),
        tuple(m for m in propios if m.excusado),
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


def initial_cards(story: Relato) -> list[TarjetaQuorum]:
    """The quórum with which the session began (or could not)."""
    varios = len(story.listas) > 1
    return [
        TarjetaQuorum(
            roll.grupo.clave,
            short_commission(roll.grupo.nombre) if varios else "",
            roll.quorum_inicial,
            roll.integrantes,
        )
        for roll in story.listas
        if roll.quorum_inicial is not None
    ]


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
        return rotulo("sentido", v.sentidos[one.persona.clave])
    if v.grupo and v.grupo.clave != CONJUNTO and v.grupo.clave not in one.comisiones:
        return "No integra"
    return "Se excusó" if one.persona.nombre in v.nombres_excusados else "Ausente"


def lacking(cards: Iterable[TarjetaQuorum], comisiones: Mapping[str, Sequence[str]]) -> TarjetaQuorum | None:
    """The first group whose quórum the marked people do not reach. `comisiones`: person -> their commissions."""
    for card in cards:
        marcados = [c for c, suyas in comisiones.items() if card.clave in ("", CONJUNTO) or card.clave in suyas]
        if len(marcados) < card.quorum.requerido:
            quorum = Quorum(card.quorum.requerido, len(marcados), False)
            return TarjetaQuorum(card.clave, card.nombre, quorum, card.integrantes)
    return None
