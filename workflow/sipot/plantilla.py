"""The official workbook read as a format: its layout comes from its rows above, and the sources, from the last format.

    documento = de_libro(read_isolated(path, "catalogo"), SALIDAS["metas"], anterior)

A column keeps the source of the one of the same label that the format before had; a new one is left without source
for somebody to choose. Its data rows are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workflow.kernel.refusals import Invalid
from workflow.kernel.texto import plain
from workflow.sipot.formato import TIPOS, Campo, Formato, every
from workflow.sipot.llenado import PRINCIPAL
from workflow.sipot.salidas import Salida

_POR_CODIGO = {codigo: tipo for tipo, codigo in TIPOS.items()}
_BANDA = "TABLA CAMPOS"
Filas = Mapping[int, Sequence[Any]]


def de_libro(libro: Mapping[str, Any], salida: Salida, anterior: Formato | None = None) -> dict[str, Any]:
    """A document for `formato.parse`. Raises Invalid when it is not a workbook of the platform."""
    hojas = {str(hoja["nombre"]): dict(hoja["filas"]) for hoja in libro["hojas"]}
    principal = next((filas for nombre, filas in hojas.items() if plain(nombre) == plain(PRINCIPAL)), None)
    banda = principal and next((n for n in sorted(principal) if plain(_at(principal, n, 0)) == _BANDA), None)
    if principal is None or not banda or banda < 5:
        raise Invalid("FORMATO_NO_ES_OFICIAL")
    known = _sources(every(anterior)) if anterior else {}
    campos = _columns(principal, banda + 1, banda - 2, banda - 1, 0, known)
    _catalogues(campos, hojas, "")
    for campo in campos:
        _children(campo, hojas, anterior)
    textos = [_text(value) for value in principal.get(banda - 3, ())]
    said = [*(text for text in textos if text), "", "", ""]
    return {
        "id": _at(principal, banda - 5, 0),
        "titulo": said[0],
        "nombre_corto": said[1],
        "descripcion": said[2],
        "campos": campos,
    }


def _columns(
    filas: Filas, rotulos: int, tipos: int, numeros: int, desde: int, known: Mapping[str, str]
) -> list[dict[str, Any]]:
    found = []
    for place in range(desde, len(filas.get(rotulos, ()))):
        label, _, tabla = _at(filas, rotulos, place).partition("\n")
        if not label.strip():
            continue
        code = _at(filas, tipos, place)
        number = int(code) if code.isdecimal() else TIPOS["texto"]
        campo: dict[str, Any] = {
            "rotulo": label.strip(),
            "tipo": _POR_CODIGO.get(number, "texto"),
            "id": _at(filas, numeros, place),
            "fuente": known.get(plain(label), ""),
        }
        if number not in _POR_CODIGO:
            campo["codigo"] = number
        if campo["tipo"] == "tabla":
            campo["tabla"] = {"nombre": tabla.strip()}
        found.append(campo)
    return found


def _catalogues(campos: Sequence[dict[str, Any]], hojas: Mapping[str, Filas], de_tabla: str) -> None:
    """Give each column of catalogue its values: the hidden sheets are numbered in the order of the columns."""
    for numero, campo in enumerate((one for one in campos if one["tipo"] == "catalogo"), 1):
        filas = hojas.get(f"Hidden_{numero}{de_tabla}", {})
        campo["catalogo"] = [text for n in sorted(filas) if (text := _at(filas, n, 0))]


def _children(campo: dict[str, Any], hojas: Mapping[str, Filas], anterior: Formato | None) -> None:
    """Give a column of table the columns of its sheet."""
    if campo["tipo"] != "tabla":
        return
    nombre = campo["tabla"]["nombre"] or f"Tabla_{campo['id']}"
    filas = hojas.get(nombre, {})
    rotulos = next((n for n in sorted(filas) if plain(_at(filas, n, 0)) == "ID"), 0)
    known = _sources(_children_of(campo["rotulo"], anterior))
    hijos = _columns(filas, rotulos, rotulos - 2, rotulos - 1, 1, known) if rotulos >= 3 else []
    _catalogues(hijos, hojas, f"_{nombre}")
    campo["tabla"] = {"nombre": nombre, "campos": hijos}


def _children_of(rotulo: str, anterior: Formato | None) -> Iterable[Campo]:
    for campo in anterior.campos if anterior else ():
        if campo.tabla is not None and plain(campo.rotulo) == plain(rotulo):
            return campo.tabla.campos
    return ()


def _sources(campos: Iterable[Campo]) -> dict[str, str]:
    return {plain(campo.rotulo): campo.fuente for campo in campos if campo.fuente}


def _at(filas: Filas, fila: int, columna: int) -> str:
    row = filas.get(fila, ())
    return _text(row[columna]) if columna < len(row) else ""


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None or isinstance(value, Mapping) else str(value).strip()
