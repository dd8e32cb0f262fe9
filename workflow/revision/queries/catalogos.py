"""The dated configuration of the desk: checklist, reusable texts, thresholds, as they stand on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes.asignacion import REGLAS_DE_REVISION
from workflow.expedientes.models import ReglaRuta
from workflow.revision.catalogo_inicial import PUNTOS, TEXTOS, Punto, Texto
from workflow.revision.models import PuntoLista, TextoReutilizable, UmbralRevision
from workflow.revision.umbrales import FUNDAMENTO_INICIAL, POR_CLAVE, UMBRALES, Umbral, initial


@dataclass(frozen=True)
class UmbralVigente:
    """A threshold with the value that counts that day, since when (None: from the beginning) and by which norm."""

    umbral: Umbral
    valor: int
    desde: date | None
    fundamento: str
    por_confirmar: bool


@dataclass(frozen=True)
class OpcionVigente:
    """A rule of the review with the option that counts that day, since when (None: the beginning) and by which norm."""

    clave: str
    opciones: tuple[str, ...]
    valor: str
    desde: date | None
    fundamento: str
    por_confirmar: bool


def opciones_vigentes(
    dia: date, reglas: Mapping[str, tuple[str, ...]] = REGLAS_DE_REVISION
) -> tuple[OpcionVigente, ...]:
    """The options in force of those rules of the route; of the review unless others are asked."""
    statement = (
        select(ReglaRuta)
        .where(ReglaRuta.clave.in_(list(reglas)), ReglaRuta.vigente_desde <= dia)
        .order_by(ReglaRuta.vigente_desde, ReglaRuta.id)
    )
    rows = {row.clave: row for row in db.session.scalars(statement)}
    found = []
    for clave, opciones in reglas.items():
        row = rows.get(clave)
        if row is None:
            found.append(OpcionVigente(clave, opciones, opciones[0], None, FUNDAMENTO_INICIAL, True))
        else:
            desde, confirma = row.vigente_desde, row.por_confirmar
            found.append(OpcionVigente(clave, opciones, row.valor, desde, row.fundamento, confirma))
    return tuple(found)


def puntos(tipo: str, dia: date, *, todos: bool = False) -> tuple[Punto, ...]:
    """The questions of the checklist of a kind in force that day, in order. `todos`: also the withdrawn ones."""
    found = {punto.clave: punto for punto in PUNTOS if punto.tipo == tipo}
    statement = (
        select(PuntoLista)
        .where(PuntoLista.tipo == tipo, PuntoLista.vigente_desde <= dia)
        .order_by(PuntoLista.vigente_desde, PuntoLista.id)
    )
    for row in db.session.scalars(statement):
        found[row.clave] = Punto(
            row.clave, row.tipo, row.orden, row.pregunta, row.fundamento, row.edicion, row.activo, row.por_confirmar
        )
    kept = [punto for punto in found.values() if punto.activo or todos]
    return tuple(sorted(kept, key=lambda punto: (punto.orden, punto.clave)))


def textos(tipo: str | None = None, *, todos: bool = False) -> tuple[Texto, ...]:
    """The reusable texts (of a kind), by category. `todos`: also the withdrawn ones."""
    found = {texto.clave: texto for texto in TEXTOS if tipo in (None, texto.tipo)}
    statement = select(TextoReutilizable).order_by(TextoReutilizable.id)
    if tipo is not None:
        statement = statement.where(TextoReutilizable.tipo == tipo)
    for row in db.session.scalars(statement):
        found[row.clave] = Texto(
            row.clave, row.tipo, row.categoria, row.texto, row.tipo_observacion, row.edicion, row.activo
        )
    kept = [texto for texto in found.values() if texto.activo or todos]
    return tuple(sorted(kept, key=lambda texto: (texto.tipo, texto.categoria, texto.clave)))


def umbrales(dia: date) -> dict[str, int]:
    """Every threshold by clave, as it stands that day."""
    return {**initial(), **{row.clave: row.valor for row in _in_force(dia)}}


def umbrales_vigentes(dia: date) -> tuple[UmbralVigente, ...]:
    rows = {row.clave: row for row in _in_force(dia)}
    found = []
    for umbral in UMBRALES:
        row = rows.get(umbral.clave)
        if row is None:
            found.append(UmbralVigente(umbral, umbral.inicial, None, FUNDAMENTO_INICIAL, True))
        else:
            found.append(UmbralVigente(umbral, row.valor, row.vigente_desde, row.fundamento, row.por_confirmar))
    return tuple(found)


def _in_force(dia: date) -> list[UmbralRevision]:
    """The rows up to that day, the one that counts for each clave being the last."""
    statement = (
        select(UmbralRevision)
        .where(UmbralRevision.vigente_desde <= dia, UmbralRevision.clave.in_(list(POR_CLAVE)))
        .order_by(UmbralRevision.vigente_desde, UmbralRevision.id)
    )
    return list({row.clave: row for row in db.session.scalars(statement)}.values())
