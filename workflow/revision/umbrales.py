"""The numbers of the automatic findings, and what each one means. Pure.

These values are the starting configuration, to be confirmed with Planeación; the dated table `revision_umbral`
replaces them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FUNDAMENTO_INICIAL = "Valor inicial del sistema, por confirmar con Planeación"


@dataclass(frozen=True)
class Umbral:
    """`unidad`: what the number counts, as it is printed after it."""

    clave: str
    nombre: str
    ayuda: str
    inicial: int
    unidad: str
    minimo: int = 0
    maximo: int = 1000


UMBRALES: tuple[Umbral, ...] = (
    Umbral(
        "meta_lejana",
        "Meta lejos del año anterior",
        "Se señala la meta que cambia más que este porcentaje respecto de la del ejercicio anterior.",
        50,
        "%",
    ),
    Umbral(
        "indicador_parecido",
        "Indicadores repetidos entre dependencias",
        "Se señalan dos indicadores cuyo nombre coincide al menos en este porcentaje; 100 es el mismo nombre.",
        95,
        "%",
        70,
        100,
    ),
    Umbral(
        "personales_anual",
        "Crecimiento anual de servicios personales",
        "Se señala el capítulo 1000 que crece más que este porcentaje respecto del ejercicio anterior.",
        3,
        "%",
    ),
    Umbral(
        "presupuesto_sin_metas",
        "Presupuesto que se mueve y metas que no",
        "En una modificación, se señala el presupuesto que cambia más que este porcentaje sin que cambie ninguna meta.",
        10,
        "%",
    ),
)
POR_CLAVE: dict[str, Umbral] = {umbral.clave: umbral for umbral in UMBRALES}
CLAVES: tuple[str, ...] = tuple(POR_CLAVE)


def initial() -> Mapping[str, int]:
    return {umbral.clave: umbral.inicial for umbral in UMBRALES}
