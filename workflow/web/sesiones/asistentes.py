"""Who is on the roll and in the room, as the pages of a session show it: the quórum, and each member."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workflow.sesiones import distancia
from workflow.sesiones.comisiones_unidas import CONJUNTO
from workflow.sesiones.distancia import A_DISTANCIA, PRESENCIAL
from workflow.sesiones.quorum import Quorum
from workflow.sesiones.vistas import Relato, Tablero
from workflow.sesiones.vistas_lista import AsistenciaVista, EnSala, ListaVista, MovimientoVista
from workflow.textos import rotulo
from workflow.web.filters import hora
from workflow.web.sesiones.base import short_commission


@dataclass(frozen=True)
class TarjetaQuorum:
    """Presentes, needed and members of an organ, or of each commission.

    `remotos`: how many of those who are there attend at a distance; `cuentan`: whether they count for the quórum.
    """

    clave: str
    nombre: str
    quorum: Quorum
    integrantes: int
    remotos: int = 0
    cuentan: bool = True


@dataclass(frozen=True)
class Miembro:
    """A person on the roll. `acciones`: (movement, button) that make sense for them now. `aviso`: why they said that
    they will not come; `suplente`: (key, name) of who may answer the roll in their place; `remoto`: at a distance.
    """

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
    aviso: str = ""
    suplente: tuple[str, str] | None = None
    remoto: bool = False


def quorum_cards(board: Tablero, listas: Sequence[ListaVista]) -> list[TarjetaQuorum]:
    rolls = {roll.grupo.clave: roll for roll in listas}
    unico = listas[0] if listas else None
    cuentan = distancia.rule(board.sesion.reglas).cuenta_quorum
    cards = []
    for clave, quorum in board.quorum.items():
        roll = rolls.get(clave) or (unico if not clave else None)
        nombre = "Conjunto" if clave == CONJUNTO else roll.grupo.nombre if roll and clave else ""
        personas = len({m.persona.clave for m in board.sala}) if clave == CONJUNTO else roll.integrantes if roll else 0
        remotos = sum(1 for m in board.sala if m.remoto and (clave in ("", CONJUNTO) or clave in m.comisiones))
        cards.append(TarjetaQuorum(clave, short_commission(nombre), quorum, personas, remotos, cuentan))
    return cards


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


def lacking(cards: Iterable[TarjetaQuorum], comisiones: Mapping[str, Sequence[str]]) -> TarjetaQuorum | None:
    """The first group whose quórum the marked people do not reach. `comisiones`: person -> their commissions."""
    for card in cards:
        marcados = [c for c, suyas in comisiones.items() if card.clave in ("", CONJUNTO) or card.clave in suyas]
        if len(marcados) < card.quorum.requerido:
            quorum = Quorum(card.quorum.requerido, len(marcados), False)
            return TarjetaQuorum(card.clave, card.nombre, quorum, card.integrantes)
    return None


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
    suplentes = {m.suple_a: (m.persona.clave, m.persona.nombre) for m in board.sala if m.suple_a}
    hibrida = distancia.possible(board.sesion.modalidad, board.sesion.reglas)
    return [
        _member(
            one,
            hechos.get(one.persona.clave),
            puestos.get(one.persona.clave, []),
            suplentes.get(one.persona.clave),
            hibrida,
        )
        for one in board.sala
    ]


def _member(
    one: EnSala,
    hechos: AsistenciaVista | None,
    puestos: Sequence[str],
    suplente: tuple[str, str] | None,
    hibrida: bool,
) -> Miembro:
    movimientos = hechos.movimientos if hechos else ()
    detalle = [movement_in_words(m) for m in movimientos]
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
        acciones=_possible(one, bool(hechos and hechos.estado == "presente"), hibrida),
        aviso=one.aviso,
        suplente=suplente,
        remoto=one.remoto,
    )


def movement_in_words(m: MovimientoVista) -> str:
    """«se integró a distancia a las 10:05»."""
    return f"{rotulo('movimiento', m.tipo)}{' a distancia' if m.remoto else ''} a las {hora(m.hora)}"


def _state(one: EnSala) -> str:
    if one.presente:
        return A_DISTANCIA if one.remoto else one.estado
    return "disponible" if one.situacion == "disponible" else one.estado


def _possible(one: EnSala, ha_estado: bool, hibrida: bool) -> tuple[tuple[str, str], ...]:
    """«event:mode» where the session admits both."""
    if one.presente:
        if not hibrida:
            return (("sale", "Se retira"),)
        cambio = (PRESENCIAL, "Pasa a la sala") if one.remoto else (A_DISTANCIA, "Pasa a distancia")
        return (("sale", "Se retira"), (f"cambia_modo:{cambio[0]}", cambio[1]))
    if one.situacion not in ("titular", "suplente"):
        return ()
    evento, palabra = ("entra", "Regresa") if ha_estado else ("retardo", "Llega")
    if not hibrida:
        return ((evento, palabra),)
    return ((f"{evento}:{PRESENCIAL}", palabra), (f"{evento}:{A_DISTANCIA}", f"{palabra} a distancia"))
