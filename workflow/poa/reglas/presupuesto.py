"""Presupuesto: partidas and fuentes of the catalogues, and totals exact to the centavo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from workflow.poa.campos import address, keys
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import Contenido, LineaPresupuesto
from workflow.poa.esquema import MESES, PRESUPUESTO
from workflow.poa.hallazgos import AVISO, ERROR, Problema
from workflow.poa.numeros import decimal_text, json_number, pesos, plain
from workflow.poa.reglas.identificacion import mandatory

Found = Iterator[Problema]


def check(contenido: Contenido, catalogos: Catalogos) -> Found:
    rows = contenido.filas["presupuesto"]
    for key, row, line in zip(keys("presupuesto", rows), rows, contenido.presupuesto, strict=True):
        yield from mandatory(PRESUPUESTO, key, row)
        yield from _keys(key, line, catalogos)
        yield from _amounts(key, line)
        yield from _kind(key, row)


def _kind(key: str, row: Mapping[str, Any]) -> Found:
    """Chapters 5000 and 6000 (assets, public works) are capital, never current spending (CONAC)."""
    capitulo = str(row.get("partida") or "")[:1]
    if row.get("tipo_gasto") == "corriente" and capitulo in ("5", "6"):
        facts = {"capitulo": f"{capitulo}000"}
        yield Problema(_at(key, "tipo_gasto"), "TIPO_DE_GASTO_DE_OTRO_CAPITULO", AVISO, "corriente", "capital", facts)


def _at(key: str, campo: str, mes: int | None = None) -> str:
    return address("presupuesto", key, campo, mes)


def _keys(key: str, line: LineaPresupuesto, catalogos: Catalogos) -> Found:
    if "~" in key and line.partida:
        clave = f"{line.partida} con fuente {line.fuente}"
        yield Problema(_at(key, "partida"), "CLAVE_DUPLICADA", valor=line.partida, hechos={"clave": clave})
    if line.fuente and line.fuente not in catalogos.fuentes:
        yield Problema(_at(key, "fuente"), "FUENTE_INEXISTENTE", valor=line.fuente)
    if not line.partida:
        return
    right = catalogos.partida_de(line.concepto)
    name = catalogos.partidas.get(line.partida)
    if name is None:
        yield Problema(
            _at(key, "partida"),
            "PARTIDA_INEXISTENTE",
            valor=line.partida,
            esperado=right,
            hechos={"pista": f"; el concepto es el de la {right}" if right else _hint(line.partida, catalogos)},
        )
    elif line.concepto and plain(line.concepto) != plain(name):
        severity = ERROR if right else AVISO
        yield Problema(
            _at(key, "concepto"), "CONCEPTO_DISTINTO", severity, line.concepto, name, {"partida": line.partida}
        )


def _hint(partida: str, catalogos: Catalogos) -> str:
    if partida in catalogos.capitulos:
        return "; es un capítulo, y se presupuesta por partida"
    return "" if re.fullmatch(r"\d{4}", partida) else "; se escribe con cuatro cifras"


def _amounts(key: str, line: LineaPresupuesto) -> Found:
    for number, value in enumerate(line.meses, 1):
        if value is not None and value < 0:
            facts = {"columna": MESES[number - 1]}
            yield Problema(_at(key, "meses", number), "NUMERO_NEGATIVO", valor=json_number(pesos(value)), hechos=facts)
    total = sum(value or 0 for value in line.meses)
    if line.total is not None and all(value is not None for value in line.meses) and line.total != total:
        yield Problema(
            _at(key, "total"),
            "SUMA_MENSUAL_DISTINTA",
            valor=json_number(pesos(line.total)),
            esperado=json_number(pesos(total)),
            hechos={
                "regla": "los doce meses de la partida suman",
                "valor": decimal_text(pesos(line.total)),
                "esperado": decimal_text(pesos(total)),
            },
        )
