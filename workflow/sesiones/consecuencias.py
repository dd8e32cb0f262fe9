"""What other rooms undo when a count of a session is annulled: each registers itself when the application starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from workflow.kernel.actor import Actor


class Consecuencia(Protocol):
    """Undo what those counts (ids of one act) decided, in the same transaction that annuls them."""

    def __call__(self, votaciones: Sequence[int], *, motivo: str, actor: Actor, ahora: datetime) -> None: ...


_REGISTRADAS: list[Consecuencia] = []


def register(consecuencia: Consecuencia) -> Callable[..., None]:
    """Once, however many applications are made in a process."""
    if consecuencia not in _REGISTRADAS:
        _REGISTRADAS.append(consecuencia)
    return consecuencia


def undo(votaciones: Sequence[int], *, motivo: str, actor: Actor, ahora: datetime) -> None:
    for consecuencia in _REGISTRADAS:
        consecuencia(votaciones, motivo=motivo, actor=actor, ahora=ahora)
