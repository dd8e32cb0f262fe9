"""Majorities, ties and labels of a vote. Pure, integer arithmetic only.

Which majority, which tie rule and to which majorities it applies is dated configuration of each organ.
The casting vote (voto de calidad) never changes the totals and never rescues a qualified majority or unanimity.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.sesiones.quorum import half_plus_one, three_quarters, two_thirds

BASE_DE = {
    "simple": "votos_validos",
    "absoluta_presentes": "presentes",
    "absoluta_integrantes": "integrantes",
    "calificada_2_3_presentes": "presentes",
    "calificada_2_3_integrantes": "integrantes",
    "calificada_3_4_integrantes": "integrantes",
    "unanimidad": "electores",
}
MAYORIAS = tuple(BASE_DE)
SENTIDOS = ("a_favor", "en_contra", "abstencion")
EMPATES = ("voto_calidad", "repetir_y_diferir", "segunda_ronda_y_pleno", "desechar")


@dataclass(frozen=True)
class Cuerpo:
    """Who could vote: counts of one organ, commission or joint body at the hour of the vote."""

    electores: int
    excusados: int
    ausentes: int
    integrantes: int
    integrantes_en_funciones: int
    excusado_cuenta_presentes: bool = False

    @property
    def presentes(self) -> int:
        return self.electores + (self.excusados if self.excusado_cuenta_presentes else 0)


@dataclass(frozen=True)
class Totales:
    a_favor: int = 0
    en_contra: int = 0
    abstencion: int = 0
    nulos: int = 0

    @property
    def emitidos(self) -> int:
        return self.a_favor + self.en_contra + self.abstencion + self.nulos


@dataclass(frozen=True)
class Base:
    tipo: str
    valor: int


def base_of(mayoria: str, votos_validos: int, cuerpo: Cuerpo) -> Base:
    """What the required votes are a share of. KeyError if the majority is unknown."""
    tipo = BASE_DE[mayoria]
    valores = {
        "votos_validos": votos_validos,
        "presentes": cuerpo.presentes,
        "integrantes": cuerpo.integrantes,
        "electores": cuerpo.electores,
    }
    return Base(tipo, valores[tipo])


def votes_required(mayoria: str, base: int) -> int:
    """Votes in favour needed; at least one, since nothing is approved by nobody."""
    if mayoria.startswith("calificada_2_3"):
        needed = two_thirds(base)
    elif mayoria.startswith("calificada_3_4"):
        needed = three_quarters(base)
    elif mayoria == "unanimidad":
        needed = base
    else:
        needed = half_plus_one(base)
    return max(1, needed)


def is_qualified(mayoria: str) -> bool:
    return mayoria.startswith("calificada_")


def tie_can_be_broken(mayoria: str, totales: Totales, requeridos: int, aplica_a: frozenset[str]) -> bool:
    """Whether the tie rule of the organ has a tie to act on; equal counts alone are not enough (5-5-3 of 13)."""
    if mayoria not in aplica_a or is_qualified(mayoria) or mayoria == "unanimidad":
        return False
    igualados = totales.a_favor == totales.en_contra > 0
    return igualados and totales.a_favor < requeridos <= totales.a_favor + 1


def label(mayoria: str, aprobado: bool, totales: Totales, cuerpo: Cuerpo) -> str | None:
    """How the acta names a result reached by the count itself (not by casting vote), or None."""
    ganadores = totales.a_favor if aprobado else totales.en_contra
    if cuerpo.electores and ganadores == cuerpo.electores:
        return unanimity(cuerpo)
    if aprobado:
        return majority(mayoria)
    return "por mayoría" if totales.en_contra > totales.a_favor else None


def unanimity(cuerpo: Cuerpo) -> str:
    """«Por unanimidad» only when every member in office voted so."""
    todos = cuerpo.electores == cuerpo.integrantes_en_funciones
    return "por unanimidad" if todos else "por unanimidad de los presentes"


def majority(mayoria: str) -> str:
    return "por mayoría calificada" if is_qualified(mayoria) else "por mayoría"
