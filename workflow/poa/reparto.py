"""A yearly goal or amount over the twelve months: equal, by quarters, or as another row is spread. Pure.

Nothing is lost in rounding: what is left over goes, one step at a time, to the months that were cut the most.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

IGUALES = "iguales"
TRIMESTRES = "trimestres"
COMO_FILA = "fila"
MODOS: dict[str, str] = {
    IGUALES: "En doce meses iguales",
    TRIMESTRES: "Al cierre de cada trimestre",
    COMO_FILA: "En la proporción de otra fila",
}
_CIERRES = (2, 5, 8, 11)
Pesos = Sequence[Decimal]


def weights(modo: str, fila: Sequence[Decimal | None] = ()) -> list[Decimal]:
    """How much of the year each month takes. A row without a single number spreads nothing: it counts as equal."""
    if modo == TRIMESTRES:
        return [Decimal(month in _CIERRES) for month in range(12)]
    own: list[Decimal] = [max(value or Decimal(0), Decimal(0)) for value in fila]
    if modo == COMO_FILA and len(own) == 12 and any(own):
        return own
    return [Decimal(1)] * 12


def spread(total: Decimal, pesos: Pesos, paso: Decimal = Decimal(1)) -> list[Decimal]:
    """`total` in twelve parts, each a multiple of `paso`, in proportion to `pesos`; they add up to `total` exactly when
    it is itself a multiple. Negative totals are the caller's to refuse."""
    steps, whole = total / paso, sum(pesos)
    exact = [steps * peso / whole for peso in pesos]
    parts = [value.to_integral_value(ROUND_FLOOR) for value in exact]
    left = int(steps.to_integral_value(ROUND_FLOOR) - sum(parts))
    order = sorted(range(len(parts)), key=lambda month: (parts[month] - exact[month], month))
    for month in order[:left]:
        parts[month] += 1
    return [part * paso for part in parts]


def goal(anual: Decimal, tipo_meta: str | None, pesos: Pesos) -> list[Decimal]:
    """The twelve months of a goal whose yearly value is `anual`, as its kind is counted.

    A level (constante, promedio) is the same every month; a stock (última) grows until December; a single delivery
    (única) goes to the last month that takes anything; the rest is split, in whole units when the goal is whole.
    """
    if tipo_meta in ("constante", "promedio"):
        return [anual] * 12
    if tipo_meta == "unica":
        last = max(month for month, peso in enumerate(pesos) if peso)
        return [anual if month == last else Decimal(0) for month in range(12)]
    parts = spread(anual, pesos, Decimal(1) if anual == anual.to_integral_value() else Decimal("0.01"))
    if tipo_meta != "ultima":
        return parts
    return [sum(parts[: month + 1], Decimal(0)) for month in range(12)]
