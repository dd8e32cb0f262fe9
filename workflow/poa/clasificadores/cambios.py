"""What changes when a classifier is loaded over another, and which keys a POA uses. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.poa.clasificadores.columnas import Clasificador
from workflow.poa.contenido import Contenido, from_dict

Renglones = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Cambio:
    """A row that says something else: its key, and each column with what it said and what it says."""

    clave: str
    columnas: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Diferencia:
    """`nuevas` and `quitadas`: (key, text)."""

    nuevas: tuple[tuple[str, str], ...]
    cambiadas: tuple[Cambio, ...]
    quitadas: tuple[tuple[str, str], ...]

    @property
    def hay(self) -> bool:
        return bool(self.nuevas or self.cambiadas or self.quitadas)


def compare(antes: Renglones, despues: Renglones, clasificador: Clasificador) -> Diferencia:
    """By key, in the order of each file. An empty cell and an absent column are the same."""
    before = {row.get(clasificador.llave, ""): row for row in antes}
    after = {row.get(clasificador.llave, ""): row for row in despues}

    def told(rows: Mapping[str, Mapping[str, str]], other: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        return tuple((key, row.get(clasificador.texto, "")) for key, row in rows.items() if key not in other)

    changed = []
    for key, row in after.items():
        if key in before:
            old = before[key]
            columns = tuple(
                (name, old.get(name) or "", row.get(name) or "")
                for name in dict.fromkeys([*clasificador.columnas, *old, *row])
                if (old.get(name) or "") != (row.get(name) or "")
            )
            if columns:
                changed.append(Cambio(key, columns))
    return Diferencia(told(after, before), tuple(changed), told(before, after))


def used(document: Mapping[str, Any], clasificador: str) -> frozenset[str]:
    """The keys of a classifier that a content uses (of a locality, also its name: the coverage is written so)."""
    reader = _READERS.get(clasificador)
    return frozenset(reader(from_dict(document))) - {""} if reader else frozenset()


def _programmes(poa: Contenido) -> set[str]:
    data = poa.identificacion
    return {
        data.get("programa") or "",
        *(data.get("otros_programas") or []),
        *(row.programa for row in poa.actividades),
    }


def _places(poa: Contenido) -> set[str]:
    found = set(poa.identificacion.get("cobertura") or [])
    return found.union(*(row.localidades for row in poa.actividades))


def _aligned(instrumento: str, nivel: str | None = None) -> Any:
    def keys(poa: Contenido) -> set[str]:
        return {
            row.get("clave") or ""
            for row in poa.alineacion
            if row.get("instrumento") == instrumento and nivel in (None, row.get("nivel"))
        }

    return keys


_READERS: Mapping[str, Any] = {
    "programas": _programmes,
    "cog": lambda poa: {row.partida for row in poa.presupuesto},
    "fuentes": lambda poa: {row.fuente for row in poa.presupuesto},
    "pmd": _aligned("pmd"),
    "ods": _aligned("ods", "objetivo"),
    "ods_metas": _aligned("ods", "meta"),
    "localidades": _places,
    "funcional": lambda poa: {poa.diagnostico.get("funcion") or ""},
}
