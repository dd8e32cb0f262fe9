"""Election of a person by secret ballot (cédula). Pure. There is no casting vote in elections."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from workflow.sesiones import mayorias
from workflow.sesiones.mayorias import Base, Cuerpo


@dataclass(frozen=True)
class Eleccion:
    """`requeridos` is None when the strict first place wins; `pasan`: who goes to the second ballot."""

    resultado: str
    motivo: str
    base: Base
    requeridos: int | None
    etiqueta: str | None = None
    electo: str | None = None
    pasan: tuple[str, ...] | None = None


def decide(candidaturas: dict[str, int], cuerpo: Cuerpo, mayoria: str, ronda: int) -> Eleccion:
    """Round 1 needs the configured majority (`simple`: strict first place); round 2, the strict first place."""
    validos = sum(candidaturas.values())
    if ronda == 1 and mayoria != "simple":
        base = mayorias.base_of(mayoria, validos, cuerpo)
        requeridos: int | None = mayorias.votes_required(mayoria, base.valor)
        ganador = _first(candidaturas, requeridos)
    else:
        base, requeridos = Base("votos_validos", validos), None
        ganador = _first(candidaturas, None)
    if ganador is not None:
        todos = candidaturas[ganador] == cuerpo.electores
        etiqueta = mayorias.unanimity(cuerpo) if todos else mayorias.majority(mayoria)
        return Eleccion("electo", "mayoria_alcanzada", base, requeridos, etiqueta, ganador)
    if ronda == 1:
        pasan = second_ballot(candidaturas)
        return Eleccion("segunda_vuelta", "mayoria_no_alcanzada", base, requeridos, pasan=pasan)
    return Eleccion("diferido", "empate_persistente", base, requeridos)


def second_ballot(candidaturas: dict[str, int]) -> tuple[str, ...]:
    """Everyone with at least as many votes as the second-ranked, so ties for second place go through together."""
    ordenados = sorted(candidaturas.values(), reverse=True)
    corte = ordenados[min(1, len(ordenados) - 1)] if ordenados else 0
    return tuple(sorted((c for c, n in candidaturas.items() if n >= corte), key=_alphabetical))


def _first(candidaturas: dict[str, int], requeridos: int | None) -> str | None:
    votos = sorted(candidaturas.items(), key=lambda par: par[1], reverse=True)
    if not votos or votos[0][1] == 0:
        return None
    empatado = len(votos) > 1 and votos[1][1] == votos[0][1]
    alcanza = requeridos is None or votos[0][1] >= requeridos
    return votos[0][0] if alcanza and not empatado else None


def _alphabetical(nombre: str) -> tuple[str, str]:
    plano = unicodedata.normalize("NFD", nombre)
    return "".join(letra for letra in plano if not unicodedata.combining(letra)).casefold(), nombre
