"""What an approved POA may spend: each line of its budget by month, in centavos; and what it is aligned to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflow.poa import campos
from workflow.poa.contenido import Contenido
from workflow.poa.sumas import CAPITULOS

OTRO = "0000"
"""Of a line whose partida does not say its chapter."""


@dataclass(frozen=True)
class Renglon:
    """A line of the budget. `direccion`: its address in the POA, the same through its versions."""

    direccion: str
    partida: str
    concepto: str
    fuente: str
    meses: tuple[int, ...]

    @property
    def capitulo(self) -> str:
        return chapter(self.partida)

    @property
    def anual(self) -> int:
        return sum(self.meses)


def chapter(partida: str) -> str:
    """The chapter of a partida: 2111 is of 2000."""
    return f"{partida[0]}000" if partida[:1] in CAPITULOS else OTRO


def chapter_name(clave: str) -> str:
    """«2000 Materiales y suministros»."""
    return "Sin capítulo" if clave == OTRO else f"{clave} {CAPITULOS[clave[0]]}"


def lines_of(contenido: Contenido) -> tuple[Renglon, ...]:
    claves = campos.keys("presupuesto", contenido.filas["presupuesto"])
    return tuple(
        Renglon(
            campos.address("presupuesto", clave),
            linea.partida,
            linea.concepto,
            linea.fuente,
            tuple(mes or 0 for mes in linea.meses),
        )
        for clave, linea in zip(claves, contenido.presupuesto, strict=True)
    )


def goal_of(alineacion: Sequence[Mapping[str, object]]) -> tuple[str, str]:
    """(clave, words) of the objective of the Plan Municipal de Desarrollo that it serves; empty if it says none."""
    for one in alineacion:
        if one["instrumento"] == "pmd" and one["nivel"] == "objetivo":
            return str(one["clave"] or ""), str(one["descripcion"] or "")
    return "", ""
