"""What a room to the right asks before an act of the route, without the route knowing that room. Pure.

A gate adds reasons to those of the table, never takes one away: the meaning of an act stays in `docs/ruta.md`. It is
registered once, when the application is wired (`workflow/app.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from workflow.expedientes.facts import Facts
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Reason


@dataclass(frozen=True)
class Dicho:
    """What a gate answers: `motivos` stop the act, `avisos` are said on it and stop nothing."""

    motivos: tuple[Reason, ...] = ()
    avisos: tuple[Reason, ...] = ()


# (id of the dossier, its facts, who acts, the day) -> what it answers
Compuerta = Callable[[int, Facts, Actor, date], Dicho]
_REGISTRY: dict[str, Compuerta] = {}


def register(accion: str, compuerta: Compuerta) -> None:
    _REGISTRY[accion] = compuerta


def ask(accion: str, expediente_id: int, facts: Facts, actor: Actor, hoy: date) -> Dicho:
    """What the gate of an act says; nothing when the act has none."""
    compuerta = _REGISTRY.get(accion)
    return Dicho() if compuerta is None else compuerta(expediente_id, facts, actor, hoy)
