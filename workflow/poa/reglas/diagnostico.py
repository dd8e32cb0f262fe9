"""Diagnóstico: the population served, the functional key, and what a subsidy must say (LDF 13-VII)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workflow.poa.campos import address
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import Contenido
from workflow.poa.esquema import DIAGNOSTICO
from workflow.poa.hallazgos import AVISO, Problema
from workflow.poa.reglas.identificacion import population

Found = Iterator[Problema]
_SUBSIDIOS = ("43", "44")
_DE_SUBSIDIO = ("proposito_subsidio", "temporalidad_subsidio")


def check(contenido: Contenido, catalogos: Catalogos) -> Found:
    data = contenido.diagnostico
    yield from population("diagnostico", "atendida", "población atendida", data, DIAGNOSTICO)
    served, target = data.get("atendida_total"), contenido.identificacion.get("objetivo_total")
    if served is not None and target is not None and served > target:
        yield Problema(_at("atendida_total"), "POBLACION_ATENDIDA_MAYOR", AVISO, served, target)
    funcion = data.get("funcion") or ""
    if funcion and catalogos.funciones and funcion not in catalogos.funciones:
        yield Problema(_at("funcion"), "FUNCION_INEXISTENTE", valor=funcion)
    yield from _subsidies(contenido, data)


def _at(campo: str) -> str:
    return address("diagnostico", None, campo)


def _subsidies(contenido: Contenido, data: Mapping[str, Any]) -> Found:
    """Concepts 4300 and 4400 (subsidies, aid): purpose and duration are told, or the amount is not transparent."""
    lines = sorted({line.partida for line in contenido.presupuesto if line.partida.startswith(_SUBSIDIOS)})
    if not lines:
        return
    for campo in _DE_SUBSIDIO:
        if not data.get(campo):
            facts = {"columna": DIAGNOSTICO.campo(campo).titulo, "partidas": ", ".join(lines[:4])}
            yield Problema(_at(campo), "SUBSIDIO_SIN_EXPLICAR", AVISO, hechos=facts)
