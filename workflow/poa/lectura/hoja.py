"""A sheet as it was read: its cells by row and column, its header, its rows of data and what is in between. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from workflow.libros.guard import column_letters
from workflow.poa.esquema import Seccion
from workflow.poa.lectura.formulas import evaluate
from workflow.poa.lectura.titulos import known_titles
from workflow.poa.numeros import decimal_of, plain

FILA_DE_ENCABEZADO = 4
MAX_CONSULTAS = 200_000
"""Cells looked at to compute formulas of one sheet: beyond it somebody is playing with formulas of formulas."""

_HEADER_ROWS = 20
_ENOUGH = 0.6


def reference(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


class Hoja:
    """Cells as the reader gives them; rows and columns count from 1."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.nombre: str = document["nombre"]
        self.visible: bool = document.get("visible", True)
        self.combinadas: list[str] = list(document.get("combinadas", ()))
        self.filas: dict[int, list[Any]] = dict(document["filas"])
        self.porcentajes = frozenset(document.get("porcentajes", ()))
        self.ocultas = frozenset(document.get("ocultas", ()))
        self.consultas = 0

    @property
    def ultima(self) -> int:
        return max(self.filas, default=0)

    def raw(self, row: int, column: int) -> Any:
        values = self.filas.get(row, [])
        return values[column - 1] if 1 <= column <= len(values) else None

    def blank(self, row: int) -> bool:
        """Nothing written by a person: empty, only blanks, or only the formulas of the template."""
        return all(_nothing(value) or is_idle(value) for value in self.filas.get(row, []))

    def prepared(self, row: int) -> bool:
        """A row of the template that nobody filled in: it holds only formulas."""
        return self.blank(row) and any(is_idle(value) for value in self.filas.get(row, []))

    def text(self, row: int, column: int) -> str:
        """The value as a text for comparing titles."""
        value = saved(self.raw(row, column))
        return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""

    def number(self, row: int, column: int, depth: int = 0) -> Decimal | None:
        """The number of a cell; of a formula, its saved value or what can be computed of it."""
        self.consultas += 1
        value = self.raw(row, column)
        if isinstance(value, Mapping) and "formula" in value:
            if value["valor"] is not None:
                return decimal_of(value["valor"])
            return None if depth > 20 or self.consultas > MAX_CONSULTAS else self.compute(value["formula"], depth + 1)
        return decimal_of(value)

    def compute(self, formula: str, depth: int = 0) -> Decimal | None:
        return evaluate(formula, lambda row, column: self.number(row, column, depth))


def _nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def is_idle(value: Any) -> bool:
    """A formula of the template (a total, a quarter, a name of a catalogue) that has nothing to work on yet."""
    if not (isinstance(value, Mapping) and "formula" in value):
        return False
    return value["formula"].upper().startswith(("=SUM(", "=IF(", "=IFERROR(")) and value["valor"] in (None, "", 0)


def saved(value: Any) -> Any:
    """The value saved with a formula, or the value itself."""
    return value["valor"] if isinstance(value, Mapping) and "formula" in value else value


@dataclass(frozen=True)
class Encabezado:
    """Where a header is: its first and last row, and the column of each title (by its plain text)."""

    primera: int
    ultima: int
    columnas: Mapping[str, int]
    repetidas: tuple[tuple[str, int], ...] = ()
    ancho: int = 0
    titulos: Mapping[str, str] = field(default_factory=dict)
    otros: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Title to the (row, column) that says it in other words."""


def find_header(hoja: Hoja, seccion: Seccion) -> Encabezado | None:
    """The header of a section: one row, or two when the titles are shared between a row and the next."""
    wanted = known_titles(seccion)
    least = len({plain(campo.titulo) for campo in seccion.campos if campo.obligatorio})
    one = {row: _titles(hoja, row, wanted) for row in range(1, min(hoja.ultima, _HEADER_ROWS) + 1)}
    if not one:
        return None
    best = max(one, key=lambda row: len(one[row]))
    if len(one[best]) >= 0.8 * least:
        return _header(hoja, best, best, one, wanted)
    two = {row: len(one[row].keys() | one.get(row + 1, {}).keys()) for row in one}
    best_two = max((row for row in two if one[row]), key=lambda row: two[row], default=None)
    if best_two is not None and two[best_two] >= 0.8 * least and one.get(best_two + 1):
        return _header(hoja, best_two, best_two + 1, one, wanted)
    return _header(hoja, best, best, one, wanted) if len(one[best]) >= _ENOUGH * least else None


def _titles(hoja: Hoja, row: int, wanted: Mapping[str, str]) -> dict[str, list[int]]:
    """The columns of each title in a row. One said in other words counts where the title itself is not."""
    found: dict[str, list[int]] = {}
    others: dict[str, list[int]] = {}
    for column in range(1, len(hoja.filas.get(row, ())) + 1):
        said = plain(hoja.text(row, column))
        if (title := wanted.get(said)) is not None:
            (found if said == title else others).setdefault(title, []).append(column)
    return {**{title: places[:1] for title, places in others.items()}, **found}


def _header(
    hoja: Hoja, first: int, last: int, one: Mapping[int, dict[str, list[int]]], wanted: Mapping[str, str]
) -> Encabezado:
    columns: dict[str, int] = {}
    repeated: list[tuple[str, int]] = []
    for row in range(first, last + 1):
        for title, places in one.get(row, {}).items():
            rest = places if title in columns else places[1:]
            columns.setdefault(title, places[0])
            repeated += [(title, place) for place in rest if place != columns[title]]
    others = {
        title: (row, column)
        for row in range(first, last + 1)
        for title, column in columns.items()
        if column in one.get(row, {}).get(title, ()) and plain(hoja.text(row, column)) != title
    }
    width = max(len(hoja.filas.get(row, ())) for row in range(first, last + 1))
    return Encabezado(first, last, columns, tuple(repeated), width, wanted, others)


def is_header_row(hoja: Hoja, row: int, header: Encabezado) -> bool:
    """A header printed again in the middle of the table."""
    return len(_titles(hoja, row, header.titulos)) >= _ENOUGH * len(header.columnas)


def total_cell(hoja: Hoja, row: int, columns: int) -> int | None:
    """The column, among the first ones, where a row says TOTAL, SUBTOTAL or SUMA."""
    for column in range(1, columns + 1):
        words = plain(hoja.text(row, column)).split()
        if words and words[0].strip(":.") in {"total", "totales", "subtotal", "subtotales", "suma", "sumas"}:
            return column if len(words) <= 4 else None
    return None
