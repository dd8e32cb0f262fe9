"""Whether an indicator can be measured as its ficha says: goals, bands, formula, variables, sources. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from workflow.poa.campos import address
from workflow.poa.esquema import CODIGOS, FICHAS, METAS, MIR
from workflow.poa.hallazgos import AVISO, Problema
from workflow.poa.matriz.fichas import CREMAA, Ficha, agrees, from_method, kind_of, same
from workflow.poa.matriz.formulas import evaluate, shown
from workflow.poa.numeros import decimal_of, decimal_text, plain

Found = Iterator[Problema]
_SUGERENCIA = "sugerencia"
_CIEN = Decimal(100)
_AREA = re.compile(
    r"\b(?:direccion|subdireccion|departamento|secretaria|instituto|unidad|coordinacion|sindicatura|presidencia|"
    r"tesoreria|contraloria|organo|juzgado|oficina|patronato|regidurias?|comision|consejo|oficialia|registro civil|"
    r"archivo|inegi|coneval|area|sistema municipal|cabildo)\b"
)
_CUANDO = re.compile(
    r"\b(?:diari[oa]|semanal|quincenal|mensual|bimestral|trimestral|semestral|anual|bienal|trianual|cada|periodic[oa]|"
    r"al cierre|20\d\d)\b"
)


def check(ficha: Ficha) -> Found:
    yield from _goals(ficha)
    yield from _bands(ficha)
    yield from _formula(ficha)
    yield from _variables(ficha)
    yield from _cremaa(ficha)


def _at(ficha: Ficha, campo: str) -> str:
    return address("mir", ficha.llave, campo)


def _number(value: Any) -> Decimal | None:
    return decimal_of(value)


def _goals(ficha: Ficha) -> Found:
    """Goals go where the sentido says, from the baseline and from quarter to quarter."""
    sentido = str(ficha.fila["sentido"] or "")
    if sentido not in ("ascendente", "descendente"):
        return
    sign = 1 if sentido == "ascendente" else -1
    facts: dict[str, Any] = {"sentido": sentido}
    base, meta = _number(ficha.fila["linea_base"]), _number(ficha.fila["meta_anual"])
    if base is not None and meta is not None and (meta - base) * sign < 0:
        told = {**facts, "meta": decimal_text(meta), "base": decimal_text(base)}
        yield Problema(_at(ficha, "meta_anual"), "META_CONTRA_SENTIDO", AVISO, ficha.fila["meta_anual"], hechos=told)
    previous: Decimal | None = None
    for name in METAS:
        value = _number(ficha.fila[name])
        if value is None:
            continue
        if previous is not None and (value - previous) * sign < 0:
            titulo = MIR.campo(name).titulo
            told = {**facts, "columna": titulo, "valor": decimal_text(value), "anterior": decimal_text(previous)}
            yield Problema(_at(ficha, name), "METAS_RETROCEDEN", _SUGERENCIA, hechos=told)
        previous = value


def _bands(ficha: Ficha) -> Found:
    low, high = _number(ficha.fila["verde_desde"]), _number(ficha.fila["verde_hasta"])
    if low is not None and high is not None and low <= high and not low <= _CIEN <= high:
        facts = {"desde": decimal_text(low), "hasta": decimal_text(high)}
        yield Problema(_at(ficha, "verde_desde"), "VERDE_SIN_LA_META", AVISO, hechos=facts)


def _formula(ficha: Ficha) -> Found:
    """Type, method and unit say the same as the formula that will compute it."""
    tipo = str(ficha.fila["tipo_formula"] or "")
    words = CODIGOS["tipo_formula"]
    unidad = plain(str(ficha.fila["unidad"] or ""))
    if (
        unidad
        and (tipo == "porcentaje") != unidad.startswith(("porcentaje", "por ciento", "%"))
        and tipo
        in (
            "porcentaje",
            "valor_absoluto",
        )
    ):
        facts = {"tipo": words[tipo].lower(), "unidad": ficha.fila["unidad"]}
        yield Problema(_at(ficha, "unidad"), "UNIDAD_DISTINTA_DEL_TIPO", AVISO, hechos=facts)
    if ficha.formula is None:
        return
    if ficha.propia and not agrees(tipo, ficha.formula):
        es = kind_of(ficha.formula)
        facts = {"tipo": words[tipo].lower(), "formula": ficha.formula.texto, "es": words.get(es, "Índice").lower()}
        yield Problema(_at(ficha, "tipo_formula"), "TIPO_DISTINTO_DE_FORMULA", AVISO, tipo, hechos=facts)
    said = from_method(str(ficha.fila["metodo"] or ""), ficha.variables)
    if said is not None and not same(said, ficha.formula):
        facts = {"metodo": said.texto, "formula": ficha.formula.texto}
        yield Problema(_at(ficha, "metodo"), "METODO_DISTINTO_DE_FORMULA", AVISO, hechos=facts)
    yield from _baseline(ficha)


def _baseline(ficha: Ficha) -> Found:
    """With the base values of its variables, the formula gives the baseline (rounded as it is written)."""
    base = _number(ficha.fila["linea_base"])
    values = {variable.letra: variable.valor_base for variable in ficha.variables}
    if base is None or ficha.formula is None or not set(ficha.formula.variables) <= values.keys():
        return
    valor = evaluate(ficha.formula, values).valor
    if valor is not None and abs(valor - Fraction(base)) > _step(base) / 2:
        facts = {"valor": shown(valor), "base": decimal_text(base)}
        yield Problema(_at(ficha, "linea_base"), "BASE_DISTINTA_DE_VARIABLES", AVISO, hechos=facts)


def _step(number: Decimal) -> Fraction:
    """One of the last figure that is written: of 48.2, a tenth."""
    _, _, decimals = decimal_text(number).partition(".")
    return Fraction(1, 10 ** len(decimals))


def _variables(ficha: Ficha) -> Found:
    if not ficha.declaradas or ficha.formula is None:
        return
    for variable in ficha.variables:
        where = address("variables", f"{ficha.llave}|{variable.letra}")
        facts = {"letra": variable.letra}
        if variable.letra not in ficha.formula.variables:
            yield Problema(f"{where}.letra", "VARIABLE_SIN_USO", AVISO, hechos=facts)
        if not variable.fuente.strip():
            yield Problema(f"{where}.fuente", "VARIABLE_SIN_FUENTE", AVISO, hechos=facts)
        if not variable.unidad.strip():
            yield Problema(f"{where}.unidad", "VARIABLE_SIN_UNIDAD", _SUGERENCIA, hechos=facts)


def lacks_source(ficha: Ficha, medio: str) -> bool:
    """Neither the medio de verificación nor the ficha says who has it or how often it is brought up to date."""
    said = ficha.ficha.get("ur_reporta") or ficha.ficha.get("periodo_recoleccion") or ficha.ficha.get("disponibilidad")
    return bool(medio) and not said and not _AREA.search(medio) and not _CUANDO.search(medio)


def _cremaa(ficha: Ficha) -> Found:
    faltan = [FICHAS.campo(name).titulo.lower() for name in CREMAA if ficha.ficha.get(name) == "no"]
    if faltan:
        where = address("fichas", ficha.llave, "cremaa_nota")
        yield Problema(where, "CREMAA_SIN_CUMPLIR", _SUGERENCIA, hechos={"cuales": ", ".join(faltan)})
