"""The formats that rule until the municipality registers its own: files of data of the project, beside this one."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from workflow.sipot.formato import Formato, parse
from workflow.sipot.salidas import SALIDAS

_FOLDER = Path(__file__).parent / "formatos"
FUNDAMENTO = "Formato inicial del sistema, por confirmar con la Unidad de Transparencia"


def document(salida: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_FOLDER / f"{salida}.json").read_text(encoding="utf-8"))
    return found


@cache
def inicial(salida: str) -> Formato:
    return parse(document(salida), SALIDAS[salida])
