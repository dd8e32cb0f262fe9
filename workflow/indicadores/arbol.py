"""The things of a POA as a tree: fin, propósito, each componente with its activities, and what hangs from none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflow.indicadores.programa import Medida
from workflow.indicadores.situacion import Linea

ACTIVIDADES = ("actividad", "actividad_poa")


@dataclass(frozen=True)
class Rama:
    """A componente: its indicators, and the activities under it. `clave` "" is for those that hang from none."""

    clave: str
    propias: tuple[Linea, ...]
    actividades: tuple[Linea, ...]


@dataclass(frozen=True)
class Arbol:
    fin: tuple[Linea, ...]
    proposito: tuple[Linea, ...]
    ramas: tuple[Rama, ...]


def branch_of(medida: Medida) -> str:
    """The componente of a thing: C1 of C1, of C1A2, and of the activity of the POA that points at it."""
    if medida.nivel == "actividad_poa":
        return medida.componente
    return medida.clave.partition("A")[0] if medida.nivel == "actividad" else medida.clave


def tree(lineas: Iterable[Linea]) -> Arbol:
    """In the order of the POA; what points at a componente that is not there hangs from none."""
    todas = tuple(lineas)
    claves = dict.fromkeys(linea.medida.clave for linea in todas if linea.medida.nivel == "componente")
    propias: dict[str, list[Linea]] = {clave: [] for clave in claves}
    hijas: dict[str, list[Linea]] = {**{clave: [] for clave in claves}, "": []}
    for linea in todas:
        clave = branch_of(linea.medida)
        if linea.medida.nivel == "componente":
            propias[clave].append(linea)
        elif linea.medida.nivel in ACTIVIDADES:
            hijas[clave if clave in claves else ""].append(linea)
    ramas = [Rama(clave, tuple(propias[clave]), tuple(hijas[clave])) for clave in claves]
    if hijas[""]:
        ramas.append(Rama("", (), tuple(hijas[""])))
    return Arbol(
        tuple(linea for linea in todas if linea.medida.nivel == "fin"),
        tuple(linea for linea in todas if linea.medida.nivel == "proposito"),
        tuple(ramas),
    )
