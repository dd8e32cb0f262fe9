"""The sheets that are forms (Identificación, Diagnóstico): one field per row, its name in A and its value in B."""

from __future__ import annotations

from typing import Any

from workflow.poa.campos import of_field
from workflow.poa.contenido import Fila, empty_row
from workflow.poa.esquema import Campo, Seccion
from workflow.poa.hallazgos import AVISO, ERROR
from workflow.poa.lectura.celdas import Lector
from workflow.poa.lectura.hoja import Hoja
from workflow.poa.lectura.registro import Registro
from workflow.poa.numeros import plain

SUFICIENTES = 5
"""Names of fields that a sheet must have to be taken for the form of a section."""


def names_in(hoja: Hoja, seccion: Seccion) -> int:
    """How many fields of a section the first column names."""
    wanted = {plain(campo.titulo) for campo in seccion.campos}
    return len(wanted & {plain(hoja.text(row, 1)).rstrip(":") for row in hoja.filas})


def read_form(hoja: Hoja, seccion: Seccion, registro: Registro) -> Fila:
    """The values of a form; empty, with a finding, when the sheet does not look like it."""
    wanted = {plain(campo.titulo): campo for campo in seccion.campos}
    found: dict[str, int] = {}
    start = next((row for row in sorted(hoja.filas) if plain(hoja.text(row, 1)) == "campo"), 0)
    blanks: list[int] = []
    for row in range(start + 1, hoja.ultima + 1):
        title = plain(hoja.text(row, 1)).rstrip(":")
        if hoja.blank(row):
            blanks.append(row)
            continue
        if blanks and start:
            _say_blanks(hoja, registro, blanks)
        blanks = []
        if title in wanted and title not in found:
            found[title] = row
        elif title in wanted:
            name = wanted[title].titulo
            registro.add(hoja.nombre, f"A{row}", "CAMPO_REPETIDO", ERROR, hoja.text(row, 1), columna=name)
        elif start:
            registro.add(hoja.nombre, f"A{row}", "CAMPO_DESCONOCIDO", AVISO, hoja.text(row, 1))
    if len(found) < SUFICIENTES:
        registro.add(hoja.nombre, None, "ENCABEZADO_NO_RECONOCIDO", hoja=hoja.nombre)
        registro.sin_hoja.add(seccion.clave)
        return empty_row(seccion)
    reader, values = Lector(hoja, registro), empty_row(seccion)
    for title, campo in wanted.items():
        values[campo.clave] = _read_field(reader, seccion, found.get(title), campo, values[campo.clave])
    return values


def _say_blanks(hoja: Hoja, registro: Registro, blanks: list[int]) -> None:
    text = "Una fila vacía" if len(blanks) == 1 else f"{len(blanks)} filas vacías"
    registro.add(hoja.nombre, f"A{blanks[0]}:B{blanks[-1]}", "FILAS_VACIAS_INTERMEDIAS", AVISO, cuantas=text)


def _read_field(reader: Lector, seccion: Seccion, row: int | None, campo: Campo, default: Any) -> Any:
    where = of_field(seccion, None, campo)
    if row is None:
        severity = ERROR if campo.obligatorio else AVISO
        reader.registro.malos.add(where)
        reader.registro.add(
            reader.hoja.nombre, None, "CAMPO_FALTANTE", severity, None, campo.titulo, columna=campo.titulo
        )
        return default
    return reader.read(row, 2, campo, where)
