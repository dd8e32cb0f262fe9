"""Identificación and Alineación: mandatory fields, keys of the catalogues, populations that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from workflow.poa.campos import address, keys, of_field
from workflow.poa.catalogos import Catalogos
from workflow.poa.contenido import Contenido
from workflow.poa.esquema import (
    ALINEACION,
    CODIGOS,
    IDENTIFICACION,
    NIVELES_DE,
    PMD_NIVEL,
    TODO_EL_MUNICIPIO,
    TRANSVERSALES,
    Seccion,
)
from workflow.poa.hallazgos import AVISO, Problema
from workflow.poa.numeros import plain

Found = Iterator[Problema]


def mandatory(seccion: Seccion, key: str | None, row: Mapping[str, Any]) -> Found:
    """One problem for each mandatory field without value."""
    for campo in seccion.campos:
        value = row.get(campo.clave)
        if campo.mes:
            value = value[campo.mes - 1] if isinstance(value, list) and len(value) >= campo.mes else None
        if campo.obligatorio and (value is None or value == "" or value == []):
            yield Problema(of_field(seccion, key, campo), "CAMPO_OBLIGATORIO_VACIO", hechos={"columna": campo.titulo})


def check(contenido: Contenido, catalogos: Catalogos) -> Found:
    data = contenido.identificacion
    yield from mandatory(IDENTIFICACION, None, data)
    yield from _head(data, catalogos)
    yield from _unit(data, catalogos)
    yield from _programme(data, catalogos)
    yield from _populations(data)
    for name in data.get("cobertura") or []:
        if plain(name) != plain(TODO_EL_MUNICIPIO) and not catalogos.es_localidad(name):
            yield Problema(_at("cobertura"), "LOCALIDAD_INEXISTENTE", valor=name, hechos={"localidad": name})


def _at(campo: str) -> str:
    return address("identificacion", None, campo)


def _head(data: Mapping[str, Any], catalogos: Catalogos) -> Found:
    ejercicio, version = data.get("ejercicio"), data.get("version")
    if ejercicio is not None and ejercicio != catalogos.ejercicio:
        yield Problema(_at("ejercicio"), "EJERCICIO_DISTINTO", valor=ejercicio, esperado=catalogos.ejercicio)
    if version is not None and version < 1:
        yield Problema(_at("version"), "VERSION_INVALIDA", valor=version, esperado=1)


def _unit(data: Mapping[str, Any], catalogos: Catalogos) -> Found:
    clave = data.get("clave_ur") or ""
    unit = catalogos.dependencias.get(clave)
    if not clave:
        return
    if unit is None:
        yield Problema(_at("clave_ur"), "UR_INEXISTENTE", valor=clave)
        return
    dia = data.get("fecha_elaboracion")
    name, written = unit.nombre(date.fromisoformat(dia) if dia else None), data.get("unidad_responsable") or ""
    if written and plain(written) != plain(name):
        yield Problema(_at("unidad_responsable"), "NOMBRE_DE_UR_DISTINTO", valor=written, esperado=name)


def _programme(data: Mapping[str, Any], catalogos: Catalogos) -> Found:
    clave, ur = data.get("programa") or "", data.get("clave_ur") or ""
    programa = catalogos.programas.get(clave)
    if clave and programa is None:
        yield Problema(_at("programa"), "PROGRAMA_INEXISTENTE", valor=clave)
    if programa is not None:
        facts = {"programa": clave}
        written = data.get("programa_nombre") or ""
        if written and plain(written) != plain(programa.nombre):
            yield Problema(
                _at("programa_nombre"),
                "NOMBRE_DE_PROGRAMA_DISTINTO",
                valor=written,
                esperado=programa.nombre,
                hechos=facts,
            )
        for campo, code, right in (
            ("modalidad", "MODALIDAD_DISTINTA", programa.modalidad),
            ("ur_lider", "UR_LIDER_DISTINTA", programa.ur_lider),
        ):
            if data.get(campo) and data[campo] != right:
                yield Problema(_at(campo), code, valor=data[campo], esperado=right, hechos=facts)
    participates = [("programa", clave), *(("otros_programas", otro) for otro in data.get("otros_programas") or [])]
    for campo, code in participates:
        known = catalogos.programas.get(code)
        if known is None:
            if campo == "otros_programas":
                yield Problema(_at(campo), "PROGRAMA_INEXISTENTE", valor=code)
        elif ur in catalogos.dependencias and ur not in known.ur_participantes:
            yield Problema(_at(campo), "UR_NO_PARTICIPA", valor=code, hechos={"ur": ur})


def _populations(data: Mapping[str, Any]) -> Found:
    for group, label in (("potencial", "población potencial"), ("objetivo", "población objetivo")):
        yield from population("identificacion", group, label, data, IDENTIFICACION)
    potential, target = data.get("potencial_total"), data.get("objetivo_total")
    if potential is not None and target is not None and target > potential:
        yield Problema(_at("objetivo_total"), "POBLACION_OBJETIVO_MAYOR", AVISO, target, potential)


def population(where: str, group: str, label: str, data: Mapping[str, Any], seccion: Seccion) -> Found:
    """Three numbers of a population: none negative, women and men both or neither, and together the total."""

    def at(part: str) -> str:
        return address(where, None, f"{group}_{part}")

    facts = {"poblacion": label}
    total, women, men = (data.get(f"{group}_{part}") for part in ("total", "mujeres", "hombres"))
    for part, number in (("total", total), ("mujeres", women), ("hombres", men)):
        if number is not None and number < 0:
            titulo = seccion.campo(f"{group}_{part}").titulo
            yield Problema(at(part), "NUMERO_NEGATIVO", valor=number, hechos={"columna": titulo})
    if (women is None) != (men is None):
        yield Problema(at("mujeres" if women is None else "hombres"), "POBLACION_INCOMPLETA", hechos=facts)
    elif women is not None and men is not None and total is not None and women + men != total:
        yield Problema(at("total"), "POBLACION_NO_SUMA", valor=total, esperado=women + men, hechos=facts)


def check_alineacion(contenido: Contenido, catalogos: Catalogos) -> Found:
    rows = contenido.alineacion
    for key, row in zip(keys("alineacion", list(rows)), rows, strict=True):
        yield from mandatory(ALINEACION, key, row)
        if "~" in key:
            yield Problema(
                address("alineacion", key, "clave"),
                "CLAVE_DUPLICADA",
                valor=row.get("clave"),
                hechos={"clave": row["clave"]},
            )
        yield from _alignment(key, row, catalogos)
    if not any(row.get("instrumento") == "pmd" and row.get("nivel") == "linea_accion" for row in rows):
        yield Problema("alineacion", "ALINEACION_SIN_LINEA_PMD")
    if not any(row.get("instrumento") == "ods" for row in rows):
        yield Problema("alineacion", "ALINEACION_SIN_ODS")


def _alignment(key: str, row: Mapping[str, Any], catalogos: Catalogos) -> Found:
    instrumento, nivel, clave = (row.get(name) or "" for name in ("instrumento", "nivel", "clave"))
    if not (instrumento and nivel and clave):
        return
    facts = {
        "instrumento": CODIGOS["instrumento"][instrumento],
        "nivel": CODIGOS["nivel_alineacion"][nivel],
    }
    if nivel not in NIVELES_DE[instrumento]:
        yield Problema(
            address("alineacion", key, "nivel"), "NIVEL_DE_OTRO_INSTRUMENTO", valor=facts["nivel"], hechos=facts
        )
        return
    if not _exists(instrumento, nivel, clave, catalogos):
        yield Problema(address("alineacion", key, "clave"), "ALINEACION_INEXISTENTE", valor=clave, hechos=facts)


def _exists(instrumento: str, nivel: str, clave: str, catalogos: Catalogos) -> bool:
    if instrumento == "pmd":
        entry = catalogos.pmd.get(clave)
        return entry is not None and entry[0] == PMD_NIVEL[nivel]
    if instrumento == "ods":
        return clave in (catalogos.ods if nivel == "objetivo" else catalogos.ods_metas)
    if instrumento == "transversal":
        return clave in TRANSVERSALES
    return bool(re.search(r"\S", clave))
