"""Quórum and the state of the room at a given hour. Pure.

A person is named by the seat (`R05`) when the titular holds it; the suplente of seat `R05` is the person `R05s`.
Hours are integers: minutes, or anything that grows; an event at the very hour of a vote has already taken effect.
Whether a vacancy or a licence lowers N is configuration of the organ, never a constant (domain: quórum and vacancies).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

REGLAS_QUORUM = ("mitad_mas_uno", "dos_tercios", "con_los_que_asistan", "fijo")
EVENTOS = ("retardo", "entra", "sale", "licencia", "suplente", "reincorpora", "cambia_modo")


@dataclass(frozen=True)
class ReglaQuorum:
    """`numero` only for `con_los_que_asistan` (second call) and `fijo`."""

    regla: str
    numero: int | None = None


@dataclass(frozen=True)
class Quorum:
    requerido: int
    presentes: int
    hay: bool


@dataclass(frozen=True)
class ReglasComposicion:
    vacante_reduce_n: bool = False
    licencia_reduce_n: bool = False


@dataclass(frozen=True)
class Composicion:
    """Seats of the organ in order, and who is missing before the opening."""

    asientos: tuple[str, ...]
    preside: str
    vacantes: frozenset[str] = frozenset()
    licencias: frozenset[str] = frozenset()
    suplentes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Evento:
    """`remoto`: from then on the person attends at a distance (of an event that brings somebody in, or changes it)."""

    momento: int
    evento: str
    persona: str
    remoto: bool = False


@dataclass(frozen=True)
class Sala:
    """The organ and the room at one hour. `titulares`: holders of a seat, in the order of the seats.

    `remotos`: those of the presentes who attend at a distance.
    """

    n_efectivo: int
    titulares: tuple[str, ...]
    presentes: tuple[str, ...]
    remotos: frozenset[str] = frozenset()

    @property
    def integrantes_en_funciones(self) -> int:
        return len(self.titulares)

    @property
    def ausentes(self) -> int:
        return len(self.titulares) - len(self.presentes)

    def counting(self, cuentan_remotos: bool, fuera: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Who counts for the quórum: who is there, without `fuera` nor, if the rule says so, who is at a distance."""
        no_cuentan = fuera if cuentan_remotos else fuera | self.remotos
        return tuple(p for p in self.presentes if p not in no_cuentan)


def half_plus_one(n: int) -> int:
    """«La mitad más uno»: more than half, so 9 of 16 and 8 of 15. Never ceil(n/2)."""
    return n // 2 + 1


def two_thirds(n: int) -> int:
    return -(-2 * n // 3)


def three_quarters(n: int) -> int:
    return -(-3 * n // 4)


def required(regla: ReglaQuorum, n: int) -> int:
    """People needed for quórum among `n` members. ValueError if the rule is unknown or lacks its number."""
    if regla.regla == "mitad_mas_uno":
        return half_plus_one(n)
    if regla.regla == "dos_tercios":
        return two_thirds(n)
    if regla.regla == "con_los_que_asistan":
        return max(1, regla.numero or 1)
    if regla.regla == "fijo" and regla.numero is not None:
        return regla.numero
    raise ValueError(f"unknown quorum rule: {regla.regla}")


def measure(regla: ReglaQuorum, n: int, presentes: int) -> Quorum:
    requerido = required(regla, n)
    return Quorum(requerido, presentes, presentes >= requerido)


def seat_of(persona: str, asientos: Iterable[str]) -> str | None:
    """The seat a person belongs to, as titular or as suplente; None for somebody foreign to the organ."""
    asientos = frozenset(asientos)
    if persona in asientos:
        return persona
    if persona.endswith("s") and persona[:-1] in asientos:
        return persona[:-1]
    return None


class _Estado:
    """Fold of the events; private, so that nothing mutable leaves this file."""

    def __init__(self, composicion: Composicion, lista: Iterable[str], remotos: Iterable[str]) -> None:
        self.asientos = composicion.asientos
        sin_titular = composicion.vacantes | composicion.licencias
        self.ocupante: dict[str, str | None] = {a: None if a in sin_titular else a for a in self.asientos}
        self.con_licencia = set(composicion.licencias)
        for suplente in composicion.suplentes:
            asiento = seat_of(suplente, self.asientos)
            if asiento is not None:
                self.ocupante[asiento] = suplente
        self.en_sala = set(lista)
        self.remotos = set(remotos)

    def apply(self, evento: Evento) -> None:
        asiento = seat_of(evento.persona, self.asientos)
        if evento.evento != "sale":
            (self.remotos.add if evento.remoto else self.remotos.discard)(evento.persona)
        if evento.evento == "cambia_modo":
            return
        if evento.evento in ("retardo", "entra"):
            self.en_sala.add(evento.persona)
        elif evento.evento == "sale":
            self.en_sala.discard(evento.persona)
        elif asiento is None:
            return
        elif evento.evento == "licencia":
            self._leave(asiento)
            self.con_licencia.add(asiento)
        elif evento.evento in ("suplente", "reincorpora"):
            self._leave(asiento)
            self.ocupante[asiento] = evento.persona
            self.en_sala.add(evento.persona)
            if evento.evento == "reincorpora":
                self.con_licencia.discard(asiento)
        else:
            raise ValueError(f"unknown attendance event: {evento.evento}")

    def _leave(self, asiento: str) -> None:
        ocupante = self.ocupante[asiento]
        if ocupante is not None:
            self.en_sala.discard(ocupante)
        self.en_sala.discard(asiento)
        self.ocupante[asiento] = None

    def sala(self, reglas: ReglasComposicion) -> Sala:
        sin_ocupante = [a for a in self.asientos if self.ocupante[a] is None]
        restan = sum(
            1 for a in sin_ocupante if (reglas.licencia_reduce_n if a in self.con_licencia else reglas.vacante_reduce_n)
        )
        titulares = tuple(o for a in self.asientos if (o := self.ocupante[a]) is not None)
        presentes = tuple(p for p in titulares if p in self.en_sala)
        return Sala(len(self.asientos) - restan, titulares, presentes, frozenset(presentes) & self.remotos)


def room_at(
    composicion: Composicion,
    reglas: ReglasComposicion,
    lista: Iterable[str],
    eventos: Iterable[Evento],
    momento: int,
    remotos: Iterable[str] = (),
) -> Sala:
    """Who holds a seat and who is in the room at `momento`, events of that same hour included.

    `remotos`: those of `lista` who answered at a distance.

    Only holders of a seat are counted: a guest, a titular on licence or a suplente who has not taken the seat are not.
    """
    estado = _Estado(composicion, lista, remotos)
    for evento in eventos:
        if evento.momento <= momento:
            estado.apply(evento)
    return estado.sala(reglas)


def room_at_roll_call(
    composicion: Composicion,
    reglas: ReglasComposicion,
    lista: Iterable[str],
    eventos: Iterable[Evento],
    apertura: int,
    remotos: Iterable[str] = (),
) -> Sala:
    """The room of the initial quórum: who answered the roll, never rewritten by later arrivals or departures."""
    de_asiento = [e for e in eventos if e.momento <= apertura and e.evento in ("licencia", "suplente", "reincorpora")]
    lista = frozenset(lista)
    despues = room_at(composicion, reglas, lista, de_asiento, apertura)
    presentes = tuple(p for p in despues.titulares if p in lista)
    return Sala(despues.n_efectivo, despues.titulares, presentes, frozenset(presentes) & frozenset(remotos))
