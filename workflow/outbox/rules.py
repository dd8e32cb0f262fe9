"""When work may be taken again, and when to give up and show it to a person. Pure."""

from __future__ import annotations

from datetime import timedelta

ESTADOS = ("pendiente", "tomado", "hecho", "fallido")
MAX_INTENTOS = 8
LEASE = timedelta(seconds=45)
HEARTBEAT = timedelta(seconds=15)


def delay_after(intentos: int) -> timedelta:
    """How long to wait before trying again: 5 s, 10 s, 20 s… at most 30 minutes."""
    return timedelta(seconds=min(5 * 2 ** max(intentos - 1, 0), 1800))


def gives_up(intentos: int) -> bool:
    """After the last attempt the work stays visible as failed, with a button to retry."""
    return intentos >= MAX_INTENTOS
