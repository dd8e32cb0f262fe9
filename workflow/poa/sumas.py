"""What the budget of a POA comes to by chapter, source and kind of spending. Computed, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.poa.esquema import CODIGOS

CAPITULOS = {"1": "Servicios personales", "2": "Materiales y suministros", "3": "Servicios generales",
             "4": "Transferencias, asignaciones, subsidios y otras ayudas",
             "5": "Bienes muebles, inmuebles e intangibles", "6": "Inversión pública",
             "7": "Inversiones financieras y otras provisiones", "8": "Participaciones y aportaciones",
             "9": "Deuda pública"}  # fmt: skip
# CONAC, clasificador por fuentes de financiamiento: 1x not earmarked, 2x earmarked.
FUENTES = {"11": "Recursos fiscales", "12": "Financiamientos internos", "13": "Financiamientos externos",
           "14": "Ingresos propios", "15": "Recursos federales", "16": "Recursos estatales",
           "17": "Otros recursos de libre disposición", "25": "Recursos federales etiquetados",
           "26": "Recursos estatales etiquetados",
           "27": "Otros recursos de transferencias federales etiquetadas"}  # fmt: skip


@dataclass(frozen=True)
class Suma:
    """A line of a summary: key, name, what each quarter and the year come to, in centavos."""

    clave: str
    nombre: str
    trimestres: tuple[int, int, int, int]
    total: int


@dataclass(frozen=True)
class Sumas:
    capitulos: tuple[Suma, ...]
    fuentes: tuple[Suma, ...]
    tipos: tuple[Suma, ...]
    total: Suma


def add_up(rows: Iterable[Mapping[str, Any]], fuentes: Mapping[str, str] | None = None) -> Sumas:
    """The summaries of the rows of Presupuesto. `fuentes`: the names of the catalogue, if at hand."""
    lines = list(rows)
    names = {**FUENTES, **(fuentes or {})}
    return Sumas(
        capitulos=_group(lines, _chapter, lambda key: CAPITULOS.get(key[:1], "Sin capítulo")),
        fuentes=_group(
            lines,
            lambda row: str(row.get("fuente") or "—"),
            lambda key: names.get(key, names.get(key[:2], "Sin fuente")),
        ),
        tipos=_group(lines, lambda row: str(row.get("tipo_gasto") or "—"), _kind_name)
        if any(row.get("tipo_gasto") for row in lines)
        else (),
        total=_sum("", "Total", lines),
    )


def _chapter(row: Mapping[str, Any]) -> str:
    first = str(row.get("partida") or "")[:1]
    return f"{first}000" if first else "—"


def _kind_name(key: str) -> str:
    return CODIGOS["tipo_gasto"].get(key, "Sin tipo de gasto")


def _group(
    lines: list[Mapping[str, Any]], key_of: Callable[[Mapping[str, Any]], str], name_of: Callable[[str], str]
) -> tuple[Suma, ...]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in lines:
        found.setdefault(key_of(row), []).append(row)
    return tuple(_sum(key, name_of(key), found[key]) for key in sorted(found))


def _sum(key: str, name: str, lines: list[Mapping[str, Any]]) -> Suma:
    months = [0] * 12
    for row in lines:
        for month, value in enumerate((row.get("meses") or [])[:12]):
            months[month] += value or 0
    first, second, third, fourth = (sum(months[n : n + 3]) for n in (0, 3, 6, 9))
    return Suma(key, name, (first, second, third, fourth), sum(months))
