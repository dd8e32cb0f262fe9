"""Goals far from those of the year before. Pure."""

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
    if contexto.anterior is None:
        return
    for seccion in _DE:
        yield from _far(seccion, document, contexto.anterior, contexto.umbrales["meta_lejana"])


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
