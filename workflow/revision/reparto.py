"""How the work is shared among reviewers: what each one has, and who should take the next one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Carga:
    """`en_mano`: sent or in review. `vencidos`: of those, past their term. `esperan`: with the dependencia.

    `dias`: average business days of their reviews that ended, as text with one decimal; None without any.
    `valida`: it is who validates, and so makes the second review of what others reviewed.
    """

    usuario_id: int
    nombre: str
    cargo: str
    en_mano: int = 0
    vencidos: int = 0
    esperan: int = 0
    terminadas: int = 0
    dias: str | None = None
    valida: bool = False


def suggested(cargas: Iterable[Carga], impedidos: frozenset[int], dados: Mapping[int, int]) -> Carga | None:
    """Who has the least in hand, of those who may review it; between equals, the fewest overdue, then by name.

    Who validates is suggested only when nobody else may: a second review needs another person.

    `dados`: what was already suggested to each one in this same list, so that not everything goes to one person.
    """
    free = [carga for carga in cargas if carga.usuario_id not in impedidos]
    if not free:
        return None
    return min(free, key=lambda one: (one.valida, one.en_mano + dados.get(one.usuario_id, 0), one.vencidos, one.nombre))
