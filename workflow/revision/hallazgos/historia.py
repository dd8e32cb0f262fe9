"""Goals far from those of the year before, or on the wrong side of their own baseline. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from workflow.poa.campos import address, keys, rows_of
from workflow.poa.numeros import decimal_of, decimal_text
from workflow.revision.hallazgos.ldf import percent_change, percent_words
from workflow.revision.hallazgos.tipos import Contexto, Documento, Hallazgo, normal, told

Meta = tuple[Decimal | None, str]
# section -> (field of the goal, field of the name). A goal is the same one if its name and unit are.
_DE = {"actividades": ("total", "descripcion"), "mir": ("meta_anual", "indicador")}


def check(document: Documento, contexto: Contexto) -> Iterator[Hallazgo]:
    if contexto.anterior is not None:
        for seccion in _DE:
            yield from _far(seccion, document, contexto.anterior, contexto.umbrales["meta_lejana"])
    yield from _against_baseline(document)


def _far(seccion: str, document: Documento, anterior: Documento, limite: int) -> Iterator[Hallazgo]:
    campo, nombre = _DE[seccion]
    before = {_same(row, nombre): decimal_of(row.get(campo)) for row in rows_of(anterior, seccion)}
    for key, row in _keyed(document, seccion):
        now, was = decimal_of(row.get(campo)), before.get(_same(row, nombre))
        if now is None or was is None or not row.get(nombre):
            continue
        percent = percent_change(was, now)
        if percent is not None and abs(percent) > limite:
            facts = {
                "nombre": row[nombre],
                "antes": decimal_text(was),
                "ahora": decimal_text(now),
                "porcentaje": percent_words(percent),
                "limite": limite,
            }
            yield told("META_LEJANA", address(seccion, key, campo), tipo="recomendacion", **facts)


def _same(row: Mapping[str, Any], nombre: str) -> tuple[str, str]:
    return normal(str(row.get(nombre) or "")), normal(str(row.get("unidad") or ""))


def _keyed(document: Documento, seccion: str) -> list[tuple[str, Any]]:
    rows = rows_of(document, seccion)
    return list(zip(keys(seccion, rows), rows, strict=True))


def _against_baseline(document: Documento) -> Iterator[Hallazgo]:
    """An ascending goal below its baseline, or a descending one above it."""
    for key, row in _keyed(document, "mir"):
        meta, base = decimal_of(row.get("meta_anual")), decimal_of(row.get("linea_base"))
        if meta is None or base is None or meta == base:
            continue
        sentido, lower = row.get("sentido"), meta < base
        if (sentido == "ascendente" and lower) or (sentido == "descendente" and not lower):
            facts = {
                "sentido": sentido,
                "meta": decimal_text(meta),
                "base": decimal_text(base),
                "lado": "más abajo" if lower else "más arriba",
            }
            yield told("META_CONTRA_EL_SENTIDO", address("mir", key, "meta_anual"), tipo="recomendacion", **facts)
