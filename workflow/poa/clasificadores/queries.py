"""Reads of the classifiers: what a year has, its versions, what a file would change and which POA would feel it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from workflow.archivos.models import Archivo
from workflow.db import db
from workflow.expedientes.models import Borrador, Envio, Expediente
from workflow.kernel.refusals import NotFound
from workflow.poa.clasificadores.cambios import Diferencia, compare, used
from workflow.poa.clasificadores.columnas import CLASIFICADORES, Clasificador, Falla
from workflow.poa.models import CatalogoCarga, CatalogoRenglon, CatalogoVersion

TERMINADOS = ("aprobado", "aprobado_con_modificaciones", "rechazado", "retirado", "publicado")
"""Stages in which a POA keeps the names of its date, whatever its classifiers say later."""


@dataclass(frozen=True)
class VersionVista:
    numero: int
    origen: str
    copia_de: int | None
    archivo: str | None
    archivo_sha256: str | None
    sha256: str
    renglones: int
    nuevos: int
    cambiados: int
    quitados: int
    nota: str | None
    por: str
    en: datetime


@dataclass(frozen=True)
class Resumen:
    """A classifier of a year: how many rows it has and the version in force (None: not kept)."""

    clasificador: Clasificador
    renglones: int
    version: VersionVista | None


@dataclass(frozen=True)
class Usa:
    """A POA in course that uses a key that goes away."""

    expediente_id: int
    folio: str
    titulo: str
    etapa: str
    claves: tuple[str, ...]


@dataclass(frozen=True)
class CargaCatalogo:
    """A file that was read, what is wrong with it and what it would change."""

    id: int
    clasificador: Clasificador
    ejercicio: int
    estado: str
    archivo: str
    archivo_sha256: str
    renglones: int
    fallas: tuple[Falla, ...]
    diferencia: Diferencia
    usan: tuple[Usa, ...]
    version_vista: int
    version_actual: int
    por: str
    en: datetime
    cerrada_en: datetime | None

    @property
    def impiden(self) -> tuple[Falla, ...]:
        return tuple(falla for falla in self.fallas if falla.impide)


def of_year(ejercicio: int) -> list[Resumen]:
    """Every classifier, with what the year has of it. Two queries."""
    statement = (
        select(CatalogoRenglon.catalogo, func.count())
        .where(CatalogoRenglon.ejercicio == ejercicio)
        .group_by(CatalogoRenglon.catalogo)
    )
    counts = {str(name): int(count) for name, count in db.session.execute(statement)}
    newest: dict[str, VersionVista] = {}
    for name, version in _versions(CatalogoVersion.ejercicio == ejercicio):
        newest.setdefault(name, version)
    return [Resumen(item, counts.get(item.clave, 0), newest.get(item.clave)) for item in CLASIFICADORES.values()]


def years() -> list[int]:
    """The years that have any classifier, the newest first."""
    statement = select(CatalogoRenglon.ejercicio).distinct().order_by(CatalogoRenglon.ejercicio.desc())
    return list(db.session.scalars(statement))


def one(clave: str) -> Clasificador:
    """Raises NotFound."""
    if clave not in CLASIFICADORES:
        raise NotFound("NO_EXISTE")
    return CLASIFICADORES[clave]


def versions(clave: str, ejercicio: int) -> list[VersionVista]:
    """The newest first."""
    found = _versions(CatalogoVersion.ejercicio == ejercicio, CatalogoVersion.catalogo == clave)
    return [version for _, version in found]


def _versions(*conditions: Any) -> list[tuple[str, VersionVista]]:
    v = CatalogoVersion
    statement = (
        select(v.catalogo, v.numero, v.origen, v.copia_de, Archivo.nombre, Archivo.sha256, v.sha256, v.renglones,
               v.nuevos, v.cambiados, v.quitados, v.nota, v.por, v.en)
        .outerjoin(Archivo, Archivo.id == v.archivo_id)
        .where(*conditions)
        .order_by(v.numero.desc())
    )  # fmt: skip
    return [(str(name), VersionVista(*rest)) for name, *rest in db.session.execute(statement)]


def rows(clave: str, ejercicio: int) -> list[dict[str, str]]:
    """The rows in force, in the order of their file."""
    statement = (
        select(CatalogoRenglon.datos)
        .where(CatalogoRenglon.ejercicio == ejercicio, CatalogoRenglon.catalogo == clave)
        .order_by(CatalogoRenglon.orden)
    )
    return list(db.session.scalars(statement))


def page(clave: str, ejercicio: int, q: str, pagina: int, tamano: int) -> tuple[list[dict[str, str]], int]:
    """Some of the rows in force (by key or text), and how many there are in all."""
    statement = select(CatalogoRenglon.datos).where(
        CatalogoRenglon.ejercicio == ejercicio, CatalogoRenglon.catalogo == clave
    )
    if q:
        like = f"%{q.replace('%', '').replace('_', '')}%"
        statement = statement.where(CatalogoRenglon.clave.ilike(like) | CatalogoRenglon.nombre.ilike(like))
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    shown = statement.order_by(CatalogoRenglon.orden).limit(tamano).offset((pagina - 1) * tamano)
    return list(db.session.scalars(shown)), total


def version_rows(clave: str, ejercicio: int, numero: int) -> list[dict[str, str]]:
    """The rows of a version. Raises NotFound."""
    found = db.session.scalar(
        select(CatalogoVersion.filas).where(
            CatalogoVersion.catalogo == clave,
            CatalogoVersion.ejercicio == ejercicio,
            CatalogoVersion.numero == numero,
        )
    )
    if found is None:
        raise NotFound("NO_EXISTE")
    return list(found)


def version_number(clave: str, ejercicio: int) -> int:
    """The number of the version in force; 0 when none was kept."""
    statement = select(func.max(CatalogoVersion.numero)).where(
        CatalogoVersion.catalogo == clave, CatalogoVersion.ejercicio == ejercicio
    )
    return db.session.scalar(statement) or 0


def carga(carga_id: int) -> CargaCatalogo:
    """One file with its check. Raises NotFound."""
    row = db.session.get(CatalogoCarga, carga_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    archivo = db.session.get_one(Archivo, row.archivo_id)
    clasificador = CLASIFICADORES[row.catalogo]
    diferencia = compare(rows(row.catalogo, row.ejercicio), row.filas, clasificador)
    return CargaCatalogo(
        id=row.id,
        clasificador=clasificador,
        ejercicio=row.ejercicio,
        estado=row.estado,
        archivo=archivo.nombre,
        archivo_sha256=archivo.sha256,
        renglones=len(row.filas),
        fallas=tuple(Falla(**falla) for falla in row.fallas),
        diferencia=diferencia,
        usan=tuple(users(row.catalogo, row.ejercicio, diferencia)) if row.estado == "revisada" else (),
        version_vista=row.version_vista,
        version_actual=version_number(row.catalogo, row.ejercicio),
        por=row.por,
        en=row.en,
        cerrada_en=row.cerrada_en,
    )


def pending(clave: str, ejercicio: int) -> list[tuple[int, str, str, datetime]]:
    """Files that wait to be applied: id, name, who and when."""
    statement = (
        select(CatalogoCarga.id, Archivo.nombre, CatalogoCarga.por, CatalogoCarga.en)
        .join(Archivo, Archivo.id == CatalogoCarga.archivo_id)
        .where(
            CatalogoCarga.ejercicio == ejercicio, CatalogoCarga.catalogo == clave, CatalogoCarga.estado == "revisada"
        )
        .order_by(CatalogoCarga.id.desc())
        .limit(20)
    )
    return [(id_, nombre, por, en) for id_, nombre, por, en in db.session.execute(statement)]


def users(clave: str, ejercicio: int, diferencia: Diferencia) -> list[Usa]:
    """The POA in course of that year that use a key that would be removed. One query."""
    gone = {key for key, _ in diferencia.quitadas}
    if clave == "localidades":  # the coverage of a POA is written with names
        gone |= {name for _, name in diferencia.quitadas}
    return _users(clave, ejercicio, gone) if gone else []


def _users(clave: str, ejercicio: int, gone: Collection[str]) -> list[Usa]:
    statement = (
        select(
            Expediente.id, Expediente.folio, Expediente.titulo, Expediente.etapa, Borrador.contenido, Envio.contenido
        )
        .join(Borrador, Borrador.expediente_id == Expediente.id)
        .outerjoin(Envio, Envio.id == Expediente.v_presentada_id)
        .where(Expediente.tipo == "poa", Expediente.ejercicio == ejercicio, Expediente.etapa.not_in(TERMINADOS))
        .order_by(Expediente.folio)
    )
    found = []
    for expediente_id, folio, titulo, etapa, draft, sent in db.session.execute(statement):
        keys = (used(draft or {}, clave) | used(sent or {}, clave)) & set(gone)
        if keys:
            found.append(Usa(expediente_id, folio, titulo, etapa, tuple(sorted(keys))))
    return found
