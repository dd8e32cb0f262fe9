"""To which commissions a dossier goes: the dated rule that proposes it, and who may take it up. Pure.

The law asks that the turn go complete to the commissions it names, the first one conducting (RCD 173-174, a model).
Which commissions those are is configuration of the municipality, with its date and legal basis, never a constant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ReglaTurno:
    """`organo_id`: the joint commissions. `tipo` (poa, padron) or `dependencia_id` None: whatever it is."""

    id: int
    organo_id: int
    tipo: str | None
    dependencia_id: int | None
    vigente_desde: date


@dataclass(frozen=True)
class Reunion:
    """A joint session to which the dossier was taken. `quorum`: commission → whether it had its own."""

    cuando: datetime
    quorum: dict[str, bool]


@dataclass(frozen=True)
class Cumplimiento:
    """How one commission stands in the turn: `cumplio`, with its own quórum, at `cuando`; else, where it is missing."""

    clave: str
    nombre: str
    cumplio: bool
    cuando: datetime | None = None


def applicable(reglas: Iterable[ReglaTurno], tipo: str, dependencia_id: int, dia: date) -> ReglaTurno | None:
    """The rule of that day for a dossier: the most specific, and of those the last one to come into force."""
    sirven = [
        r
        for r in reglas
        if r.vigente_desde <= dia and r.tipo in (None, tipo) and r.dependencia_id in (None, dependencia_id)
    ]

    def weight(r: ReglaTurno) -> tuple[bool, bool, date, int]:
        return (r.dependencia_id is not None, r.tipo is not None, r.vigente_desde, r.id)

    return max(sirven, key=weight, default=None)


def may_take_up(turnado_a: int | None, organo_id: int) -> bool:
    """Whether those joint commissions may deal with it: its own, or any while the turn named none."""
    return turnado_a in (None, organo_id)


def fulfilment(comisiones: Sequence[tuple[str, str]], reuniones: Iterable[Reunion]) -> list[Cumplimiento]:
    """Commission by commission: who met with its own quórum is not late because the other one did not.

    One that met apart, or to which the other did not come, has complied; there is no dictamen all the same.
    """
    logradas: dict[str, datetime] = {}
    faltas: dict[str, datetime] = {}
    for reunion in reuniones:
        for clave, hay in reunion.quorum.items():
            (logradas if hay else faltas)[clave] = reunion.cuando
    return [
        Cumplimiento(clave, nombre, clave in logradas, logradas.get(clave) or faltas.get(clave))
        for clave, nombre in comisiones
    ]
