"""The MIR: levels and keys, components with activities, goals by frequency, thresholds in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.poa.campos import address, keys
from workflow.poa.contenido import Contenido, Indicador, components
from workflow.poa.esquema import CODIGOS, METAS, METAS_POR_FRECUENCIA, MIR, PERIODO
from workflow.poa.hallazgos import AVISO, Problema
from workflow.poa.numeros import json_number, plain
from workflow.poa.reglas import fichas
from workflow.poa.reglas.identificacion import mandatory

Found = Iterator[Problema]
_PATTERN = {"fin": r"F\d", "proposito": r"P\d", "componente": r"C\d{1,2}", "actividad": r"C\d{1,2}A\d{1,2}"}
_EXAMPLE = {"fin": "el Fin es F1", "proposito": "el Propósito es P1", "componente": "un Componente es C1, C2…",
            "actividad": "una Actividad es C1A1, C1A2…"}  # fmt: skip
_THRESHOLDS = ("amarillo_desde", "verde_desde", "verde_hasta", "amarillo_hasta")


def check(contenido: Contenido, ejercicio: int) -> Found:
    if contenido.mir is None:
        return
    rows = contenido.filas["mir"]
    pairs = list(zip(keys("mir", rows), contenido.mir, strict=True))
    for (key, indicator), row in zip(pairs, rows, strict=True):
        yield from mandatory(MIR, key, row)
        yield from _key(key, indicator)
        yield from _variables(key, indicator)
        yield from _goals(key, indicator, ejercicio)
        yield from _thresholds(key, indicator)
        yield from _baseline(key, indicator, ejercicio)
    yield from _levels(pairs)
    yield from _tree(pairs, contenido)
    yield from _narrative(pairs)
    yield from fichas.check(contenido)


def _at(key: str, campo: str) -> str:
    return address("mir", key, campo)


def _key(key: str, row: Indicador) -> Found:
    if row.clave and row.nivel and not re.fullmatch(_PATTERN[row.nivel], row.clave):
        facts = {"clave": row.clave, "nivel": CODIGOS["nivel_mir"][row.nivel], "ejemplo": _EXAMPLE[row.nivel]}
        yield Problema(_at(key, "clave"), "NIVEL_DISTINTO_DE_CLAVE", valor=row.clave, hechos=facts)
    if row.clave and "~" in key:
        facts = {"clave": f"{row.clave}, indicador {row.numero}"}
        yield Problema(_at(key, "clave"), "CLAVE_DUPLICADA", valor=row.clave, hechos=facts)
    if row.numero is not None and row.numero not in (1, 2):
        yield Problema(_at(key, "numero"), "NUMERO_DE_INDICADOR_INVALIDO", valor=row.numero)


def _variables(key: str, row: Indicador) -> Found:
    if row.tipo_formula == "valor_absoluto" and row.variable_2:
        yield Problema(_at(key, "variable_2"), "VARIABLE_SOBRANTE", valor=row.variable_2)
    elif row.tipo_formula not in ("", "valor_absoluto", "indice") and not row.variable_2:
        yield Problema(_at(key, "variable_2"), "VARIABLE_FALTANTE", AVISO)


def measured(row: Indicador, ejercicio: int) -> bool:
    """Whether the indicator is measured in the year: always, unless its period of two or three years says otherwise."""
    period = PERIODO.get(row.frecuencia)
    return period is None or row.anio_linea_base is None or row.anio_linea_base + period == ejercicio


def _goals(key: str, row: Indicador, ejercicio: int) -> Found:
    if row.meta_anual is None and measured(row, ejercicio):
        yield Problema(_at(key, "meta_anual"), "META_ANUAL_FALTANTE", hechos={"ejercicio": ejercicio})
    if not row.frecuencia:
        return
    wanted = METAS_POR_FRECUENCIA[row.frecuencia]
    for name, value in zip(METAS, row.metas, strict=True):
        facts = {"columna": MIR.campo(name).titulo, "frecuencia": CODIGOS["frecuencia"][row.frecuencia]}
        if value is None and name in wanted and row.meta_anual is not None:
            yield Problema(_at(key, name), "META_TRIMESTRAL_FALTANTE", hechos=facts)
        if value is not None and name not in wanted:
            yield Problema(_at(key, name), "META_TRIMESTRAL_SOBRANTE", valor=json_number(value), hechos=facts)
    last = row.metas[3]
    if last is not None and last != row.meta_anual:
        expected = None if row.meta_anual is None else json_number(row.meta_anual)
        told: dict[str, object] = {"esperado": "vacía" if expected is None else expected}
        yield Problema(_at(key, "meta_t4"), "META_T4_DISTINTA", valor=json_number(last), esperado=expected, hechos=told)


def _thresholds(key: str, row: Indicador) -> Found:
    previous = None
    for name, value in zip(_THRESHOLDS, row.umbrales, strict=True):
        if value is not None and previous is not None and value < previous:
            facts = {"columna": MIR.campo(name).titulo, "anterior": json_number(previous)}
            yield Problema(_at(key, name), "UMBRALES_DESORDENADOS", valor=json_number(value), hechos=facts)
        previous = value if value is not None else previous


def _baseline(key: str, row: Indicador, ejercicio: int) -> Found:
    year = row.anio_linea_base
    if year is not None and not 1990 <= year <= ejercicio:
        yield Problema(_at(key, "anio_linea_base"), "ANIO_LINEA_BASE_INVALIDO", valor=year, esperado=ejercicio)


def _levels(pairs: list[tuple[str, Indicador]]) -> Found:
    for level in ("fin", "proposito"):
        name = CODIGOS["nivel_mir"][level]
        found: list[str] = []
        for key, row in pairs:
            if row.nivel != level or not row.clave:
                continue
            if found and row.clave not in found:
                facts = {"nivel": name, "clave": row.clave}
                yield Problema(
                    _at(key, "clave"), "NIVEL_UNICO_REPETIDO", valor=row.clave, esperado=found[0], hechos=facts
                )
            found.append(row.clave)
        if not found:
            yield Problema("mir", "NIVEL_UNICO_FALTANTE", hechos={"nivel": name})


def _tree(pairs: list[tuple[str, Indicador]], contenido: Contenido) -> Found:
    """Every component has activities, and every activity a component."""
    known = components(contenido.mir)
    if not known:
        yield Problema("mir", "MIR_SIN_COMPONENTES")
    with_activities = {row.clave.partition("A")[0] for _, row in pairs if row.nivel == "actividad"}
    taken = {row.clave for _, row in pairs}
    reported: set[str] = set()
    last = ""
    for key, row in pairs:
        if row.nivel == "componente" and row.clave:
            last = row.clave
            if row.clave not in with_activities and row.clave not in reported:
                reported.add(row.clave)
                yield Problema(
                    _at(key, "clave"), "COMPONENTE_SIN_ACTIVIDADES", valor=row.clave, esperado=f"{row.clave}A1…"
                )
        if row.nivel == "actividad" and re.fullmatch(_PATTERN["actividad"], row.clave):
            component, _, number = row.clave.partition("A")
            if component not in known:
                facts = {"actividad": row.clave, "componente": component}
                yield Problema(
                    _at(key, "clave"),
                    "ACTIVIDAD_SIN_COMPONENTE",
                    valor=row.clave,
                    esperado=_free(last, int(number), taken),
                    hechos=facts,
                )


def _free(component: str, number: int, taken: set[str]) -> str | None:
    """The key the activity would have under the component above it: its own number, or the next one that is free."""
    if not component:
        return None
    while f"{component}A{number}" in taken:
        number += 1
    return f"{component}A{number}"


def _narrative(pairs: list[tuple[str, Indicador]]) -> Found:
    first: dict[str, str] = {}
    for key, row in pairs:
        if not (row.clave and row.resumen):
            continue
        if row.clave in first and plain(first[row.clave]) != plain(row.resumen):
            yield Problema(
                _at(key, "resumen"), "RESUMEN_DISTINTO", AVISO, row.resumen, first[row.clave], {"clave": row.clave}
            )
        first.setdefault(row.clave, row.resumen)
        words = plain(row.resumen)
        good = words.startswith("contribuir a") and (" mediante " in words or " a traves de " in words)
        if row.nivel == "fin" and not good:
            yield Problema(_at(key, "resumen"), "SINTAXIS_DEL_FIN", AVISO, row.resumen)
