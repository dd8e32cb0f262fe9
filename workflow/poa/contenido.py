"""The content of a POA, typed, from and to its JSON document (`esquema` says its shape)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from workflow.poa.esquema import (
    CODIGOS,
    DIAGNOSTICO,
    IDENTIFICACION,
    SECCIONES,
    TABLAS,
    Campo,
    Seccion,
)
from workflow.poa.numeros import date_of, decimal_of

Fila = dict[str, Any]


def empty_row(seccion: Seccion) -> Fila:
    """A row (or the fields of a form) with nothing filled in."""
    row: Fila = {}
    for campo in seccion.campos:
        if not campo.adicional:
            row[campo.clave] = [None] * 12 if campo.mes else [] if campo.tipo == "lista" else None
    return row


def nothing(value: Any) -> bool:
    """Whether a value of a field is no value."""
    return value is None or value == "" or value == []


def put(row: Fila, campo: Campo, value: Any) -> None:
    """A value in its place of a row: of a month, in its list; an additional field without value leaves the row."""
    if campo.mes:
        months = list(row.get(campo.clave) or [])
        row[campo.clave] = (months + [None] * 12)[:12]
        row[campo.clave][campo.mes - 1] = value
    elif campo.adicional and nothing(value):
        row.pop(campo.clave, None)
    else:
        row[campo.clave] = value


def empty(ejercicio: int | None, *, con_mir: bool = False) -> dict[str, Any]:
    """The content of a POA that nobody has begun."""
    identificacion = empty_row(IDENTIFICACION) | {"ejercicio": ejercicio, "version": 1}
    return {
        "identificacion": identificacion,
        "alineacion": [],
        "actividades": [],
        "presupuesto": [],
        "mir": [] if con_mir else None,
    }


@dataclass(frozen=True)
class Actividad:
    clave: str
    programa: str
    componente: str
    descripcion: str
    unidad: str
    tipo_meta: str
    meses: tuple[Decimal | None, ...]
    total: Decimal | None
    localidades: tuple[str, ...]


@dataclass(frozen=True)
class LineaPresupuesto:
    """Months and total in centavos."""

    partida: str
    concepto: str
    fuente: str
    meses: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True)
class Indicador:
    """A row of the MIR. `metas` are T1 to T4; `umbrales` are W, X, Y, Z."""

    nivel: str
    clave: str
    numero: int | None
    resumen: str
    tipo_formula: str
    variable_2: str
    frecuencia: str
    anio_linea_base: int | None
    meta_anual: Decimal | None
    metas: tuple[Decimal | None, ...]
    umbrales: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Contenido:
    """`filas` keeps the raw rows of each table beside the typed ones, in the same order; `fichas` and `variables` are
    only there. `diagnostico` has every field."""

    identificacion: Mapping[str, Any]
    alineacion: tuple[Mapping[str, Any], ...]
    actividades: tuple[Actividad, ...]
    presupuesto: tuple[LineaPresupuesto, ...]
    mir: tuple[Indicador, ...] | None
    filas: Mapping[str, list[Fila]] = field(default_factory=dict)
    diagnostico: Mapping[str, Any] = field(default_factory=dict)


def fits(campo: Campo, value: Any) -> bool:
    """Whether a value is of the type of its field (or absent)."""
    if value is None or value == "":
        return True
    if campo.tipo == "lista":
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    if campo.tipo in ("entero", "dinero"):
        return isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, str):
        return False
    if campo.tipo == "decimal":
        return decimal_of(value) is not None
    if campo.tipo == "codigo":
        return value in CODIGOS[campo.codigos or ""]
    return campo.tipo != "fecha" or date_of(value) is not None


def sound(seccion: Seccion, row: Any) -> Fila:
    """The row with every field, and nothing that is not of its type: what rules can work on."""
    found = empty_row(seccion)
    if not isinstance(row, Mapping):
        return found
    for campo in seccion.campos:
        value = value_of(row, campo)
        if nothing(value) or not fits(campo, value):
            continue
        put(found, campo, value)
    return found


def value_of(row: Mapping[str, Any], campo: Campo) -> Any:
    """The value of a field in a row, as it is; of a month, that of its place."""
    value = row.get(campo.clave)
    if campo.mes:
        return value[campo.mes - 1] if isinstance(value, list) and len(value) >= campo.mes else None
    return value


def from_dict(document: Mapping[str, Any]) -> Contenido:
    """The typed content; tolerant of what is absent or of another type, so that any draft can be read."""
    mir = document.get("mir")
    filas = {seccion.clave: [sound(seccion, row) for row in _list(document.get(seccion.clave))] for seccion in TABLAS}
    return Contenido(
        identificacion=sound(IDENTIFICACION, document.get("identificacion")),
        alineacion=tuple(filas["alineacion"]),
        actividades=tuple(_actividad(row) for row in filas["actividades"]),
        presupuesto=tuple(_linea(row) for row in filas["presupuesto"]),
        mir=None if mir is None else tuple(_indicador(row) for row in filas["mir"]),
        filas=filas,
        diagnostico=sound(DIAGNOSTICO, document.get("diagnostico")),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(row: Mapping[str, Any], key: str) -> str:
    return str(row.get(key) or "")


def _number(value: Any) -> Decimal | None:
    return None if value is None or value == "" else Decimal(str(value))


def _months(row: Mapping[str, Any]) -> list[Any]:
    months = list(row.get("meses") or [])
    return (months + [None] * 12)[:12]


def _actividad(row: Mapping[str, Any]) -> Actividad:
    return Actividad(
        clave=_text(row, "clave"),
        programa=_text(row, "programa"),
        componente=_text(row, "componente"),
        descripcion=_text(row, "descripcion"),
        unidad=_text(row, "unidad"),
        tipo_meta=_text(row, "tipo_meta"),
        meses=tuple(_number(value) for value in _months(row)),
        total=_number(row.get("total")),
        localidades=tuple(row.get("localidades") or ()),
    )


def _linea(row: Mapping[str, Any]) -> LineaPresupuesto:
    return LineaPresupuesto(
        partida=_text(row, "partida"),
        concepto=_text(row, "concepto"),
        fuente=_text(row, "fuente"),
        meses=tuple(_months(row)),
        total=row.get("total"),
    )


def _indicador(row: Mapping[str, Any]) -> Indicador:
    return Indicador(
        nivel=_text(row, "nivel"),
        clave=_text(row, "clave"),
        numero=row.get("numero"),
        resumen=_text(row, "resumen"),
        tipo_formula=_text(row, "tipo_formula"),
        variable_2=_text(row, "variable_2"),
        frecuencia=_text(row, "frecuencia"),
        anio_linea_base=row.get("anio_linea_base"),
        meta_anual=_number(row.get("meta_anual")),
        metas=tuple(_number(row.get(f"meta_t{quarter}")) for quarter in (1, 2, 3, 4)),
        umbrales=tuple(
            _number(row.get(key)) for key in ("amarillo_desde", "verde_desde", "verde_hasta", "amarillo_hasta")
        ),
    )


def lean(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document without the additional parts that hold nothing: the one way to write a content."""
    found = dict(document)
    for seccion in SECCIONES:
        value = found.get(seccion.clave)
        if isinstance(value, list):
            found[seccion.clave] = [_lean_row(seccion, row) for row in value]
        if seccion.adicional and _holds_nothing(value):
            found.pop(seccion.clave, None)
    return found


def _lean_row(seccion: Seccion, row: Any) -> Any:
    if not isinstance(row, Mapping):
        return row
    idle = {campo.clave for campo in seccion.campos if campo.adicional and nothing(row.get(campo.clave))}
    return {clave: value for clave, value in row.items() if clave not in idle}


def _holds_nothing(value: Any) -> bool:
    return all(nothing(part) for part in value.values()) if isinstance(value, Mapping) else not value


def fingerprint(document: Mapping[str, Any]) -> str:
    """SHA-256 of the content: equal documents, equal text, whatever the order of their keys."""
    written = lean(document)
    ordered = {
        seccion.clave: written.get(seccion.clave)
        for seccion in SECCIONES
        if seccion.clave in written or not seccion.adicional
    }
    text = json.dumps(ordered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def components(mir: tuple[Indicador, ...] | None) -> frozenset[str]:
    """The keys of the components of a MIR."""
    return frozenset(row.clave for row in mir or () if row.nivel == "componente" and row.clave)


def budget(contenido: Contenido) -> int:
    """Centavos of all the lines: of each, its months."""
    return sum(sum(value or 0 for value in linea.meses) for linea in contenido.presupuesto)
