"""Documents already made, who may see them, and the snapshots they came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, union_all

from workflow.actas.canonico import digest, from_plain
from workflow.actas.clases import file_name
from workflow.actas.instantanea import InstantaneaActa
from workflow.actas.instantanea_consolidado import ESQUEMA_CONSOLIDADO, InstantaneaConsolidado
from workflow.actas.instantanea_convocatoria import InstantaneaConvocatoria
from workflow.actas.instantanea_dictamen import InstantaneaCertificacion, InstantaneaDictamen
from workflow.actas.instantanea_informe import InstantaneaInforme
from workflow.actas.instantanea_oficio import InstantaneaOficio
from workflow.actas.models import Acta, Documento, Instantanea, Oficio
from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.expedientes.queries import visible
from workflow.kernel.actor import DEPENDENCIA_ROLES, Actor
from workflow.kernel.refusals import NotFound, Refused
from workflow.people.models import Dependencia
from workflow.sesiones import models as m

Snapshot = (
    InstantaneaActa
    | InstantaneaDictamen
    | InstantaneaCertificacion
    | InstantaneaConvocatoria
    | InstantaneaOficio
    | InstantaneaInforme
    | InstantaneaConsolidado
)
_KINDS: dict[str, type[Any]] = {
    "acta": InstantaneaActa,
    "acta_publica": InstantaneaActa,
    "dictamen": InstantaneaDictamen,
    "certificacion": InstantaneaCertificacion,
    "convocatoria": InstantaneaConvocatoria,
    "oficio": InstantaneaOficio,
    "informe": InstantaneaInforme,
}


@dataclass(frozen=True)
class DocumentoVista:
    id: int
    clase: str
    folio: str
    version: int
    formato: str
    nombre: str
    tipo: str
    tamano: int
    sha256: str
    instantanea_sha256: str
    creado_en: datetime
    path: Path
    instantanea_id: int = 0
    objeto_id: int = 0


@dataclass(frozen=True)
class ActaVista:
    id: int
    sesion_id: int
    tipo: str
    numero: int
    folio: str
    estado: str
    version: int
    aprobada_en: date | None
    aprobada_por: str | None


def frozen(instantanea_id: int) -> Snapshot:
    """The snapshot, read back and checked against its hash. Refused HUELLA_NO_COINCIDE."""
    row = db.session.get(Instantanea, instantanea_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    kind = InstantaneaConsolidado if row.contenido.get("esquema") == ESQUEMA_CONSOLIDADO else _KINDS[row.clase]
    snapshot: Snapshot = from_plain(kind, row.contenido)
    if digest(snapshot) != row.sha256:
        raise Refused("HUELLA_NO_COINCIDE")
    return snapshot


def acta_of(sesion_id: int) -> ActaVista | None:
    """The acta of a session; None while it has not been made."""
    row = db.session.scalar(select(Acta).where(Acta.sesion_id == sesion_id))
    if row is None:
        return None
    return ActaVista(
        row.id,
        row.sesion_id,
        row.tipo,
        row.numero,
        row.folio,
        row.estado,
        row.instantanea.version,
        row.aprobada_en,
        row.aprobada_por,
    )


def documento(documento_id: int, actor: Actor) -> DocumentoVista:
    """One document. NotFound also when it is not for this person: it must not be told that it exists."""
    row = db.session.scalar(select(Documento).where(Documento.id == documento_id, _for(actor)))
    if row is None:
        raise NotFound("NO_EXISTE")
    return _vista(row)


def formats_of(documento_id: int, actor: Actor) -> list[DocumentoVista]:
    """The same version of a document in every format, itself included."""
    row = db.session.get(Documento, documento_id)
    return [] if row is None else _list(actor, Documento.instantanea_id == row.instantanea_id)


def documentos_of(objeto: tuple[str, int], actor: Actor) -> list[DocumentoVista]:
    """The documents of a thing («sesion», «dictamen» or «acuerdo»), the newest version first."""
    return _list(actor, Documento.objeto_tipo == objeto[0], Documento.objeto_id == objeto[1])


def of_sesion(sesion_id: int, actor: Actor) -> list[DocumentoVista]:
    """The acta of a session with the dictámenes and certificaciones that came out of it."""
    dictamenes = select(m.Dictamen.id).where(m.Dictamen.sesion_id == sesion_id)
    acuerdos = select(m.Acuerdo.id).where(m.Acuerdo.sesion_id == sesion_id)
    return _list(
        actor,
        or_(
            and_(Documento.objeto_tipo == "sesion", Documento.objeto_id == sesion_id),
            and_(Documento.objeto_tipo == "dictamen", Documento.objeto_id.in_(dictamenes)),
            and_(Documento.objeto_tipo == "acuerdo", Documento.objeto_id.in_(acuerdos)),
        ),
    )


def documentos_of_expediente(expediente_id: int, actor: Actor) -> list[DocumentoVista]:
    """Dictámenes and certificaciones of a dossier, and the actas of the sessions that dealt with it."""
    return _list(actor, or_(*_about([expediente_id])))


def _about(expedientes: Any) -> tuple[ColumnElement[bool], ...]:
    """Conditions under which a document is about some of those dossiers, alone or in a block."""
    folios = select(m.Dictamen.folio).where(m.Dictamen.expediente_id.in_(expedientes), m.Dictamen.folio.is_not(None))
    dictamenes = select(func.min(m.Dictamen.id)).where(m.Dictamen.folio.in_(folios)).group_by(m.Dictamen.folio)
    acuerdos = select(m.Acuerdo.id).where(m.Acuerdo.expediente_id.in_(expedientes))
    oficios = select(Oficio.id).where(Oficio.expediente_id.in_(expedientes))
    puntos = union_all(
        select(m.Punto.sesion_id).where(m.Punto.expediente_id.in_(expedientes)),
        select(m.Punto.sesion_id)
        .join(m.PuntoExpediente, m.PuntoExpediente.punto_id == m.Punto.id)
        .where(m.PuntoExpediente.expediente_id.in_(expedientes)),
    )
    return (
        and_(Documento.objeto_tipo == "dictamen", Documento.objeto_id.in_(dictamenes)),
        and_(Documento.objeto_tipo == "acuerdo", Documento.objeto_id.in_(acuerdos)),
        and_(Documento.objeto_tipo == "sesion", Documento.objeto_id.in_(puntos)),
        and_(Documento.objeto_tipo == "oficio", Documento.objeto_id.in_(oficios)),
    )


def _for(actor: Actor) -> ColumnElement[bool]:
    """Every role that is not of a dependencia sees them all; a dependencia, what deals with its own dossiers."""
    if actor.roles - DEPENDENCIA_ROLES:
        return Documento.id.is_not(None)
    own = select(Expediente.id).join(Dependencia, Dependencia.id == Expediente.dependencia_id).where(visible(actor))
    return or_(*_about(own))


def _list(actor: Actor, *conditions: ColumnElement[bool]) -> list[DocumentoVista]:
    statement = (
        select(Documento)
        .where(_for(actor), *conditions)
        .order_by(Documento.clase, Documento.objeto_id, Documento.version.desc(), Documento.formato.desc())
    )
    return [_vista(row) for row in db.session.scalars(statement)]


def _vista(row: Documento) -> DocumentoVista:
    archivo = archivos.get(row.archivo_id)
    return DocumentoVista(
        id=row.id,
        clase=row.clase,
        folio=row.instantanea.folio,
        version=row.version,
        formato=row.formato,
        nombre=file_name(row.clase, row.instantanea.folio, row.version, row.formato),
        tipo=archivo.tipo,
        tamano=archivo.tamano,
        sha256=row.sha256,
        instantanea_sha256=row.instantanea.sha256,
        creado_en=row.creado_en,
        path=archivo.path,
        instantanea_id=row.instantanea_id,
        objeto_id=row.objeto_id,
    )
