"""The automatic findings of what is being reviewed, with what was decided on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from workflow.db import db
from workflow.expedientes.models import Envio, Expediente
from workflow.expedientes.queries import hechos
from workflow.people.models import Dependencia
from workflow.poa import queries as poa
from workflow.poa.models import Carga
from workflow.revision.hallazgos import todos
from workflow.revision.hallazgos.tipos import Contexto, Hallazgo, IndicadorAjeno
from workflow.revision.models import HallazgoDecision
from workflow.revision.queries import catalogos


@dataclass(frozen=True)
class Decidido:
    """A finding that is still in the content, and the last decision on it."""

    hallazgo: Hallazgo
    decision: str
    motivo: str
    observacion: str | None
    por: str
    en: datetime


@dataclass(frozen=True)
class Hallazgos:
    pendientes: tuple[Hallazgo, ...] = ()
    decididos: tuple[Decidido, ...] = ()

    def find(self, huella: str) -> Hallazgo | None:
        every = (*self.pendientes, *(one.hallazgo for one in self.decididos))
        return next((one for one in every if one.huella == huella), None)


def hallazgos(row: Expediente, contenido: dict[str, Any], hoy: date) -> Hallazgos:
    """Of a submission of a dossier. Only a POA has them: a padrón is checked row by row when it is uploaded."""
    if row.tipo != "poa":
        return Hallazgos()
    found = todos.check(contenido, context_of(row, contenido, hoy))
    last = _decisions(row.id)
    pending = todos.pending(found, {huella: one.decision for huella, one in last.items()})
    waiting = {one.huella for one in pending}
    decided = tuple(
        Decidido(one, last[one.huella].decision, last[one.huella].motivo, last[one.huella].observacion,
                 last[one.huella].por, last[one.huella].en)
        for one in found
        if one.huella not in waiting
    )  # fmt: skip
    return Hallazgos(pending, decided)


def _decisions(expediente_id: int) -> dict[str, HallazgoDecision]:
    """The last decision on each finding of a dossier, whatever its version: unchanged content, same decision."""
    statement = (
        select(HallazgoDecision).where(HallazgoDecision.expediente_id == expediente_id).order_by(HallazgoDecision.id)
    )
    return {row.huella: row for row in db.session.scalars(statement)}


def context_of(row: Expediente, contenido: dict[str, Any], hoy: date) -> Contexto:
    """What the findings of a POA are compared with: ten reads at most, whatever its size."""
    change = hechos.modificacion_of(row)
    return Contexto(
        catalogos=poa.catalogos(row.ejercicio),
        umbrales=catalogos.umbrales(hoy),
        matrices=poa.matrices(row.ejercicio, salvo=row.id),
        original=hechos.contenido_of(row.v_vigente_id) if row.version > 1 else None,
        tipo_cambio=change.tipo_cambio if change else None,
        fuente_del_cambio=change.delta.fuente if change else None,
        anterior=_last_year(row),
        ajenos=_foreign_indicators(row, hoy) if contenido.get("mir") else (),
        lectura=_of_the_workbook(row.id),
    )


def _last_year(row: Expediente) -> dict[str, Any] | None:
    """The POA of the same programme of the year before: what was approved of it, or else what was sent."""
    return db.session.scalar(
        select(Envio.contenido)
        .join(Expediente, Envio.id == func.coalesce(Expediente.v_aprobada_id, Expediente.v_presentada_id))
        .where(
            Expediente.tipo == row.tipo,
            Expediente.dependencia_id == row.dependencia_id,
            Expediente.programa == row.programa,
            Expediente.ejercicio == row.ejercicio - 1,
        )
    )


def _foreign_indicators(row: Expediente, hoy: date) -> tuple[IndicadorAjeno, ...]:
    """Indicators of what the other dependencias sent for the same year: one read of their matrices alone."""
    statement = (
        select(Expediente.folio, Dependencia, Envio.contenido["mir"])
        .join(Envio, Envio.id == func.coalesce(Expediente.v_aprobada_id, Expediente.v_presentada_id))
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .where(
            Expediente.tipo == row.tipo,
            Expediente.ejercicio == row.ejercicio,
            Expediente.id != row.id,
            Expediente.dependencia_id != row.dependencia_id,
        )
        .order_by(Expediente.id)
    )
    return tuple(
        IndicadorAjeno(folio, dependencia.siglas or dependencia.clave, str(fila.get("clave") or ""), str(nombre))
        for folio, dependencia, matriz in db.session.execute(statement)
        for fila in _rows(matriz)
        if (nombre := fila.get("indicador"))
    )


def _rows(matriz: Any) -> Iterable[dict[str, Any]]:
    return (fila for fila in matriz if isinstance(fila, dict)) if isinstance(matriz, list) else ()


def _of_the_workbook(expediente_id: int) -> tuple[dict[str, Any], ...]:
    """What was seen when reading the workbook that was last confirmed into the draft."""
    found = db.session.scalar(
        select(Carga.hallazgos)
        .where(Carga.expediente_id == expediente_id, Carga.estado == "confirmada")
        .order_by(Carga.id.desc())
        .limit(1)
    )
    return tuple(found or ())
