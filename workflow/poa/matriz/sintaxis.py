"""Hints on how each level of a MIR is written. Pure.

They are suggestions, never refusals: Spanish has more ways of saying a thing well than a rule on endings can know. The
rules of the four levels are those of the SHCP and CONEVAL guide for the Matriz de Indicadores (to be confirmed with
Planeación).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from workflow.poa.matriz import palabras
from workflow.poa.numeros import plain

_MEDIANTE = re.compile(r"\b(?:mediante|a traves de(?:l)?|por medio de(?:l)?)\b")
_POCAS = 3


@dataclass(frozen=True)
class Pista:
    """A suggestion about a narrative: its code, and what its sentence says."""

    codigo: str
    hechos: dict[str, str] = field(default_factory=dict)


def hints(nivel: str, resumen: str) -> list[Pista]:
    """What could be better written in the narrative of a level. Nothing about an empty one."""
    words = plain(resumen)
    tokens = re.findall(r"[a-z]+", words)
    if not tokens or nivel not in _DE_NIVEL:
        return []
    if len(tokens) < _POCAS and nivel in ("fin", "proposito"):
        return [Pista("RESUMEN_MUY_CORTO")]
    typed = {plain(word): word for word in re.findall(r"[^\W\d_]+", resumen)}

    def as_typed(text: str) -> str:
        return " ".join(typed.get(word, word) for word in text.split())

    return [
        Pista(pista.codigo, {name: as_typed(value) for name, value in pista.hechos.items()})
        for pista in _DE_NIVEL[nivel](words, tokens)
    ]


def _fin(words: str, tokens: list[str]) -> Iterator[Pista]:
    if not words.startswith("contribuir a"):
        yield Pista("FIN_SIN_CONTRIBUIR")
    found = _MEDIANTE.findall(words)
    if not found:
        yield Pista("FIN_SIN_MEDIANTE")
    elif len(found) > 1:
        yield Pista("FIN_CON_VARIOS_MEDIOS")


def _proposito(words: str, tokens: list[str]) -> Iterator[Pista]:
    if match := _MEDIANTE.search(words):
        yield Pista("PROPOSITO_CON_MEDIANTE", {"palabra": match[0]})
    if palabras.is_infinitive(tokens[0]):
        yield Pista("PROPOSITO_EMPIEZA_CON_VERBO", {"palabra": tokens[0]})
        return
    future = next(filter(palabras.is_future, tokens), None)
    if future:
        yield Pista("PROPOSITO_EN_FUTURO", {"palabra": future})
        return
    verbs = _results(tokens)
    if not verbs:
        yield Pista("PROPOSITO_SIN_VERBO")
    elif len(verbs) > 1:
        yield Pista("PROPOSITO_CON_DOS_OBJETIVOS", {"uno": verbs[0], "dos": verbs[1]})


def _results(tokens: list[str]) -> list[str]:
    """The verbs in the present that say what the population achieves; those after «que» only say of whom or what."""
    found: list[str] = []
    clause = ""  # after «que»: "verbo" until its verb comes, then "dicho"
    for before, word in zip(["", *tokens], tokens, strict=False):
        if word == "que":
            clause = "verbo"
        elif palabras.is_present(word, before):
            if clause == "verbo":
                clause = "dicho"
            elif not (clause and before in ("y", "e", "ni")):
                clause = ""
                found.append(word)
    return found


def _componente(words: str, tokens: list[str]) -> Iterator[Pista]:
    if palabras.is_infinitive(tokens[0]):
        yield Pista("COMPONENTE_EMPIEZA_CON_VERBO", {"palabra": tokens[0]})
    elif not any(map(palabras.is_participle, tokens[1:])):
        yield Pista("COMPONENTE_SIN_PARTICIPIO")


def _actividad(words: str, tokens: list[str]) -> Iterator[Pista]:
    first = tokens[0]
    if palabras.is_infinitive(first):
        noun = palabras.noun_of(first)
        yield Pista("ACTIVIDAD_EMPIEZA_CON_VERBO", {"palabra": first, "propuesta": noun.capitalize()})
    elif not palabras.is_deverbal(first):
        yield Pista("ACTIVIDAD_SIN_SUSTANTIVO_DE_VERBO", {"palabra": first})


_DE_NIVEL = {"fin": _fin, "proposito": _proposito, "componente": _componente, "actividad": _actividad}
