"""What each kind of dossier puts in the page of a dossier, told by its own pages when they are wired.

The pages of a dossier know nothing of a POA or a padrón: they include the template of the kind with the context that
its function prepares, and lead to its capture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflow.expedientes.queries import Ficha
from workflow.kernel.actor import Actor


@dataclass(frozen=True)
class Parte:
    """`plantilla`: the partial of the tab «contenido». `contexto`: what it needs besides `ficha` and `contenido`.

    `captura`: endpoint of its capture page, which takes `expediente_id`; None when there is none.
    """

    plantilla: str
    contexto: Callable[[Ficha], dict[str, Any]] = lambda _: {}
    captura: str | None = None


PARTES: dict[str, Parte] = {
    "poa": Parte("poa/_contenido.html", captura="poa.capturar"),
    "padron": Parte("padron/_contenido.html", captura="padron.capturar"),
}


def register(tipo: str, parte: Parte) -> None:
    """Called by the pages of the kind, at import."""
    PARTES[tipo] = parte


@dataclass(frozen=True)
class Desahogo:
    """What a session did with a dossier: `sesion` its name, `url` its page, `datos` pairs (term, value)."""

    sesion: str
    url: str
    datos: list[tuple[str, str]]


_DESAHOGOS: list[Callable[[int], list[Desahogo]]] = []


def register_desahogos(reader: Callable[[int], list[Desahogo]]) -> None:
    """Called by the pages of the sessions: what they did with a dossier, the first session first."""
    _DESAHOGOS.append(reader)


def partes_de_sesion(expediente_id: int) -> list[Desahogo]:
    return [one for reader in _DESAHOGOS for one in reader(expediente_id)]


@dataclass(frozen=True)
class Proxima:
    """A session to come, for the bandeja: «el martes 3 a las 10:00 h»."""

    nombre: str
    url: str
    cuando: str


_PROXIMAS: list[Callable[[Actor, datetime], list[Proxima]]] = []


def register_proximas(reader: Callable[[Actor, datetime], list[Proxima]]) -> None:
    """Called by the pages of the sessions: those to come that concern a person."""
    _PROXIMAS.append(reader)


def sesiones_proximas(actor: Actor, ahora: datetime) -> list[Proxima]:
    return [one for reader in _PROXIMAS for one in reader(actor, ahora)]
