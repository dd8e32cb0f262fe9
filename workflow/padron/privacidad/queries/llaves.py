"""Which keys hold what: before and after a change of key."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.padron.models import PadronFila
from workflow.padron.privacidad.models import CON_BLOQUEADAS, ArcoSolicitud


@dataclass(frozen=True)
class LlaveEnUso:
    """A key by its name. `conocida`: this installation has it; `actual`: new data is written with it."""

    nombre: str
    actual: bool
    conocida: bool
    filas: int
    archivos: int
    solicitudes: int

    @property
    def total(self) -> int:
        return self.filas + self.archivos + self.solicitudes


def llaves_en_uso(actual: str, conocidas: frozenset[str]) -> list[LlaveEnUso]:
    """The key in use first, then those that still hold something, then those that hold nothing."""
    filas, contenidos, solicitudes = _filas(), archivos.llaves_en_uso(), _solicitudes()
    nombres = {actual} | conocidas | filas.keys() | contenidos.keys() | solicitudes.keys()
    found = [
        LlaveEnUso(
            nombre, nombre == actual, nombre in conocidas,
            filas.get(nombre, 0), contenidos.get(nombre, 0), solicitudes.get(nombre, 0),
        )
        for nombre in nombres
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.actual, -one.total, one.nombre))


def _filas() -> dict[str, int]:
    rows = db.session.execute(
        select(PadronFila.llave, func.count())
        .where(PadronFila.bloqueo.is_distinct_from("suprimida"))
        .group_by(PadronFila.llave)
        .execution_options(**CON_BLOQUEADAS)
    )
    return {str(llave): int(cuantas) for llave, cuantas in rows}


def _solicitudes() -> dict[str, int]:
    rows = db.session.execute(select(ArcoSolicitud.llave, func.count()).group_by(ArcoSolicitud.llave))
    return {str(llave): int(cuantas) for llave, cuantas in rows}
