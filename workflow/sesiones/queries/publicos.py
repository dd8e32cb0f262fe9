"""What is published of the sessions: only public ones that are over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import func, select

from workflow.db import db
from workflow.kernel.clock import ZONE, local_date
from workflow.sesiones.datos_publicos import ABIERTAS_AL_PUBLICO, rows
from workflow.sesiones.models import Organo, Sesion
from workflow.sesiones.queries.relato import relato


def published_years() -> list[int]:
    """The years with something published, the latest first."""
    momentos = db.session.scalars(select(Sesion.programada_para).where(*_public()))
    return sorted({local_date(momento).year for momento in momentos}, reverse=True)


def published_organs() -> list[tuple[str, str]]:
    """(key, name) of the organs with something published."""
    statement = select(Organo.clave, Organo.nombre).join(Sesion, Sesion.organo_id == Organo.id).where(*_public())
    return [(clave, nombre) for clave, nombre in db.session.execute(statement.distinct().order_by(Organo.nombre))]


def updated() -> date | None:
    """The day of the last session published; None while there is none."""
    ultima = db.session.scalar(select(func.max(Sesion.clausura)).where(*_public()))
    return None if ultima is None else local_date(ultima)


def dataset(conjunto: str, *, anio: int | None = None, organo: str = "") -> Iterator[dict[str, Any]]:
    """The rows of a dataset («sesiones», «asistencias» or «votos»), the latest session first."""
    statement = select(Sesion.id).join(Organo).where(*_public())
    if anio is not None:
        desde, hasta = (datetime.combine(date(y, 1, 1), time(), ZONE).astimezone(UTC) for y in (anio, anio + 1))
        statement = statement.where(Sesion.programada_para >= desde, Sesion.programada_para < hasta)
    if organo:
        statement = statement.where(Organo.clave == organo)
    for identifier in db.session.scalars(statement.order_by(Sesion.programada_para.desc(), Sesion.id.desc())).all():
        yield from rows(conjunto, relato(identifier))


def sesiones_publicas(*, anio: int | None = None, organo: str = "") -> list[dict[str, Any]]:
    """One row for each session."""
    return list(dataset("sesiones", anio=anio, organo=organo))


def asistencias_publicas(*, anio: int | None = None, organo: str = "") -> list[dict[str, Any]]:
    """One row for each member and session."""
    return list(dataset("asistencias", anio=anio, organo=organo))


def votos_publicos(*, anio: int | None = None, organo: str = "") -> list[dict[str, Any]]:
    """One row for each member and count; one without names for a secret count."""
    return list(dataset("votos", anio=anio, organo=organo))


def _public() -> tuple[Any, ...]:
    return (Sesion.publicidad == "publica", Sesion.estado.in_(ABIERTAS_AL_PUBLICO))
