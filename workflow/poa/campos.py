"""Addresses of the fields of a POA: `actividades[A03].meses.4`, `presupuesto[2110|15].total`, `mir[C1A1#1].meta_anual`,
`diagnostico.causas`, `fichas[C1A1#1].formula`, `variables[C1A1#1|A].valor_base`.

An address names a row by its key, not by its place, so it survives a row inserted above. Two rows with the same key (a
defect of its own) are told apart by `~2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from workflow.poa.esquema import SECCION, SECCIONES, TABLAS, Campo, Seccion

DE_INDICADOR = frozenset({"mir", "fichas", "variables"})
"""The tables whose rows are of an indicator: `C1A1#1`, and `C1A1#1|A` for a variable of it."""

ORDEN = "orden"
"""`actividades.orden`: the keys of the rows, in their order."""

_ADDRESS = re.compile(r"([a-z_]+)(?:\[([^\]]*)\])?(?:\.([a-z_0-9]+))?(?:\.(\d+))?")


def row_key(seccion: str, row: Mapping[str, Any]) -> str:
    """The key of a row of a section; parts not yet filled in are empty."""

    def part(name: str) -> str:
        return re.sub(r"[\[\]|#~\s]+", "_", str(row.get(name) or "").strip())

    if seccion in DE_INDICADOR:
        clave, numero, *rest = SECCION[seccion].llave
        return "|".join([f"{part(clave)}#{part(numero)}", *map(part, rest)])
    return "|".join(map(part, SECCION[seccion].llave))


def keys(seccion: str, rows: list[Any]) -> list[str]:
    """The keys of the rows, in order, without repeats."""
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        key = row_key(seccion, row)
        seen[key] = seen.get(key, 0) + 1
        found.append(key if seen[key] == 1 else f"{key}~{seen[key]}")
    return found


def address(seccion: str, key: str | None = None, campo: str | None = None, mes: int | None = None) -> str:
    text = seccion if key is None else f"{seccion}[{key}]"
    if campo:
        text += f".{campo}"
    return f"{text}.{mes}" if mes else text


def of_field(seccion: Seccion, key: str | None, campo: Campo) -> str:
    return address(seccion.clave, key, campo.clave, campo.mes)


def fields(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every address of a content with its value."""
    for seccion in SECCIONES:
        if seccion.es_forma:
            values = _mapping(document.get(seccion.clave))
            for campo in seccion.campos:
                yield of_field(seccion, None, campo), values.get(campo.clave)
            continue
        rows = rows_of(document, seccion.clave)
        for key, row in zip(keys(seccion.clave, rows), rows, strict=True):
            for campo in seccion.campos:
                yield of_field(seccion, key, campo), _of_row(row, campo)


def reordered(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """`actividades.orden` for each table whose rows, the ones that both have, come in another order."""
    found = []
    for seccion in TABLAS:
        before, after = (keys(seccion.clave, rows_of(document, seccion.clave)) for document in (old, new))
        both = set(before) & set(after)
        if [key for key in before if key in both] != [key for key in after if key in both]:
            found.append(address(seccion.clave, None, ORDEN))
    return found


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def rows_of(document: Mapping[str, Any], seccion: str) -> list[Any]:
    """The rows of a section; anything that is not a row is an empty one."""
    rows = document.get(seccion)
    return [_mapping(row) for row in rows] if isinstance(rows, list) else []


def _of_row(row: Mapping[str, Any], campo: Campo) -> Any:
    value = row.get(campo.clave)
    if campo.mes:
        return value[campo.mes - 1] if isinstance(value, list) and len(value) >= campo.mes else None
    return value


def split(text: str) -> tuple[str, str | None, str | None, int | None] | None:
    """(section, key, field, month) of an address, or None if it is not one of a POA."""
    match = _ADDRESS.fullmatch(text)
    if not match or match[1] not in SECCION:
        return None
    return match[1], match[2], match[3], int(match[4]) if match[4] else None


def row_of(text: str) -> str:
    """The address of the row (or section) that holds a field."""
    parts = split(text)
    return text if parts is None else address(parts[0], parts[1])


def value_at(document: Mapping[str, Any], text: str) -> Any:
    """The value at an address: of a field, of a whole row or of a whole section; None if it is not there."""
    parts = split(text)
    if parts is None:
        return None
    seccion, key, name, mes = parts
    if name == ORDEN and key is None:
        return keys(seccion, rows_of(document, seccion))
    found: Any = document.get(seccion)
    if key is not None:
        rows = rows_of(document, seccion)
        found = dict(zip(keys(seccion, rows), rows, strict=True)).get(key)
    if name is None or found is None:
        return found
    if not isinstance(found, Mapping):
        return None
    value = found.get(name)
    if mes is None:
        return value
    return value[mes - 1] if isinstance(value, list) and 1 <= mes <= len(value) else None
