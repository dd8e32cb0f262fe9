"""A template filled with a fictitious document, or a real one, saying on each page that it is only a preview. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workflow.actas.impresion.membrete import Membrete, vestir
from workflow.actas.impresion.word import to_template
from workflow.actas.plantilla.clases import ClasePlantilla, clase
from workflow.actas.plantilla.inicial import documento as inicial
from workflow.actas.plantilla.llenado import Fallida, llenar

MARCA = "VISTA PREVIA SIN VALIDEZ"


def previa(clave: str, plantilla: bytes, snapshot: Any = None) -> bytes:
    """The DOCX. Raises Fallida."""
    definition = _definition(clave)
    found = definition.ejemplos()[0] if snapshot is None else snapshot
    return llenar(plantilla, definition.campos, found, replace(definition.componer(found), marca=MARCA))


def plantilla_inicial(clave: str, membrete: Membrete | None = None) -> bytes:
    """The template to start from, with the letterhead in force; without one, its lines as fields and no escudo."""
    return to_template(vestir(inicial(_definition(clave).inicial), membrete))


def _definition(clave: str) -> ClasePlantilla:
    found = clase(clave)
    if found is None:
        raise Fallida("PLANTILLA_NO_SE_LLENA")
    return found
