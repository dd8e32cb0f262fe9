"""What is told of a table besides its cells: columns in another place or with other words, what is not read, hidden."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workflow.poa.esquema import Seccion
from workflow.poa.hallazgos import AVISO
from workflow.poa.lectura.formulas import position
from workflow.poa.lectura.hoja import Encabezado, Hoja, is_idle, reference
from workflow.poa.lectura.registro import Registro
from workflow.poa.numeros import plain

CALCULADAS = frozenset(f"trimestre {number}" for number in range(1, 5))
"""Columns that the template computes: they are never imported."""


def say(hoja: Hoja, seccion: Seccion, header: Encabezado, rows: Sequence[int], registro: Registro) -> None:
    """`rows`: those that are data."""
    for title, (row, column) in header.otros.items():
        campo = next(campo for campo in seccion.campos if plain(campo.titulo) == title)
        said = hoja.text(row, column)
        place = reference(row, column)
        registro.add(hoja.nombre, place, "COLUMNA_CON_OTRO_TITULO", AVISO, said, campo.titulo, columna=campo.titulo)
    places = [header.columnas[plain(c.titulo)] for c in seccion.campos if plain(c.titulo) in header.columnas]
    if places != sorted(places):
        first = next(b for a, b in pairwise(places) if b < a)
        registro.add(hoja.nombre, reference(header.ultima, first), "COLUMNAS_MOVIDAS", AVISO)
    _ignored(hoja, header, rows, registro)
    hidden = [row for row in rows if row in hoja.ocultas]
    if hidden:
        listed = ", ".join(map(str, hidden[:10])) + ("…" if len(hidden) > 10 else "")
        registro.add(hoja.nombre, reference(hidden[0], 1), "FILAS_OCULTAS", AVISO, len(hidden), filas=listed)


def _ignored(hoja: Hoja, header: Encabezado, rows: Sequence[int], registro: Registro) -> None:
    """Columns with a title that is not of the template and something in their rows."""
    known = set(header.columnas.values()) | {column for _, column in header.repetidas}
    for column in range(1, header.ancho + 1):
        title = hoja.text(header.ultima, column)
        if column in known or not title or plain(title) in CALCULADAS:
            continue
        if any(hoja.raw(row, column) not in (None, "") and not is_idle(hoja.raw(row, column)) for row in rows):
            place = reference(header.ultima, column)
            registro.add(hoja.nombre, place, "COLUMNA_IGNORADA", AVISO, title, columna=title)


def fill_merged(hoja: Hoja, header: Encabezado, registro: Registro) -> None:
    """A text merged over several rows of one column (the narrative of two indicators) is the text of each row."""
    for area in hoja.combinadas:
        start, _, end = area.partition(":")
        (top, left), (bottom, right) = position(start), position(end or start)
        value = hoja.raw(top, left)
        if left != right or top <= header.ultima or bottom == top or not isinstance(value, str) or not value.strip():
            continue
        for row in range(top + 1, min(bottom, hoja.ultima) + 1):
            values = hoja.filas.get(row)
            if values is not None and hoja.raw(row, left) in (None, ""):
                values.extend([None] * (left - len(values)))
                values[left - 1] = value
        registro.add(hoja.nombre, area, "CELDAS_COMBINADAS", AVISO, value, filas=bottom - top + 1)
