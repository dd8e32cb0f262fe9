"""Observations of a review: their states, who moves them, and what still blocks. Pure.

States: abierta -> respondida -> solventada | solventada_parcial | no_solventada; retirada.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workflow.expedientes.facts import ObservacionFacts

TIPOS_OBSERVACION: tuple[str, ...] = ("bloqueante", "recomendacion")
ESTADOS: tuple[str, ...] = (
    "abierta",
    "respondida",
    "solventada",
    "solventada_parcial",
    "no_solventada",
    "retirada",
)
PENDIENTES: tuple[str, ...] = ("abierta", "no_solventada", "solventada_parcial")
CERRADAS: tuple[str, ...] = ("solventada", "retirada")
CALIFICACIONES: tuple[str, ...] = ("solventada", "solventada_parcial", "no_solventada")


def is_pending(observacion: ObservacionFacts) -> bool:
    """It waits for the dependencia (again, if the answer was not enough)."""
    return observacion.estado in PENDIENTES


def blocks(observacion: ObservacionFacts) -> bool:
    """A bloqueante blocks until closed: an answer not yet graded still blocks."""
    return observacion.tipo == "bloqueante" and observacion.estado not in CERRADAS


def pending(observaciones: Mapping[str, ObservacionFacts]) -> list[str]:
    return [clave for clave, observacion in observaciones.items() if is_pending(observacion)]


def unanswered_blocking(observaciones: Mapping[str, ObservacionFacts]) -> list[str]:
    return [
        clave
        for clave, observacion in observaciones.items()
        if observacion.tipo == "bloqueante" and is_pending(observacion)
    ]


def blocking(observaciones: Mapping[str, ObservacionFacts]) -> list[str]:
    return [clave for clave, observacion in observaciones.items() if blocks(observacion)]


def ungraded(observaciones: Mapping[str, ObservacionFacts]) -> list[str]:
    return [clave for clave, observacion in observaciones.items() if observacion.estado == "respondida"]


def state_allows(accion: str, observacion: ObservacionFacts) -> bool:
    """Whether `responder`, `calificar` or `retirar_observacion` fits the state the observation is in."""
    if accion == "responder":
        return is_pending(observacion)
    if accion == "calificar":
        return observacion.estado == "respondida"
    return observacion.estado not in CERRADAS


def covers(observed: str, changed: str) -> bool:
    """An observation on a row or a table covers its cells: `actividades[A03]` covers `actividades[A03].meses.4`."""
    return changed == observed or changed.startswith((observed + ".", observed + "["))


def changed_without_being_observed(changed: Iterable[str], observed: Iterable[str]) -> list[str]:
    """Addresses that changed and that no pending observation had asked to change, in the order given."""
    observed = tuple(observed)
    return [campo for campo in changed if not any(covers(seen, campo) for seen in observed)]


def touched(campo: str, changed: Iterable[str]) -> bool:
    """Whether the address, something inside it, or the row it belongs to, changed."""
    return any(covers(campo, other) or covers(other, campo) for other in changed)
