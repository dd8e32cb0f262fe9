"""What the catalogues say of a row by its key: the name of a partida, the text of a plan, what a programme is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.poa.catalogos import Catalogos
from workflow.poa.formas import plan_text

CAMPOS = frozenset(
    {
        ("identificacion", "programa_nombre"),
        ("identificacion", "modalidad"),
        ("identificacion", "ur_lider"),
        ("alineacion", "descripcion"),
        ("presupuesto", "concepto"),
    }
)
"""(section, field) that a workbook looks up in its own lists."""


def known(seccion: str, clave: str, row: Mapping[str, Any], catalogos: Catalogos) -> str | None:
    """The text of the catalogue for a field of `CAMPOS`, or None when the key of the row is not in it."""
    if seccion == "presupuesto":
        return catalogos.partidas.get(row.get("partida") or "")
    if seccion == "alineacion":
        return plan_text(row, catalogos)
    programa = catalogos.programas.get(row.get("programa") or "")
    if programa is None:
        return None
    return {"programa_nombre": programa.nombre, "modalidad": programa.modalidad, "ur_lider": programa.ur_lider}[clave]
