"""A workbook, as the isolated reader gives it, to the content of a POA and every finding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from workflow.poa import contenido as modelo
from workflow.poa.campos import of_field
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import Fila, empty_row
from workflow.poa.esquema import IDENTIFICACION, MIR, SECCIONES, TABLAS, Campo
from workflow.poa.hallazgos import AVISO, ERROR, Hallazgo
from workflow.poa.lectura.celdas import Lector
from workflow.poa.lectura.hoja import Hoja, reference
from workflow.poa.lectura.registro import Registro
from workflow.poa.lectura.tablas import read_table
from workflow.poa.numeros import plain
from workflow.poa.reglas import todas

_OURS = {plain(seccion.hoja): seccion.clave for seccion in SECCIONES}
_HELPERS = {"listas", "instrucciones"}


@dataclass(frozen=True)
class Lectura:
    """The content of a workbook before the rules: `registro` already holds what the reading itself found."""

    archivo: str
    contenido: dict[str, Any]
    registro: Registro

    @property
    def matriz(self) -> dict[str, frozenset[str]]:
        return todas.own_matrix(self.contenido)


@dataclass(frozen=True)
class Revision:
    archivo: str
    contenido: dict[str, Any]
    hallazgos: tuple[Hallazgo, ...]

    @property
    def errores(self) -> tuple[Hallazgo, ...]:
        return tuple(item for item in self.hallazgos if item.severidad == ERROR)

    @property
    def resumen(self) -> dict[str, Any]:
        """What the workbook holds, with the budget as text with two decimals."""
        typed = modelo.from_dict(self.contenido)
        return {
            "programa": typed.identificacion.get("programa"),
            "actividades": len(typed.actividades),
            "partidas": len(typed.presupuesto),
            "presupuesto": f"{Decimal(modelo.budget(typed)) / 100:.2f}",
            "indicadores": len(typed.mir or ()),
        }


def read(libro: Mapping[str, Any], archivo: str) -> Lectura:
    """The content of a workbook. `archivo` is its name, for the findings; never opened here."""
    registro = Registro(archivo)
    sheets: dict[str, Hoja] = {}
    for document in libro["hojas"]:
        hoja = Hoja(document)
        clave = _OURS.get(plain(hoja.nombre))
        if clave is None or clave in sheets:
            if hoja.visible and hoja.filas and plain(hoja.nombre) not in _HELPERS:
                registro.add(hoja.nombre, None, "HOJA_IGNORADA", AVISO, hoja.nombre, hoja=hoja.nombre)
        else:
            sheets[clave] = hoja
    content: dict[str, Any] = {"identificacion": empty_row(IDENTIFICACION)}
    if "identificacion" in sheets:
        content["identificacion"] = _read_fields(sheets["identificacion"], registro)
    else:
        _missing(registro, IDENTIFICACION.clave, IDENTIFICACION.hoja)
    for seccion in TABLAS:
        if seccion.clave in sheets:
            content[seccion.clave] = read_table(sheets[seccion.clave], seccion, registro) or []
        elif not seccion.adicional:
            content[seccion.clave] = None if seccion is MIR else []
            if seccion is not MIR:
                _missing(registro, seccion.clave, seccion.hoja)
    return Lectura(archivo, modelo.lean(content), registro)


def _missing(registro: Registro, clave: str, hoja: str) -> None:
    registro.add(hoja, None, "HOJA_FALTANTE", hoja=hoja)
    registro.sin_hoja.add(clave)


def _read_fields(hoja: Hoja, registro: Registro) -> Fila:
    """Identificación: one field per row, its name in A and its value in B."""
    wanted = {plain(campo.titulo): campo for campo in IDENTIFICACION.campos}
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
            registro.add(
                hoja.nombre, f"A{row}", "CAMPO_REPETIDO", ERROR, hoja.text(row, 1), columna=wanted[title].titulo
            )
        elif start:
            registro.add(hoja.nombre, f"A{row}", "CAMPO_DESCONOCIDO", AVISO, hoja.text(row, 1))
    if len(found) < 5:
        registro.add(hoja.nombre, None, "ENCABEZADO_NO_RECONOCIDO", hoja=hoja.nombre)
        registro.sin_hoja.add(IDENTIFICACION.clave)
        return empty_row(IDENTIFICACION)
    reader, values = Lector(hoja, registro), empty_row(IDENTIFICACION)
    for title, campo in wanted.items():
        values[campo.clave] = _read_field(reader, found.get(title), campo, values[campo.clave])
    return values


def _say_blanks(hoja: Hoja, registro: Registro, blanks: list[int]) -> None:
    text = "Una fila vacía" if len(blanks) == 1 else f"{len(blanks)} filas vacías"
    registro.add(hoja.nombre, f"A{blanks[0]}:B{blanks[-1]}", "FILAS_VACIAS_INTERMEDIAS", AVISO, cuantas=text)


def _read_field(reader: Lector, row: int | None, campo: Campo, default: Any) -> Any:
    where = of_field(IDENTIFICACION, None, campo)
    if row is None:
        severity = ERROR if campo.obligatorio else AVISO
        reader.registro.malos.add(where)
        reader.registro.add(
            reader.hoja.nombre, None, "CAMPO_FALTANTE", severity, None, campo.titulo, columna=campo.titulo
        )
        return default
    return reader.read(row, 2, campo, where)


def review(
    lectura: Lectura, catalogos: Catalogos, matrices: todas.Matrices | None = None, *, ur: str | None = None
) -> Revision:
    """The findings of the reading and those of the rules, each at its cell. `ur`: the unit it should be of."""
    registro = replace(lectura.registro, hallazgos=list(lectura.registro.hallazgos))
    for problem in todas.check(lectura.contenido, catalogos, matrices):
        registro.add_problem(problem)
    _against_name(lectura, registro)
    clave = lectura.contenido["identificacion"].get("clave_ur")
    if ur and clave and clave != ur:
        hoja, celda, _ = registro.celdas["identificacion.clave_ur"]
        registro.add(hoja, celda, "UR_DISTINTA_DEL_EXPEDIENTE", ERROR, clave, ur)
    return Revision(lectura.archivo, lectura.contenido, tuple(registro.ordered()))


def _against_name(lectura: Lectura, registro: Registro) -> None:
    """A file named UR-nnn.xlsx is that of the unit UR-nnn."""
    stem = PurePath(lectura.archivo).stem.upper()
    clave = lectura.contenido["identificacion"].get("clave_ur")
    if clave and re.fullmatch(r"UR-\d{3}", stem) and clave != stem:
        hoja, celda, _ = registro.celdas.get("identificacion.clave_ur", ("Identificación", reference(8, 2), None))
        registro.add(hoja, celda, "UR_DISTINTA_DEL_ARCHIVO", ERROR, clave, stem, archivo=lectura.archivo)


def review_together(
    lecturas: list[Lectura], catalogos: Catalogos, known: todas.Matrices | None = None
) -> list[Revision]:
    """Several workbooks: the MIR of each serves to check the activities of the others."""
    matrices = dict(known or {})
    for lectura in lecturas:
        matrices.update(lectura.matriz)
    return [review(lectura, catalogos, matrices) for lectura in lecturas]
