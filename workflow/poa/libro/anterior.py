"""What of the POA of the year before serves to begin this one: texts and activities, never their goals. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.poa.campos import rows_of
from workflow.poa.contenido import nothing, sound
from workflow.poa.esquema import ACTIVIDADES, IDENTIFICACION

DE_IDENTIFICACION = ("tipo_programa", "problema_central", "objetivo_general", "poblacion_referencia", "cobertura")


def begin_with(document: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The document with the alignment and the activities of the year before where it has none; months are empty."""
    data = dict(sound(IDENTIFICACION, document.get("identificacion")))
    old = sound(IDENTIFICACION, before.get("identificacion"))
    for name in DE_IDENTIFICACION:
        if nothing(data.get(name)):
            data[name] = old.get(name)
    found = {**document, "identificacion": data}
    if not found.get("alineacion"):
        found["alineacion"] = rows_of(before, "alineacion")
    if not found.get("actividades"):
        found["actividades"] = [
            {**sound(ACTIVIDADES, row), "meses": [None] * 12, "total": None} for row in rows_of(before, "actividades")
        ]
    return found
