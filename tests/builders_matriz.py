"""Two POA of one programme: of the unit that leads it, with the sample's matrix, and of one that takes part."""

from __future__ import annotations

import copy
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.cast import Cast
from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Borrador
from workflow.kernel.actor import SISTEMA
from workflow.libros.limites import POA
from workflow.libros.proceso import read_book
from workflow.poa import formas, service
from workflow.poa.catalogos_csv import CARPETA_DE_MUESTRA, read_rows
from workflow.poa.contenido import empty_row
from workflow.poa.esquema import ACTIVIDADES
from workflow.poa.lectura.libro import read

LIDER, PARTICIPA, PROGRAMA = "UR-050", "UR-043", "PP-32"
_LEIDOS: dict[str, dict[str, Any]] = {}


def sample(name: str = "UR-050.xlsx") -> dict[str, Any]:
    """The content of a sample workbook, a new one each time."""
    if name not in _LEIDOS:
        path: Path = CARPETA_DE_MUESTRA.parent / "poa" / name
        _LEIDOS[name] = read(read_book(path, POA), name).contenido
    return copy.deepcopy(_LEIDOS[name])


def catalogues(ahora: datetime, *, lidera: bool = True) -> None:
    """Those of the sample, where the unit of Educación also takes part in the programme of Obras Públicas.

    `lidera`: whether it leads one of its own besides.
    """
    rows = {nombre: [dict(row) for row in lines] for nombre, lines in read_rows(CARPETA_DE_MUESTRA).items()}
    for row in rows["programas"]:
        if row["clave"] == PROGRAMA:
            row["ur_participantes"] += f";{PARTICIPA}"
        if row["ur_lider"] == PARTICIPA and not lidera:
            row["ur_lider"] = "UR-044"
    service.load_catalogos(rows, 2026, actor=SISTEMA, ahora=ahora)


def leading(cast: Cast, ahora: datetime, **changes: Any) -> int:
    """The POA of Obras Públicas, with the matrix of its programme."""
    found = expedientes.crear("poa", LIDER, PROGRAMA, 2026, "POA 2026 de Obras", actor=cast.enlace, ahora=ahora)
    expedientes.capturar(found, {**sample(), **changes}, 1, actor=cast.enlace, ahora=ahora)
    return found


def taking_part(cast: Cast, ahora: datetime, componentes: tuple[str, ...] = ("C1", "C2")) -> int:
    """The POA of Educación: one activity for each component of the programme of Obras."""
    actor = cast.enlace_educacion
    found = expedientes.crear("poa", PARTICIPA, PROGRAMA, 2026, "POA 2026 de Educación", actor=actor, ahora=ahora)
    document = formas.complete_document({}, 2026)
    document["identificacion"] |= {"clave_ur": PARTICIPA, "programa": PROGRAMA, "ur_lider": LIDER}
    document["actividades"] = [
        {
            **empty_row(ACTIVIDADES),
            "clave": f"A0{n}",
            "programa": PROGRAMA,
            "componente": componente,
            "descripcion": f"Obra escolar {n}",
        }
        for n, componente in enumerate(componentes, 1)
    ]
    expedientes.capturar(found, document, 1, actor=actor, ahora=ahora)
    return found


def draft(expediente: int) -> dict[str, Any]:
    db.session.rollback()
    return db.session.get_one(Borrador, expediente).contenido
