"""The content of a POA arranged for reading: quarter values, sums by chapter, an address for every value. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from workflow.poa.campos import address, keys, of_field, rows_of
from workflow.poa.contenido import Fila, lean, sound
from workflow.poa.esquema import (
    ACTIVIDADES,
    ALINEACION,
    CODIGOS,
    DIAGNOSTICO,
    FICHAS,
    IDENTIFICACION,
    METAS,
    MIR,
    PRESUPUESTO,
    VARIABLES,
    Campo,
    Seccion,
)
from workflow.poa.numeros import decimal_text
from workflow.poa.sumas import Sumas, add_up


@dataclass(frozen=True)
class Valor:
    """A value with its address and title. `valor` is text, number, list of texts, or None."""

    campo: str
    titulo: str
    valor: Any
    tipo: str = "texto"


@dataclass(frozen=True)
class FilaVista:
    """A row: its address, its key, its values by field, its months and what the quarters come to."""

    campo: str
    clave: str
    valores: Mapping[str, Valor]
    meses: tuple[Valor, ...] = ()
    trimestres: tuple[Any, ...] = ()


@dataclass(frozen=True)
class ContenidoVista:
    """`meses` of the budget are centavos, and so are its sums by chapter, source and kind of spending."""

    identificacion: tuple[Valor, ...]
    alineacion: tuple[FilaVista, ...]
    actividades: tuple[FilaVista, ...]
    presupuesto: tuple[FilaVista, ...]
    presupuesto_meses: tuple[int, ...]
    sumas: Sumas
    mir: tuple[FilaVista, ...] | None
    diagnostico: tuple[Valor, ...] = ()
    fichas: tuple[FilaVista, ...] = ()
    variables: tuple[FilaVista, ...] = ()


def arrange(document: Mapping[str, Any]) -> ContenidoVista:
    budget = _rows(document, PRESUPUESTO)
    months = tuple(sum(row.meses[n].valor or 0 for row in budget) for n in range(12))
    return ContenidoVista(
        identificacion=_form(document, IDENTIFICACION),
        alineacion=_rows(document, ALINEACION),
        actividades=_rows(document, ACTIVIDADES),
        presupuesto=budget,
        presupuesto_meses=months,
        sumas=add_up(sound(PRESUPUESTO, row) for row in rows_of(document, "presupuesto")),
        mir=None if document.get("mir") is None else _rows(document, MIR),
        diagnostico=_form(document, DIAGNOSTICO) if "diagnostico" in lean(document) else (),
        fichas=_rows(document, FICHAS),
        variables=_rows(document, VARIABLES),
    )


def _form(document: Mapping[str, Any], seccion: Seccion) -> tuple[Valor, ...]:
    data = sound(seccion, document.get(seccion.clave))
    return tuple(_value(seccion, None, campo, data.get(campo.clave)) for campo in seccion.campos)


def _value(seccion: Seccion, key: str | None, campo: Campo, value: Any) -> Valor:
    if campo.codigos and isinstance(value, str):
        value = CODIGOS[campo.codigos].get(value, value)
    return Valor(of_field(seccion, key, campo), campo.titulo, value, campo.tipo)


def _rows(document: Mapping[str, Any], seccion: Seccion) -> tuple[FilaVista, ...]:
    rows: list[Fila] = [sound(seccion, row) for row in rows_of(document, seccion.clave)]
    return tuple(
        FilaVista(
            campo=address(seccion.clave, key),
            clave=key,
            valores={c.clave: _value(seccion, key, c, row.get(c.clave)) for c in seccion.campos if not c.mes},
            meses=tuple(_value(seccion, key, c, _month(row, c.mes)) for c in seccion.campos if c.mes),
            trimestres=quarters(seccion.clave, row),
        )
        for key, row in zip(keys(seccion.clave, rows), rows, strict=True)
    )


def _month(row: Mapping[str, Any], number: int) -> Any:
    months = row.get("meses") or []
    return months[number - 1] if number <= len(months) else None


def quarters(seccion: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What each quarter comes to: the sum of an amount or of an Acumulable goal; the level, the last month or the mean
    of the others. Computed, never stored; None while a month is missing."""
    if seccion == "mir":
        return tuple(row.get(name) for name in METAS)
    months = list(row.get("meses") or [])
    if seccion not in ("presupuesto", "actividades") or len(months) < 12:
        return ()
    groups = [months[n : n + 3] for n in (0, 3, 6, 9)]
    if seccion == "presupuesto":
        return tuple(None if None in group else sum(group) for group in groups)
    return tuple(_goal(group, row.get("tipo_meta")) for group in groups)


def _goal(group: list[Any], tipo_meta: str | None) -> str | None:
    if None in group or not tipo_meta:
        return None
    values = [Decimal(str(value)) for value in group]
    if tipo_meta in ("acumulable", "unica"):
        return decimal_text(sum(values, Decimal(0)))
    if tipo_meta == "promedio":
        return decimal_text((sum(values, Decimal(0)) / 3).quantize(Decimal("0.01"), ROUND_HALF_UP))
    return decimal_text(values[-1])
