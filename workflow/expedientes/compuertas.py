"""What a room to the right asks before an act of the route, without the route knowing that room. Pure.

A gate adds reasons to those of the table, never takes one away: the meaning of an act stays in `docs/ruta.md`. It is
registered once, when the application is wired (`workflow/app.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Reason

# (id of the dossier, who acts, the day) -> reasons
Pregunta = Callable[[int, Actor, date], list[Reason]]


@dataclass(frozen=True)
class Compuerta:
    """`motivos` stop the act; `avisos` are said on it, are only asked when it is done, and stop nothing."""

    motivos: Pregunta
    avisos: Pregunta


_REGISTRY: dict[str, Compuerta] = {}


def register(accion: str, compuerta: Compuerta) -> None:
    _REGISTRY[accion] = compuerta


def stops(accion: str, expediente_id: int, actor: Actor, hoy: date) -> list[Reason]:
    """What the gate of an act lacks; nothing when the act has none."""
    compuerta = _REGISTRY.get(accion)
    return [] if compuerta is None else compuerta.motivos(expediente_id, actor, hoy)


def says(accion: str, expediente_id: int, actor: Actor, hoy: date) -> list[Reason]:
    """What is to be said on the act anyway."""
    compuerta = _REGISTRY.get(accion)
    return [] if compuerta is None else compuerta.avisos(expediente_id, actor, hoy)
