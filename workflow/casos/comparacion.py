"""Runs the cases of one document and compares each answer with what the case expects. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflow.casos.campos import EntradaInvalida
from workflow.casos.registro import Resolver
from workflow.kernel.refusals import Refused

IGNORADAS = frozenset({"por_que"})
"""Keys of `esperado` written for people."""


@dataclass(frozen=True)
class Corrida:
    """One case run. `obtenido` is None and `error` a Spanish sentence when the case could not be run."""

    id: str | None
    obtenido: dict[str, Any] | None
    esperado: Any
    igual: bool
    error: str | None = None

    def as_dict(self) -> dict[str, Any]:
        linea: dict[str, Any] = {
            "id": self.id,
            "obtenido": self.obtenido,
            "esperado": self.esperado,
            "igual": self.igual,
        }
        if self.error is not None:
            linea["error"] = self.error
        return linea


def run(documento: dict[str, Any], resolver: Resolver) -> Iterator[Corrida]:
    """Every case of the document, in its order. A broken case does not stop the others."""
    vistos: set[str] = set()
    for numero, caso in enumerate(documento["casos"], start=1):
        yield _run_one(documento, caso, numero, resolver, vistos)


def _run_one(documento: dict[str, Any], caso: Any, numero: int, resolver: Resolver, vistos: set[str]) -> Corrida:
    if not isinstance(caso, dict):
        return Corrida(None, None, None, False, f"El caso número {numero} no es una lista de campos.")
    identificador = None if caso.get("id") is None else str(caso["id"])
    esperado = caso.get("esperado")
    problema = _problem(caso, numero, identificador, vistos)
    if problema is not None:
        return Corrida(identificador, None, esperado, False, problema)
    try:
        obtenido = resolver(documento, caso)
    except Exception as error:  # a case may be wrong in any way; the others still run
        return Corrida(identificador, None, esperado, False, explain(error))
    return Corrida(identificador, obtenido, esperado, matches(caso["esperado"], obtenido))


def _problem(caso: dict[str, Any], numero: int, identificador: str | None, vistos: set[str]) -> str | None:
    if not identificador:
        return f"El caso número {numero} no tiene «id»."
    if identificador in vistos:
        return f"El id «{identificador}» está repetido en el archivo."
    vistos.add(identificador)
    if not isinstance(caso.get("entrada"), dict):
        return "Falta «entrada» con los datos del caso."
    if not isinstance(caso.get("esperado"), dict) or not caso["esperado"]:
        return "Falta «esperado» con lo que debe resultar."
    return None


def explain(error: Exception) -> str:
    """Why a case could not be run, for whoever wrote it."""
    if isinstance(error, Refused):
        return f"La regla no admite la entrada: {', '.join(error.codes)}."
    if isinstance(error, EntradaInvalida):
        return str(error)
    if isinstance(error, KeyError):
        return f"A la entrada le falta «{error.args[0]}», o nombra algo que no está en los catálogos del archivo."
    return "La entrada tiene un valor que la regla no admite; revise números, fechas, horas y listas."


def matches(esperado: dict[str, Any], obtenido: dict[str, Any]) -> bool:
    """Every key of `esperado` is in `obtenido` with an equal value. Keys for people are not compared."""
    return all(
        llave in obtenido and equal(valor, obtenido[llave])
        for llave, valor in esperado.items()
        if llave not in IGNORADAS
    )


def equal(uno: Any, otro: Any) -> bool:
    """Equality of documents: null is not 0 nor [], true is not 1, "1" is not 1; lists keep their order."""
    if isinstance(uno, dict) and isinstance(otro, dict):
        return uno.keys() == otro.keys() and all(equal(uno[llave], otro[llave]) for llave in uno)
    if isinstance(uno, (list, tuple)) and isinstance(otro, (list, tuple)):
        return len(uno) == len(otro) and all(map(equal, uno, otro))
    return type(uno) is type(otro) and bool(uno == otro)
