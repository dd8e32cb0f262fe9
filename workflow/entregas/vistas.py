"""Beneficiaries seen from above: cells of counts and amounts, added up by one thing or crossed by two. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workflow.entregas.celdas import MINIMO, ocultas, ocultas_cruzadas

# (code, first and last age in years)
BANDAS: tuple[tuple[str, int, int], ...] = (
    ("0_11", 0, 11),
    ("12_17", 12, 17),
    ("18_29", 18, 29),
    ("30_44", 30, 44),
    ("45_59", 45, 59),
    ("60_mas", 60, 130),
)
SIN_DATO = "sin_dato"
SEXOS: tuple[str, ...] = ("M", "H", "X", SIN_DATO)
ORDEN_BANDAS: tuple[str, ...] = (*(clave for clave, _, _ in BANDAS), SIN_DATO)


@dataclass(frozen=True)
class Celda:
    """Enrolments of one padrón that are alike; amounts in centavos. `recibieron`: with at least one delivery."""

    expediente_id: int
    sexo: str
    banda: str
    cvegeo: str
    inscripciones: int
    aprobado: int
    recibieron: int = 0
    entregado: int = 0


@dataclass(frozen=True)
class Grupo:
    """What some cells add up to. `oculto`: so few that it would say who they are; then it has no numbers."""

    clave: str
    inscripciones: int
    aprobado: int
    recibieron: int
    entregado: int
    oculto: bool = False
    recibieron_oculto: bool = False


@dataclass(frozen=True)
class Filtro:
    """Empty: all of them."""

    expediente_id: int | None = None
    dependencia: str = ""
    sexo: str = ""
    banda: str = ""
    cvegeo: str = ""

    def deja(self, celda: Celda, dependencia_de: Mapping[int, str]) -> bool:
        return (
            self.expediente_id in (None, celda.expediente_id)
            and self.dependencia in ("", dependencia_de.get(celda.expediente_id, ""))
            and self.sexo in ("", celda.sexo)
            and self.banda in ("", celda.banda)
            and self.cvegeo in ("", celda.cvegeo)
        )


def agrupar(celdas: Iterable[Celda], de: Callable[[Celda], str], orden: Sequence[str] = ()) -> list[Grupo]:
    """By what `de` says of each cell; in `orden`, or the largest first."""
    sumas: dict[str, list[int]] = {}
    for celda in celdas:
        suma = sumas.setdefault(de(celda), [0, 0, 0, 0])
        for lugar, cuanto in enumerate((celda.inscripciones, celda.aprobado, celda.recibieron, celda.entregado)):
            suma[lugar] += cuanto
    grupos = [Grupo(clave, suma[0], suma[1], suma[2], suma[3]) for clave, suma in sumas.items()]
    if orden:
        return sorted(grupos, key=lambda uno: orden.index(uno.clave) if uno.clave in orden else len(orden))
    return sorted(grupos, key=lambda uno: (-uno.inscripciones, uno.clave))


def total(celdas: Iterable[Celda]) -> Grupo:
    grupos = agrupar(celdas, lambda _: "total")
    return grupos[0] if grupos else Grupo("total", 0, 0, 0, 0)


def cubrir(grupos: Sequence[Grupo]) -> list[Grupo]:
    """The same for who may not know of persons: small counts hidden, so that the total does not give them back."""
    tapadas = ocultas({uno.clave: uno.inscripciones for uno in grupos})
    chicas = ocultas({uno.clave: uno.recibieron for uno in grupos})
    faltan = ocultas({uno.clave: uno.inscripciones - uno.recibieron for uno in grupos})
    return [
        Grupo(uno.clave, 0, 0, 0, 0, oculto=True)
        if uno.clave in tapadas
        else replace(uno, recibieron=0, entregado=0, recibieron_oculto=True)
        if uno.clave in chicas | faltan
        else uno
        for uno in grupos
    ]


def cubrir_total(grupo: Grupo) -> Grupo:
    """A total alone: nothing to take it from."""
    if 0 < grupo.inscripciones < MINIMO:
        return Grupo(grupo.clave, 0, 0, 0, 0, oculto=True)
    if 0 < grupo.recibieron < MINIMO or 0 < grupo.inscripciones - grupo.recibieron < MINIMO:
        return replace(grupo, recibieron=0, entregado=0, recibieron_oculto=True)
    return grupo


def cruzar(
    celdas: Iterable[Celda], filas: Callable[[Celda], str], columnas: Callable[[Celda], str]
) -> dict[tuple[str, str], int]:
    """Enrolments by two things at once."""
    cuentas: dict[tuple[str, str], int] = {}
    for celda in celdas:
        lugar = (filas(celda), columnas(celda))
        cuentas[lugar] = cuentas.get(lugar, 0) + celda.inscripciones
    return cuentas


def cubrir_cruce(cuentas: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int | None]:
    """None where the count is hidden."""
    tapadas: Collection[Any] = ocultas_cruzadas(cuentas)
    return {lugar: None if lugar in tapadas else cuenta for lugar, cuenta in cuentas.items()}
