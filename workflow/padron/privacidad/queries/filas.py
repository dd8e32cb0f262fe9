"""Rows of an upload opened one by one: what a page, an export or a change of key does with them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.padron import cifrado
from workflow.padron.catalogos import incluidos
from workflow.padron.cifrado import Llavero
from workflow.padron.models import CargaPadron, PadronFila
from workflow.padron.queries.columnas import de_carga
from workflow.padron.registro import Lector
from workflow.padron.reglas import reglas_de


@dataclass(frozen=True)
class FilaAbierta:
    """A row in clear: (title of its column, cell), in the order of the file."""

    id: int
    carga_id: int
    numero: int
    estado: str
    celdas: list[Any]


def lector_de(carga: CargaPadron) -> Lector | None:
    """Who reads the rows of that upload as records; None when its columns are not recognised by their titles."""
    columnas = de_carga(carga)
    return None if columnas is None else Lector(columnas, reglas_de(carga.reglas), incluidos())


def celdas_de(row: PadronFila, llavero: Llavero) -> list[Any]:
    """Raises Refused (LLAVE_DESCONOCIDA)."""
    contexto = cifrado.contexto(row.carga_id, row.numero)
    celdas: list[Any] = json.loads(llavero.descifrar(row.datos, llave=row.llave, contexto=contexto))
    return celdas


def carga_de(carga_id: int, expediente_id: int) -> CargaPadron | None:
    """An upload of that dossier."""
    return db.session.scalar(
        select(CargaPadron).where(CargaPadron.id == carga_id, CargaPadron.expediente_id == expediente_id)
    )
