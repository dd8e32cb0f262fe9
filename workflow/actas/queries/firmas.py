"""Who signs a version of a document, who did, and the scan of the signed paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.actas.instantanea import Firma, InstantaneaActa
from workflow.actas.instantanea_convocatoria import InstantaneaConvocatoria
from workflow.actas.instantanea_dictamen import InstantaneaDictamen
from workflow.actas.models import Firmado, FirmaNota, Instantanea
from workflow.actas.palabras import cargo
from workflow.actas.queries.documentos import frozen
from workflow.db import db
from workflow.kernel.refusals import NotFound
from workflow.sesiones.models import Acuerdo, Dictamen, Sesion


@dataclass(frozen=True)
class FirmanteVista:
    """`clave`: its place in the list of signers. `estado`: firmo | se_nego | ausente, or "" while nobody noted it."""

    clave: str
    nombre: str
    cargo: str
    grupo: str
    leyenda: str
    estado: str
    nota: str


@dataclass(frozen=True)
class FirmadoVista:
    id: int
    sha256: str
    en: datetime


@dataclass(frozen=True)
class FirmasVista:
    instantanea_id: int
    clase: str
    folio: str
    version: int
    sesion_id: int
    organo_tipo: str
    conduce: str
    firmantes: tuple[FirmanteVista, ...]
    firmados: tuple[FirmadoVista, ...]

    @property
    def faltan(self) -> int:
        return sum(not one.estado for one in self.firmantes)


def sesion_of(row: Instantanea) -> Sesion:
    """The session that a document came out of."""
    if row.objeto_tipo == "dictamen":
        return db.session.get_one(Sesion, db.session.get_one(Dictamen, row.objeto_id).sesion_id)
    if row.objeto_tipo == "acuerdo":
        return db.session.get_one(Sesion, db.session.get_one(Acuerdo, row.objeto_id).sesion_id)
    return db.session.get_one(Sesion, row.objeto_id)


def signers(instantanea_id: int) -> tuple[Firma, ...]:
    snapshot = frozen(instantanea_id)
    if isinstance(snapshot, InstantaneaActa | InstantaneaDictamen):
        return snapshot.firmas
    if isinstance(snapshot, InstantaneaConvocatoria):
        return (Firma(snapshot.convoca),)
    return (Firma(snapshot.certifica),)


def latest_notes(instantanea_id: int) -> dict[str, FirmaNota]:
    rows = db.session.scalars(
        select(FirmaNota).where(FirmaNota.instantanea_id == instantanea_id).order_by(FirmaNota.id)
    )
    return {row.clave: row for row in rows}


def firmas(instantanea_id: int) -> FirmasVista:
    row = db.session.get(Instantanea, instantanea_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    sesion, notes = sesion_of(row), latest_notes(instantanea_id)
    scans = db.session.scalars(select(Firmado).where(Firmado.instantanea_id == instantanea_id).order_by(Firmado.id))
    return FirmasVista(
        instantanea_id=row.id,
        clase=row.clase,
        folio=row.folio,
        version=row.version,
        sesion_id=sesion.id,
        organo_tipo=sesion.organo.tipo,
        conduce=sesion.organo.conduce,
        firmantes=tuple(_signer(str(n), one, notes) for n, one in enumerate(signers(instantanea_id))),
        firmados=tuple(FirmadoVista(one.id, one.sha256, one.en) for one in scans),
    )


def _signer(clave: str, one: Firma, notes: dict[str, FirmaNota]) -> FirmanteVista:
    note = notes.get(clave)
    return FirmanteVista(
        clave,
        one.persona.nombre,
        cargo(one.persona),
        one.grupo,
        one.leyenda or "",
        note.estado if note else "",
        note.nota if note else "",
    )


def firmado_archivo(firmado_id: int) -> int:
    """The id of the file of a scan."""
    row = db.session.get(Firmado, firmado_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    return row.archivo_id
