"""The Libro de Actas of an organ, by term, and whether it is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.actas.libro import Asiento, Rotura, breaks
from workflow.actas.models import Acta, Cancelacion, Documento, LibroAsiento
from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.kernel.refusals import NotFound
from workflow.sesiones.models import Organo, Sesion


@dataclass(frozen=True)
class AsientoVista:
    acta_id: int
    tipo: str
    numero: int
    folio: str
    sesion_tipo: str
    sesion_numero: int | None
    sesion_fecha: datetime
    foja_inicial: int
    foja_final: int
    documento_id: int
    archivo_sha256: str
    hash: str
    asentada: datetime
    sin_efecto: str = ""  # why, when its approval was undone: it keeps its fojas


@dataclass(frozen=True)
class PorAsentar:
    acta_id: int
    numero: int
    folio: str
    estado: str
    tipo: str


@dataclass(frozen=True)
class LibroVista:
    """`periodos`: terms of which the organ has actas, the newest first. `roturas`: empty when it is whole."""

    organo: str
    organo_clave: str
    periodo: str
    periodos: tuple[str, ...]
    asientos: tuple[AsientoVista, ...]
    por_asentar: tuple[PorAsentar, ...]
    roturas: tuple[Rotura, ...]


def libro(organo: str, periodo: str | None = None) -> LibroVista:
    """The book of an organ by its clave. NotFound when there is no such organ, or it has nothing in that term."""
    row = db.session.scalar(select(Organo).where(Organo.clave == organo))
    if row is None:
        raise NotFound("NO_EXISTE")
    actas = list(db.session.scalars(select(Acta).where(Acta.organo_id == row.id).order_by(Acta.numero)))
    periodos = tuple(sorted({one.periodo for one in actas}, reverse=True))
    chosen = periodo or (periodos[0] if periodos else "")
    if periodo and periodo not in periodos:
        raise NotFound("NO_EXISTE")
    entries = _entries(row.id, chosen)
    undone = _undone(entries)
    entered = {one.acta_id for one in entries if one.id not in undone}
    return LibroVista(
        organo=row.nombre,
        organo_clave=row.clave,
        periodo=chosen,
        periodos=periodos,
        asientos=tuple(_vista(one, undone.get(one.id, "")) for one in entries),
        por_asentar=tuple(
            PorAsentar(one.id, one.numero, one.folio, one.estado, one.tipo)
            for one in actas
            if one.periodo == chosen and one.id not in entered
        ),
        roturas=tuple(breaks(_plain(one, row.clave) for one in entries)),
    )


def verify() -> tuple[int, list[Rotura]]:
    """Every book against its chain, its snapshots and its files. (entries, what is broken)."""
    found: list[Rotura] = []
    total = 0
    books = select(LibroAsiento.organo_id, LibroAsiento.periodo).distinct()
    for organo_id, periodo in db.session.execute(books.order_by(LibroAsiento.organo_id, LibroAsiento.periodo)):
        clave = db.session.get_one(Organo, organo_id).clave
        entries = _entries(organo_id, periodo)
        total += len(entries)
        found += breaks(_plain(one, clave) for one in entries)
        found += [Rotura(clave, periodo, one.folio, "archivo") for one in entries if not _file_holds(one)]
    return total, found


def _entries(organo_id: int, periodo: str) -> list[LibroAsiento]:
    statement = select(LibroAsiento).where(LibroAsiento.organo_id == organo_id, LibroAsiento.periodo == periodo)
    return list(db.session.scalars(statement.order_by(LibroAsiento.orden)))


def _undone(entries: Sequence[LibroAsiento]) -> dict[int, str]:
    """Id of the entry → why its document has no effect."""
    rows = db.session.execute(
        select(LibroAsiento.id, Cancelacion.motivo)
        .join(Documento, Documento.id == LibroAsiento.documento_id)
        .join(Cancelacion, Cancelacion.instantanea_id == Documento.instantanea_id)
        .where(LibroAsiento.id.in_([one.id for one in entries]))
    )
    return {int(identifier): str(motivo) for identifier, motivo in rows}


def _plain(one: LibroAsiento, organo: str) -> Asiento:
    return Asiento(
        organo,
        one.periodo,
        one.orden,
        one.folio,
        one.instantanea_sha256,
        one.archivo_sha256,
        one.foja_inicial,
        one.foja_final,
        one.hash_previo,
        one.hash,
    )


def _file_holds(one: LibroAsiento) -> bool:
    documento = db.session.get_one(Documento, one.documento_id)
    try:
        data = archivos.get(documento.archivo_id).path.read_bytes()
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == one.archivo_sha256 == documento.sha256


def _vista(one: LibroAsiento, sin_efecto: str) -> AsientoVista:
    acta = db.session.get_one(Acta, one.acta_id)
    sesion = db.session.get_one(Sesion, acta.sesion_id)
    return AsientoVista(
        acta_id=acta.id,
        tipo=acta.tipo,
        numero=acta.numero,
        folio=one.folio,
        sesion_tipo=sesion.tipo,
        sesion_numero=sesion.numero,
        sesion_fecha=sesion.apertura or sesion.programada_para,
        foja_inicial=one.foja_inicial,
        foja_final=one.foja_final,
        documento_id=one.documento_id,
        archivo_sha256=one.archivo_sha256,
        hash=one.hash,
        asentada=one.en,
        sin_efecto=sin_efecto,
    )
