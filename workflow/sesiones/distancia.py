"""Attending at a distance: when it is allowed, whether it counts for the quórum, and in which votes it votes. Pure.

No article on it is known to govern the municipality: each organ says it in its dated rules, with its legal basis.
What the rules of an organ do not say yet is taken from `SUPUESTOS`, which its page shows as not confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow.kernel.refusals import Reason
from workflow.sesiones.convocatoria import CON_DISTANCIA

PRESENCIAL, A_DISTANCIA = MODOS = ("presencial", "a_distancia")
# A ballot is handed over in the room, and nobody sees who marks it at the other end: it is not cast at a distance.
VOTAN = ("economica", "nominal")
SUPUESTOS: dict[str, Any] = {
    "distancia_permitida": True,
    "distancia_cuenta_quorum": True,
    "distancia_vota": list(VOTAN),
}


@dataclass(frozen=True)
class ReglaDistancia:
    """`vota`: kinds of vote (economica, nominal, cedula) in which who is at a distance takes part."""

    permitida: bool = True
    cuenta_quorum: bool = True
    vota: frozenset[str] = frozenset(VOTAN)


SUPUESTA = ReglaDistancia()


def rule(reglas: Mapping[str, Any]) -> ReglaDistancia:
    """From the rules of an organ; rules written before this was asked take the default."""
    dicho = SUPUESTOS | {clave: reglas[clave] for clave in SUPUESTOS if clave in reglas}
    return ReglaDistancia(
        bool(dicho["distancia_permitida"]), bool(dicho["distancia_cuenta_quorum"]), frozenset(dicho["distancia_vota"])
    )


def possible(modalidad: str, reglas: Mapping[str, Any]) -> bool:
    """Whether somebody may attend at a distance: as it was convened, and as the organ allows."""
    return modalidad in CON_DISTANCIA and rule(reglas).permitida


def usual(modalidad: str, reglas: Mapping[str, Any]) -> str:
    """How one attends when nobody says it: in the room, unless the whole session is at a distance."""
    return A_DISTANCIA if modalidad == A_DISTANCIA and possible(modalidad, reglas) else PRESENCIAL


def problems(modo: str, modalidad: str, reglas: Mapping[str, Any]) -> list[Reason]:
    """Why somebody cannot attend in that way; empty if they can."""
    if modo not in MODOS:
        return [Reason("MODO_DESCONOCIDO")]
    if modo == PRESENCIAL or possible(modalidad, reglas):
        return []
    return [Reason("DISTANCIA_NO_CONVOCADA" if modalidad not in CON_DISTANCIA else "DISTANCIA_SIN_REGLA")]


def convening_problems(modalidad: str, reglas: Mapping[str, Any]) -> list[Reason]:
    """A session is not convened in a way that the rules of its organ do not allow."""
    if modalidad in CON_DISTANCIA and not rule(reglas).permitida:
        return [Reason("DISTANCIA_SIN_REGLA")]
    return []
