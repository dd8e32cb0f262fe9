"""A workbook, as the isolated reader gives it, to the content of a POA and every finding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from workflow.poa import campos, derivados
from workflow.poa import contenido as modelo
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import empty_row
from workflow.poa.esquema import MIR, SECCION, SECCIONES
from workflow.poa.hallazgos import AVISO, ERROR, Hallazgo
from workflow.poa.lectura.forma import read_form
from workflow.poa.lectura.hoja import reference
from workflow.poa.lectura.hojas import identify
from workflow.poa.lectura.registro import Registro
from workflow.poa.lectura.tablas import read_table
from workflow.poa.numeros import plain
from workflow.poa.reglas import todas


@dataclass(frozen=True)
class Lectura:
    """The content of a workbook before the rules: `registro` already holds what the reading itself found."""

    archivo: str
    contenido: dict[str, Any]
    registro: Registro
    origen: str | None = None

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
    sheets = identify(libro["hojas"], registro)
    content: dict[str, Any] = {}
    for seccion in SECCIONES:
        hoja = sheets.get(seccion.clave)
        if hoja is not None:
            content[seccion.clave] = (
                read_form(hoja, seccion, registro) if seccion.es_forma else read_table(hoja, seccion, registro) or []
            )
            continue
        if seccion.adicional:
            registro.sin_hoja.add(seccion.clave)
        elif seccion is MIR:
            content[seccion.clave] = None
        else:
            content[seccion.clave] = empty_row(seccion) if seccion.es_forma else []
            registro.add(seccion.hoja, None, "HOJA_FALTANTE", hoja=seccion.hoja)
            registro.sin_hoja.add(seccion.clave)
    return Lectura(archivo, modelo.lean(content), registro, origin_of(libro))


def origin_of(libro: Mapping[str, Any]) -> str | None:
    """The fingerprint of the content that the workbook was made from, in its hidden sheet «Origen»."""
    for document in libro["hojas"]:
        if plain(document["nombre"]) == "origen":
            cells = {str(row[0]): row[1] for _, row in document["filas"] if len(row) > 1}
            found = cells.get("Huella del contenido")
            return found if isinstance(found, str) and re.fullmatch(r"[0-9a-f]{64}", found) else None
    return None


def completed(lectura: Lectura, borrador: Mapping[str, Any]) -> Lectura:
    """The reading with the sections that the workbook does not bring as they are in the draft, to check the whole."""
    absent = [s.clave for s in SECCIONES if s.clave not in lectura.registro.hojas and borrador.get(s.clave)]
    if not absent or not lectura.registro.hojas:
        return lectura
    registro = replace(lectura.registro, hallazgos=[], sin_hoja=set(lectura.registro.sin_hoja) | set(absent))
    for item in lectura.registro.hallazgos:
        if item.codigo == "HOJA_FALTANTE" and item.hoja in {SECCION[clave].hoja for clave in absent}:
            registro.add(item.hoja, None, "HOJA_QUE_NO_VIENE", AVISO, None, hoja=item.hoja)
        else:
            registro.hallazgos.append(item)
    return replace(lectura, contenido={**lectura.contenido, **{c: borrador[c] for c in absent}}, registro=registro)


def review(
    lectura: Lectura, catalogos: Catalogos, matrices: todas.Matrices | None = None, *, ur: str | None = None
) -> Revision:
    """The findings of the reading and those of the rules, each at its cell. `ur`: the unit it should be of."""
    registro = replace(lectura.registro, hallazgos=list(lectura.registro.hallazgos))
    registro.malos = set(registro.malos)
    lectura = replace(lectura, contenido=_looked_up(lectura, registro, catalogos))
    for problem in todas.check(lectura.contenido, catalogos, matrices):
        registro.add_problem(problem)
    _against_name(lectura, registro)
    clave = lectura.contenido["identificacion"].get("clave_ur")
    if ur and clave and clave != ur and "identificacion.clave_ur" in registro.celdas:
        hoja, celda, _ = registro.celdas["identificacion.clave_ur"]
        registro.add(hoja, celda, "UR_DISTINTA_DEL_EXPEDIENTE", ERROR, clave, ur)
    return Revision(lectura.archivo, lectura.contenido, tuple(registro.ordered()))


def _looked_up(lectura: Lectura, registro: Registro, catalogos: Catalogos) -> dict[str, Any]:
    """The content with the texts that the workbook looks up in its lists and nobody calculated yet."""
    content = dict(lectura.contenido)
    for where, formula in registro.sin_valor.items():
        seccion, key, name, _ = campos.split(where) or ("", None, None, None)
        rows = content.get(seccion)
        row = campos.value_at(content, campos.address(seccion, key))
        text = None
        if name and isinstance(row, Mapping) and (seccion, name) in derivados.CAMPOS:
            text = derivados.known(seccion, name, row, catalogos)
        hoja, celda, _ = registro.celdas[where]
        if text is None and (seccion, name) in derivados.CAMPOS:
            registro.malos.add(where)  # its key is empty or not in the catalogue: the rules say which
            continue
        if text is None or name is None:
            registro.malos.add(where)
            registro.add(hoja, celda, "FORMULA_SIN_VALOR", ERROR, formula, que="escriba el valor en la celda")
            continue
        done = {**row, name: text}
        content[seccion] = [done if one is row else one for one in rows] if isinstance(rows, list) else done
        registro.add(hoja, celda, "FORMULA_SIN_VALOR", AVISO, formula, text, que=f"se toma del catálogo: {text}")
    return content


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
