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


def ocultas_cruzadas(cuentas: Mapping[tuple[K, K], int], minimo: int = MINIMO) -> frozenset[tuple[K, K]]:
    """The same for a table of two entries whose rows and columns are added up somewhere else."""
    tapadas: set[tuple[K, K]] = set()
    lineas = [
        {lugar: cuentas[lugar] for lugar in cuentas if lugar[eje] == clave}
        for eje in (0, 1)
        for clave in _claves(cuentas, eje)
    ]
    antes = -1
    while len(tapadas) != antes:
        antes = len(tapadas)
        for linea in lineas:
            tapadas |= _linea(linea, tapadas, minimo)
    return frozenset(tapadas)


def _claves(cuentas: Mapping[tuple[K, K], int], eje: int) -> list[K]:
    return sorted({lugar[eje] for lugar in cuentas}, key=str)


def _linea(linea: Mapping[tuple[K, K], int], tapadas: set[tuple[K, K]], minimo: int) -> set[tuple[K, K]]:
    """What else must be hidden in a row or column so that its sum does not give back what is hidden in it."""
    chicas = {lugar for lugar, cuenta in linea.items() if lugar in tapadas or 0 < cuenta < minimo}
    if not chicas:
        return chicas
    otras = sorted((cuenta, str(lugar), lugar) for lugar, cuenta in linea.items() if cuenta and lugar not in chicas)
    while otras and (len(chicas) < 2 or sum(linea[lugar] for lugar in chicas) < minimo):
        chicas.add(otras.pop(0)[2])
    return chicas
