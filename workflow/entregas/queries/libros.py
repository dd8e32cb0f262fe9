"""The workbooks of deliveries of a padrón, and what of each row cannot be recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.entregas.models import LibroEntregas, LibroRenglon
from workflow.kernel.refusals import NotFound, Reason
from workflow.outbox.queries import EstadoTrabajo, status_of


@dataclass(frozen=True)
class LibroVista:
    """`negadas`: (row of the workbook, why it stays out), in order."""

    id: int
    expediente_id: int
    estado: str
    nombre: str
    filas: int
    validas: int
    monto: int
    razones: tuple[Reason, ...]
    negadas: tuple[tuple[int, tuple[Reason, ...]], ...]
    por: str
    en: datetime
    confirmado_por: str | None
    registrado_en: datetime | None
    trabajo: EstadoTrabajo | None

    @property
    def en_curso(self) -> bool:
        return self.estado in ("pendiente", "leyendo", "confirmado") and not self.fallido

    @property
    def fallido(self) -> bool:
        return self.trabajo is not None and self.trabajo.estado == "fallido"


def libro(expediente_id: int, libro_id: int) -> LibroVista:
    """Raises NotFound."""
    row = db.session.get(LibroEntregas, libro_id)
    if row is None or row.expediente_id != expediente_id:
        raise NotFound("NO_EXISTE")
    resumen: dict[str, Any] = row.resumen or {}
    trabajos = status_of(("libro_entregas", libro_id))
    return LibroVista(
        row.id, row.expediente_id, row.estado, archivos.get(row.archivo_id).nombre, resumen.get("filas", 0),
        resumen.get("validas", 0), resumen.get("monto", 0), _razones(row.razones or ()), _negadas(libro_id), row.por,
        row.en, row.confirmado_por, row.registrado_en, trabajos[0] if trabajos else None,
    )  # fmt: skip


def ultimo(expediente_id: int) -> LibroEntregas | None:
    """The latest one that was not replaced."""
    return db.session.scalar(
        select(LibroEntregas)
        .where(LibroEntregas.expediente_id == expediente_id, LibroEntregas.estado != "reemplazado")
        .order_by(LibroEntregas.id.desc())
        .limit(1)
    )


def _negadas(libro_id: int) -> tuple[tuple[int, tuple[Reason, ...]], ...]:
    rows = db.session.execute(
        select(LibroRenglon.numero, LibroRenglon.razones)
        .where(LibroRenglon.libro_id == libro_id)
        .order_by(LibroRenglon.numero)
    )
    return tuple((numero, _razones(razones)) for numero, razones in rows if razones)


def _razones(guardadas: Sequence[dict[str, Any]]) -> tuple[Reason, ...]:
    return tuple(Reason(una["codigo"], una["hechos"]) for una in guardadas)
