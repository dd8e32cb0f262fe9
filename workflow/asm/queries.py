"""The register of ASM: the list, one with its history, and what waits for each person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workflow.archivos import queries as archivos
from workflow.archivos.models import Archivo
from workflow.asm.clases import ABIERTOS
from workflow.asm.models import Asm, AsmHecho
from workflow.asm.reglas import overdue
from workflow.db import db, read
from workflow.kernel.refusals import NotFound
from workflow.people.models import Dependencia


@dataclass(frozen=True)
class HechoVista:
    numero: int
    acto: str
    estado: str
    texto: str
    compromiso: str
    vence: date | None
    archivo_id: int | None
    archivo: str
    en: datetime
    por: str


@dataclass(frozen=True)
class AsmVista:
    """As it is now. `hechos`: the first one first; only of one that was asked for by itself."""

    id: int
    folio: str
    ejercicio: int
    dependencia: str
    dependencia_nombre: str
    hallazgo: str
    recomendacion: str
    origen: str
    referencia: str
    expediente_id: int | None
    direccion: str | None
    registrado: datetime
    estado: str
    compromiso: str
    vence: date | None
    vencido: bool
    numero: int
    ultimo: datetime
    hechos: tuple[HechoVista, ...] = ()


def lista(
    hoy: date,
    *,
    ejercicio: int | None = None,
    dependencia: str | None = None,
    estado: str | None = None,
    expediente_id: int | None = None,
    hasta: datetime | None = None,
) -> list[AsmVista]:
    """By folio. `estado`: one of them, or «abiertos». `hasta`: as they were known at that instant. Two queries."""
    later = aliased(AsmHecho)
    last = select(func.max(later.numero)).where(later.asm_id == Asm.id)
    if hasta is not None:
        last = last.where(later.en <= hasta)
    statement = (
        select(Asm, AsmHecho)
        .join(AsmHecho, AsmHecho.asm_id == Asm.id)
        .join(Dependencia, Dependencia.id == Asm.dependencia_id)
        .where(AsmHecho.numero == last.correlate(Asm).scalar_subquery())
        .order_by(Asm.ejercicio, Asm.consecutivo)
    )
    if ejercicio is not None:
        statement = statement.where(Asm.ejercicio == ejercicio)
    if dependencia is not None:
        statement = statement.where(Dependencia.clave == dependencia)
    if expediente_id is not None:
        statement = statement.where(Asm.expediente_id == expediente_id)
    if estado == "abiertos":
        statement = statement.where(AsmHecho.estado.in_(ABIERTOS))
    elif estado:
        statement = statement.where(AsmHecho.estado == estado)
    rows = list(db.session.execute(statement))
    names = _names({row.Asm.dependencia_id for row in rows}, hoy)
    return [_vista(row.Asm, row.AsmHecho, names, hoy) for row in rows]


def asm(asm_id: int, hoy: date) -> AsmVista:
    """One, with its history. NotFound."""
    row = db.session.get(Asm, asm_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    hechos = [
        (hecho, nombre or "")
        for hecho, nombre in db.session.execute(
            select(AsmHecho, Archivo.nombre)
            .outerjoin(Archivo, Archivo.id == AsmHecho.archivo_id)
            .where(AsmHecho.asm_id == asm_id)
            .order_by(AsmHecho.numero)
        )
    ]
    vistas = tuple(
        HechoVista(
            one.numero, one.acto, one.estado, one.texto, one.compromiso, one.vence, one.archivo_id, nombre, one.en,
            one.por,
        )
        for one, nombre in hechos
    )  # fmt: skip
    return _vista(row, hechos[-1][0], _names({row.dependencia_id}, hoy), hoy, vistas)


_OTRO = aliased(AsmHecho)
# What the bandeja of everybody asks: made once, and only the columns that it counts by.
_ABIERTOS = (
    select(AsmHecho.estado, AsmHecho.vence, Dependencia.clave)
    .join(Asm, Asm.id == AsmHecho.asm_id)
    .join(Dependencia, Dependencia.id == Asm.dependencia_id)
    .where(
        AsmHecho.estado.in_(ABIERTOS),
        ~select(_OTRO.id).where(_OTRO.asm_id == AsmHecho.asm_id, _OTRO.numero > AsmHecho.numero).exists(),
    )
)


def pendientes(estado: Iterable[str], claves: Iterable[str] | None, hoy: date) -> tuple[int, int]:
    """How many are in those states, of those dependencias (None: of all), and how many of them are overdue."""
    wanted, of = set(estado), None if claves is None else set(claves)
    if of is not None and not of:
        return 0, 0
    found = [row for row in read(_ABIERTOS) if row.estado in wanted and (of is None or row.clave in of)]
    return len(found), sum(1 for row in found if overdue(row.estado, row.vence, hoy))


def ejercicios() -> list[int]:
    return sorted(db.session.scalars(select(Asm.ejercicio).distinct()), reverse=True)


def evidencia(asm_id: int, archivo_id: int) -> archivos.ArchivoVista:
    """A file that was delivered for it. NotFound for any other."""
    where = (AsmHecho.asm_id == asm_id, AsmHecho.archivo_id == archivo_id)
    if db.session.scalar(select(AsmHecho.id).where(*where).limit(1)) is None:
        raise NotFound("NO_EXISTE")
    return archivos.get(archivo_id)


def _names(ids: set[int], hoy: date) -> dict[int, tuple[str, str]]:
    if not ids:
        return {}
    rows = db.session.scalars(select(Dependencia).where(Dependencia.id.in_(ids)))
    return {row.id: (row.clave, row.nombre_en(hoy)) for row in rows}


def _vista(
    row: Asm, last: Any, names: dict[int, tuple[str, str]], hoy: date, hechos: tuple[HechoVista, ...] = ()
) -> AsmVista:
    clave, nombre = names[row.dependencia_id]
    return AsmVista(
        row.id, row.folio, row.ejercicio, clave, nombre, row.hallazgo, row.recomendacion, row.origen, row.referencia,
        row.expediente_id, row.direccion, row.en, last.estado, last.compromiso, last.vence,
        overdue(last.estado, last.vence, hoy), last.numero, last.en, hechos,
    )  # fmt: skip
