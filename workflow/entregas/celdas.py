"""Small cells: a count that would say who somebody is does not leave in an aggregate. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

MINIMO = 3
K = TypeVar("K")


def ocultas(cuentas: Mapping[K, int], minimo: int = MINIMO) -> frozenset[K]:
    """The cells to hide of counts that are printed beside their total.

    Those under `minimo` that are not zero; and when what is hidden adds up to less than `minimo`, or is one cell alone,
    which the total would give back, the next smallest too.
    """
    chicas = {clave for clave, cuenta in cuentas.items() if 0 < cuenta < minimo}
    if not chicas:
        return frozenset()
    otras = sorted((cuenta, str(clave), clave) for clave, cuenta in cuentas.items() if cuenta >= minimo)
    while otras and (len(chicas) < 2 or sum(cuentas[clave] for clave in chicas) < minimo):
        chicas.add(otras.pop(0)[2])
    return frozenset(chicas)
