"""What an upload brings and what keeps each section of it from being imported. Pure, over the documents of the upload.

`resumen["hojas"]`: section to the name of its sheet. An upload read before it was kept brings every section.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from workflow.poa.esquema import SECCIONES
from workflow.poa.hallazgos import blocks

Hallazgo = Mapping[str, Any]
Resumen = Mapping[str, Any] | None
DE_TODO_EL_LIBRO = frozenset({"UR_DISTINTA_DEL_EXPEDIENTE", "EJERCICIO_DISTINTO"})
"""Errors that say the workbook is of another dossier: nothing of it is imported."""

_BY_SHEET = {seccion.hoja: seccion.clave for seccion in SECCIONES}


def sections_of(resumen: Resumen) -> list[str]:
    """The sections that the workbook brings, in order."""
    hojas = (resumen or {}).get("hojas")
    if hojas is None:
        return [seccion.clave for seccion in SECCIONES if not seccion.adicional]
    return [seccion.clave for seccion in SECCIONES if seccion.clave in hojas]


def section_of(hallazgo: Hallazgo, resumen: Resumen) -> str | None:
    """The section of a finding; None when it is of the whole workbook."""
    hoja = hallazgo["hoja"]
    if hoja is None or hallazgo["codigo"] in DE_TODO_EL_LIBRO:
        return None
    named = {name: clave for clave, name in ((resumen or {}).get("hojas") or {}).items()}
    return named.get(hoja) or _BY_SHEET.get(hoja)


def findings_of(hallazgos: Sequence[Hallazgo], resumen: Resumen, secciones: Collection[str]) -> list[dict[str, Any]]:
    """The findings of some sections, and those of the whole workbook."""
    return [dict(one) for one in hallazgos if section_of(one, resumen) in {*secciones, None}]


def blocked(hallazgos: Sequence[Hallazgo], resumen: Resumen) -> dict[str | None, list[Hallazgo]]:
    """Section to the errors that keep it from being imported; None: those that stop the whole workbook."""
    found: dict[str | None, list[Hallazgo]] = {}
    bring = {*sections_of(resumen), None}
    for one in hallazgos:
        clave = section_of(one, resumen)
        if blocks(one) and clave in bring:
            found.setdefault(clave, []).append(one)
    return found


def marks(hallazgos: Sequence[Hallazgo]) -> list[dict[str, Any]]:
    """The findings as the marks of a copy of the workbook."""
    titles = {"error": "Error", "aviso": "Aviso"}
    return [
        {
            "hoja": one["hoja"],
            "celda": one["celda"],
            "tono": one["severidad"],
            "titulo": titles.get(one["severidad"], "Aviso"),
            "texto": one["hallazgo"],
            "dice": one["valor_en_archivo"],
            "debe": one["valor_esperado"],
        }
        for one in hallazgos
    ]
