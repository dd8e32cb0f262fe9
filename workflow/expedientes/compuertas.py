"""What a room to the right asks before an act of the route, without the route knowing that room. Pure.

A gate adds reasons to those of the table, never takes one away: the meaning of an act stays in `docs/ruta.md`. It is
registered when the application is wired (`workflow/app.py`).
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


_REGISTRY: dict[str, list[Compuerta]] = {}


def register(accion: str, compuerta: Compuerta) -> None:
    """An act may have the gates of several rooms; one registered again is the same one."""
    known = _REGISTRY.setdefault(accion, [])
    if compuerta not in known:
        known.append(compuerta)


def stops(accion: str, expediente_id: int, actor: Actor, hoy: date) -> list[Reason]:
    """What the gates of an act lack; nothing when the act has none."""
    return [reason for gate in _REGISTRY.get(accion, ()) for reason in gate.motivos(expediente_id, actor, hoy)]


def says(accion: str, expediente_id: int, actor: Actor, hoy: date) -> list[Reason]:
    """What is to be said on the act anyway."""
    return [reason for gate in _REGISTRY.get(accion, ()) for reason in gate.avisos(expediente_id, actor, hoy)]
