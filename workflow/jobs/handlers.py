"""The handlers of outbox work, by kind. Each one is idempotent by the key of its work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config import Settings


class Unworkable(Exception):
    """Trying again would not help: show it as failed now. The text is a code, never somebody's data."""


@dataclass(frozen=True)
class JobContext:
    """What a handler may use: the hour it began, the settings, and how to say how far it is."""

    trabajo_id: int
    ahora: datetime
    settings: Settings
    progress: Callable[[int, int | None], None]


Handler = Callable[[dict[str, Any], JobContext], None]
HANDLERS: dict[str, Handler] = {}


def handler(tipo: str) -> Callable[[Handler], Handler]:
    """Register the handler of a kind of work."""

    def register(function: Handler) -> Handler:
        HANDLERS[tipo] = function
        return function

    return register
