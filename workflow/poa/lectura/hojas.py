"""Which sheet of a workbook is which section: by its name, or by its header when somebody renamed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workflow.poa.esquema import SECCIONES, Seccion
from workflow.poa.hallazgos import AVISO
from workflow.poa.lectura.forma import SUFICIENTES, names_in
from workflow.poa.lectura.hoja import Hoja, find_header
from workflow.poa.lectura.registro import Registro
from workflow.poa.numeros import plain

AUXILIARES = frozenset({"listas", "instrucciones", "origen", "hallazgos"})
"""Sheets that the system puts in its own workbooks: nothing is imported from them."""

_OURS = {plain(seccion.hoja): seccion for seccion in SECCIONES}


def identify(documents: Iterable[Mapping[str, Any]], registro: Registro) -> dict[str, Hoja]:
    """Section to its sheet. What is not read, hidden or renamed is told."""
    found: dict[str, Hoja] = {}
    others: list[Hoja] = []
    for document in documents:
        hoja = Hoja(document)
        seccion = _OURS.get(plain(hoja.nombre))
        if seccion is not None and seccion.clave not in found:
            found[seccion.clave] = hoja
        elif hoja.filas and plain(hoja.nombre) not in AUXILIARES:
            others.append(hoja)
    for hoja in others:
        seccion = _by_header(hoja, found)
        if seccion is not None:
            found[seccion.clave] = hoja
            registro.add(hoja.nombre, None, "HOJA_RENOMBRADA", AVISO, hoja.nombre, seccion.hoja, hoja=seccion.hoja)
        else:
            code = "HOJA_IGNORADA" if hoja.visible else "HOJA_OCULTA_IGNORADA"
            registro.add(hoja.nombre, None, code, AVISO, hoja.nombre, hoja=hoja.nombre)
    for clave, hoja in found.items():
        registro.hojas[clave] = hoja.nombre
        if not hoja.visible:
            registro.add(hoja.nombre, None, "HOJA_OCULTA", AVISO, hoja.nombre, hoja=hoja.nombre)
    return found


def _by_header(hoja: Hoja, found: Mapping[str, Hoja]) -> Seccion | None:
    """The section, not found yet, whose header this sheet has."""
    missing = [seccion for seccion in SECCIONES if seccion.clave not in found]
    for seccion in missing:
        if seccion.es_forma:
            if names_in(hoja, seccion) >= SUFICIENTES:
                return seccion
        elif find_header(hoja, seccion) is not None and _enough(hoja, seccion):
            return seccion
    return None


def _enough(hoja: Hoja, seccion: Seccion) -> bool:
    """More than half of the titles of the section are there, whatever their place."""
    header = find_header(hoja, seccion)
    titles = [campo for campo in seccion.campos if not campo.adicional]
    return header is not None and len(header.columnas) >= max(3, len(titles) // 2)
