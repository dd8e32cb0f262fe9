"""Actividades: keys, annual total by type of goal, percentages that are added up, localities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from workflow.poa.campos import address, keys
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import Actividad, Contenido
from workflow.poa.esquema import ACTIVIDADES, MESES, TODO_EL_MUNICIPIO
from workflow.poa.hallazgos import Problema
from workflow.poa.numeros import decimal_text, json_number, plain
from workflow.poa.reglas.identificacion import mandatory

Found = Iterator[Problema]
_PERCENT = re.compile(r"(?:\b|^)(?:porcentaje|por ciento|porciento)\b|%")
_RULES = {
    "acumulable": "los doce meses de una meta acumulable suman",
    "constante": "el nivel de una meta constante es",
    "ultima": "diciembre, en una meta de tipo Última, es",
    "promedio": "el promedio de los doce meses es",
    "unica": "la entrega de una meta única es",
}


def check(contenido: Contenido, catalogos: Catalogos, matrices: Mapping[str, frozenset[str]]) -> Found:
    rows = contenido.filas["actividades"]
    data = contenido.identificacion
    own = {data.get("programa") or "", *(data.get("otros_programas") or [])} - {""}
    for key, row, activity in zip(keys("actividades", rows), rows, contenido.actividades, strict=True):
        yield from mandatory(ACTIVIDADES, key, row)
        yield from _key(key, activity)
        yield from _programme(key, activity, catalogos, own)
        yield from _component(key, activity, matrices)
        yield from _months(key, activity)
        yield from _total(key, activity)
        for name in activity.localidades:
            if plain(name) != plain(TODO_EL_MUNICIPIO) and name not in catalogos.localidades:
                yield Problema(_at(key, "localidades"), "LOCALIDAD_INEXISTENTE", valor=name, hechos={"localidad": name})


def _at(key: str, campo: str, mes: int | None = None) -> str:
    return address("actividades", key, campo, mes)


def _key(key: str, activity: Actividad) -> Found:
    if activity.clave and not re.fullmatch(r"A\d{2,3}", activity.clave):
        facts = {"columna": "Clave", "ejemplo": "A01, A02…"}
        yield Problema(_at(key, "clave"), "CLAVE_CON_FORMATO_DISTINTO", valor=activity.clave, hechos=facts)
    if activity.clave and "~" in key:
        yield Problema(_at(key, "clave"), "CLAVE_DUPLICADA", valor=activity.clave, hechos={"clave": activity.clave})


def _programme(key: str, activity: Actividad, catalogos: Catalogos, own: set[str]) -> Found:
    programa = activity.programa
    if not programa:
        return
    if programa not in catalogos.programas:
        yield Problema(_at(key, "programa"), "PROGRAMA_INEXISTENTE", valor=programa)
    elif own and programa not in own:
        yield Problema(_at(key, "programa"), "PROGRAMA_AJENO", valor=programa)


def _component(key: str, activity: Actividad, matrices: Mapping[str, frozenset[str]]) -> Found:
    component = activity.componente
    if not component:
        return
    if not re.fullmatch(r"C\d{1,2}", component):
        facts = {"columna": "Componente MIR", "ejemplo": "C1, C2…"}
        yield Problema(_at(key, "componente"), "CLAVE_CON_FORMATO_DISTINTO", valor=component, hechos=facts)
        return
    known = matrices.get(activity.programa)
    if known is not None and component not in known:
        facts = {"actividad": activity.clave, "componente": component}
        yield Problema(_at(key, "componente"), "ACTIVIDAD_SIN_COMPONENTE", valor=component, hechos=facts)


def _months(key: str, activity: Actividad) -> Found:
    for number, value in enumerate(activity.meses, 1):
        if value is not None and value < 0:
            facts = {"columna": MESES[number - 1]}
            yield Problema(_at(key, "meses", number), "NUMERO_NEGATIVO", valor=json_number(value), hechos=facts)
    known = [value for value in activity.meses if value is not None]
    delivered = [number for number, value in enumerate(activity.meses, 1) if value]
    if activity.tipo_meta == "unica":
        for number in delivered[1:]:
            facts = {"primero": MESES[delivered[0] - 1].lower()}
            value = activity.meses[number - 1]
            told = None if value is None else json_number(value)
            yield Problema(_at(key, "meses", number), "UNICA_EN_VARIOS_MESES", valor=told, esperado=0, hechos=facts)
    if activity.tipo_meta == "constante" and known:
        level = _level(activity)
        for number, value in enumerate(activity.meses, 1):
            if value is not None and value != level:
                yield Problema(
                    _at(key, "meses", number),
                    "MESES_DISTINTOS_EN_CONSTANTE",
                    valor=json_number(value),
                    esperado=json_number(level),
                )


def _level(activity: Actividad) -> Decimal:
    """The level of a constant goal: its most repeated month; the total decides between equals."""
    counts = Counter(value for value in activity.meses if value is not None)
    return max(counts, key=lambda value: (counts[value], value == activity.total))


def is_percentage(unidad: str) -> bool:
    return bool(_PERCENT.search(plain(unidad)))


def expected_total(activity: Actividad) -> Decimal | None:
    """The annual total that the type of goal asks for; None while a month or the type is missing."""
    months = [value for value in activity.meses if value is not None]
    if len(months) < 12 or activity.tipo_meta not in _RULES:
        return None
    if activity.tipo_meta in ("acumulable", "unica"):
        return sum(months, Decimal(0))
    if activity.tipo_meta == "ultima":
        return months[-1]
    if activity.tipo_meta == "constante":
        return _level(activity)
    return (sum(months, Decimal(0)) / 12).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _total(key: str, activity: Actividad) -> Found:
    months = [value for value in activity.meses if value is not None]
    if activity.tipo_meta == "acumulable" and is_percentage(activity.unidad) and len(months) == 12:
        yield _added_percentage(key, activity, months)
        return
    expected = expected_total(activity)
    if expected is None or activity.total is None or activity.total == expected:
        return
    if activity.tipo_meta == "promedio" and abs(activity.total - sum(months, Decimal(0)) / 12) <= Decimal("0.005"):
        return
    yield Problema(
        _at(key, "total"),
        "SUMA_MENSUAL_DISTINTA",
        valor=json_number(activity.total),
        esperado=json_number(expected),
        hechos={
            "regla": _RULES[activity.tipo_meta],
            "valor": decimal_text(activity.total),
            "esperado": decimal_text(expected),
        },
    )


def _added_percentage(key: str, activity: Actividad, months: list[Decimal]) -> Problema:
    level = months[0] if len(set(months)) == 1 else None
    return Problema(
        _at(key, "total"),
        "PORCENTAJE_ACUMULADO",
        valor=None if activity.total is None else json_number(activity.total),
        esperado=None if level is None else json_number(level),
        hechos={
            "suma": decimal_text(sum(months, Decimal(0))),
            "nivel": "; use Constante, Última o Promedio"
            if level is None
            else f"; el nivel es {decimal_text(level)} %",
        },
    )
