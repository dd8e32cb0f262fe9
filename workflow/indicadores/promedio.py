"""The average of several avances, each limited so that one does not hide the failures of the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from workflow.indicadores.calculo import color_of
from workflow.indicadores.clases import Semaforo, capped


@dataclass(frozen=True)
class Promedio:
    valor: Fraction | None
    semaforo: str
    contados: int
    excluidos: int


def average(
    avances: Iterable[tuple[str, Fraction | None]],
    semaforo: Semaforo,
    *,
    tope: Decimal | None = None,
    sin_reporte_cuenta_cero: bool = False,
) -> Promedio:
    """Of (estado, avance): only what was evaluated enters; what was not reported, as 0, if it is so declared."""
    entran: list[Fraction] = []
    fuera = 0
    for estado, avance in avances:
        if estado == "evaluado" and avance is not None:
            entran.append(capped(avance, tope))
        elif estado == "sin_reporte" and sin_reporte_cuenta_cero:
            entran.append(Fraction(0))
        else:
            fuera += 1
    if not entran:
        return Promedio(None, "gris", 0, fuera)
    valor = sum(entran, Fraction(0)) / len(entran)
    return Promedio(valor, color_of(semaforo, valor), len(entran), fuera)
