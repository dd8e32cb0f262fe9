"""The checklist of one submission: what was answered, what is missing, what an answer must carry. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow.kernel.refusals import Reason
from workflow.revision.catalogo_inicial import Punto
from workflow.revision.codigos import RESPUESTAS

NOTA_MAXIMA = 2000


@dataclass(frozen=True)
class Respuesta:
    clave: str
    respuesta: str
    nota: str
    por: str
    en: datetime


@dataclass(frozen=True)
class Renglon:
    """A question with its answer in this submission, and what was answered in the one before."""

    punto: Punto
    respuesta: Respuesta | None
    anterior: Respuesta | None


def arrange(
    puntos: Iterable[Punto], ahora: Mapping[str, Respuesta], antes: Mapping[str, Respuesta]
) -> tuple[Renglon, ...]:
    return tuple(Renglon(punto, ahora.get(punto.clave), antes.get(punto.clave)) for punto in puntos)


def unanswered(puntos: Iterable[Punto], respuestas: Mapping[str, Respuesta]) -> list[Punto]:
    return [punto for punto in puntos if punto.clave not in respuestas]


def problems(punto: Punto, respuesta: str, nota: str) -> list[Reason]:
    """What is wrong with an answer: not one of the three, or without the note that it needs."""
    if respuesta not in RESPUESTAS:
        return [Reason("RESPUESTA_INVALIDA", {"pregunta": punto.pregunta})]
    if respuesta != "cumple" and not nota.strip():
        return [Reason("RESPUESTA_SIN_NOTA", {"pregunta": punto.pregunta})]
    if len(nota) > NOTA_MAXIMA:
        return [Reason("TEXTO_LARGO", {"maximo": NOTA_MAXIMA})]
    return []


def missing_reason(faltan: list[Punto], mostrados: int = 3) -> Reason:
    """«Falta contestar 4 de la lista de revisión: … y 1 más»."""
    names = [f"«{punto.pregunta}»" for punto in faltan[:mostrados]]
    more = len(faltan) - mostrados
    cuales = ", ".join(names) + (f" y {more} más" if more > 0 else "")
    return Reason("LISTA_SIN_CONTESTAR", {"cuantos": len(faltan), "cuales": cuales})
