"""Freeze what a document will say, give it its folio, and keep the files made from it: each thing once.

A worker does it in two transactions, with the printing between them: killed at any point, it starts again and finds
the same snapshot, so the same bytes, and neither a second folio nor a second document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select

from workflow.actas.canonico import digest, to_plain
from workflow.actas.clases import OBJETO_DE, acta_folio, file_name
from workflow.actas.instantanea import InstantaneaActa
from workflow.actas.models import Acta, Documento, Instantanea
from workflow.actas.queries import frozen, snapshot_of_acuerdo, snapshot_of_dictamen, snapshot_of_sesion
from workflow.actas.queries.documentos import Snapshot
from workflow.archivos.queries import get
from workflow.archivos.service import keep
from workflow.archivos.tipos import DOCX, PDF
from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotAllowed, NotFound, Refused
from workflow.outbox.service import leave
from workflow.sesiones.configuracion import ROL_QUE_CONDUCE
from workflow.sesiones.models import Acuerdo, Dictamen, Organo, Sesion

TIPOS = {"pdf": frozenset({PDF}), "docx": frozenset({DOCX})}


@dataclass(frozen=True)
class Instalacion:
    """What the installation puts into every document."""

    municipio: str
    base_url: str


@dataclass(frozen=True)
class Congelada:
    """A snapshot ready to be printed. `faltan`: the formats that have not been kept yet."""

    id: int
    clase: str
    snapshot: Snapshot
    faltan: tuple[str, ...]


@use_case
def levantar_acta(sesion_id: int, *, instalacion: Instalacion, actor: Actor, ahora: datetime) -> Congelada:
    """The snapshot of a closed session, with its number and folio; the one there is when it was already taken.

    Leaves also the work of the dictámenes and certificaciones that came out of the session. Refused SESION_SIN_CERRAR.
    """
    sesion = lock(Sesion, sesion_id)
    if sesion.estado not in ("clausurada", "no_verificada"):
        raise Refused("SESION_SIN_CERRAR")
    acta = db.session.scalar(select(Acta).where(Acta.sesion_id == sesion_id))
    if acta is None:
        acta = _new_acta(sesion, instalacion, actor, ahora)
        _leave_what_follows(sesion, ahora)
    return _frozen(acta.instantanea_id)


def _new_acta(sesion: Sesion, instalacion: Instalacion, actor: Actor, ahora: datetime) -> Acta:
    tipo = "acta" if sesion.estado == "clausurada" else "constancia"
    numero = sesion.acta_numero or _next_constancia(sesion)
    folio = acta_folio(tipo, sesion.organo.clave, sesion.periodo, numero)
    snapshot = snapshot_of_sesion(
        sesion, numero=numero, folio=folio, municipio=instalacion.municipio, base_url=instalacion.base_url
    )
    row = _freeze("acta", sesion.id, snapshot, ahora)
    acta = Acta(
        sesion_id=sesion.id,
        organo_id=sesion.organo_id,
        tipo=tipo,
        periodo=sesion.periodo,
        numero=numero,
        folio=folio,
        instantanea_id=row.id,
        creada_en=ahora,
    )
    db.session.add(acta)
    db.session.flush()
    record(
        "acta:levantar",
        actor=actor,
        ahora=ahora,
        objeto=("sesion", sesion.id),
        datos={"folio": folio, "sha256": row.sha256},
    )
    return acta


def _next_constancia(sesion: Sesion) -> int:
    """The next number of the constancias of an organ in its term, under the lock of the organ."""
    lock(Organo, sesion.organo_id)
    last = db.session.scalar(
        select(func.max(Acta.numero)).where(
            Acta.organo_id == sesion.organo_id, Acta.periodo == sesion.periodo, Acta.tipo == "constancia"
        )
    )
    return int(last or 0) + 1


def _leave_what_follows(sesion: Sesion, ahora: datetime) -> None:
    dictamenes = select(Dictamen.id).where(Dictamen.sesion_id == sesion.id, Dictamen.folio.is_not(None))
    for identifier in db.session.scalars(dictamenes.order_by(Dictamen.id)):
        _leave("dictamen.generar", "dictamen", identifier, sesion.id, ahora)
    if sesion.organo.tipo != "cabildo":
        return
    acuerdos = select(Acuerdo.id).where(Acuerdo.sesion_id == sesion.id, Acuerdo.expediente_id.is_not(None))
    for identifier in db.session.scalars(acuerdos.order_by(Acuerdo.id)):
        _leave("certificacion.generar", "acuerdo", identifier, sesion.id, ahora)


def _leave(tipo: str, clave: str, identifier: int, sesion_id: int, ahora: datetime) -> None:
    leave(
        tipo,
        llave=f"{tipo}:{identifier}",
        payload={f"{clave}_id": identifier},
        ahora=ahora,
        objeto=("sesion", sesion_id),
    )


@use_case
def emitir_dictamen(dictamen_id: int, *, instalacion: Instalacion, actor: Actor, ahora: datetime) -> Congelada:
    """The snapshot of an approved dictamen; the one there is when it was already taken."""
    dictamen = db.session.get(Dictamen, dictamen_id)
    if dictamen is None:
        raise NotFound("NO_EXISTE")
    lock(Sesion, dictamen.sesion_id)
    row = _last("dictamen", dictamen_id)
    if row is None:
        snapshot = snapshot_of_dictamen(dictamen, municipio=instalacion.municipio, base_url=instalacion.base_url)
        row = _freeze("dictamen", dictamen_id, snapshot, ahora)
        _note_issue("dictamen", dictamen.expediente_id, ("dictamen", dictamen_id), row, actor, ahora)
    return _frozen(row.id)


@use_case
def certificar_acuerdo(acuerdo_id: int, *, instalacion: Instalacion, actor: Actor, ahora: datetime) -> Congelada:
    """The certificación of an acuerdo, whether its acta is approved or still pending; the one there is if taken."""
    acuerdo = db.session.get(Acuerdo, acuerdo_id)
    if acuerdo is None:
        raise NotFound("NO_EXISTE")
    lock(Sesion, acuerdo.sesion_id)
    row = _last("certificacion", acuerdo_id)
    if row is None:
        acta = db.session.scalar(select(Acta).where(Acta.sesion_id == acuerdo.sesion_id))
        snapshot = snapshot_of_acuerdo(
            acuerdo,
            acta,
            version=1,
            expedida=ahora,
            municipio=instalacion.municipio,
            base_url=instalacion.base_url,
        )
        row = _freeze("certificacion", acuerdo_id, snapshot, ahora)
        _note_issue("certificacion", acuerdo.expediente_id, ("acuerdo", acuerdo_id), row, actor, ahora)
    return _frozen(row.id)


@use_case
def aprobar_acta(sesion_id: int, *, fecha: date, acuerdo_folio: str | None, actor: Actor, ahora: datetime) -> None:
    """The body approved the acta: the approved text is a new version, printed without the mark of project."""
    sesion = lock(Sesion, sesion_id)
    if not actor.has(ROL_QUE_CONDUCE[sesion.organo.tipo]):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    acta = db.session.scalar(select(Acta).where(Acta.sesion_id == sesion_id).with_for_update())
    if acta is None:
        raise Refused("ACTA_SIN_ELABORAR")
    if acta.estado == "aprobada":
        raise Refused("ACTA_YA_APROBADA", folio=acta.folio)
    project = frozen(acta.instantanea_id)
    assert isinstance(project, InstantaneaActa)
    approved = replace(
        project, version=project.version + 1, estado="aprobada", aprobada_en=fecha, aprobada_por=acuerdo_folio
    )
    row = _freeze("acta", sesion_id, approved, ahora)
    acta.instantanea_id, acta.estado = row.id, "aprobada"
    acta.aprobada_en, acta.aprobada_por = fecha, acuerdo_folio
    acta.version += 1
    record("acta:aprobar", actor=actor, ahora=ahora, objeto=("sesion", sesion_id), datos={"folio": acta.folio})
    leave(
        "acta.generar",
        llave=f"acta:{sesion_id}:v{approved.version}",
        payload={"sesion_id": sesion_id},
        ahora=ahora,
        objeto=("sesion", sesion_id),
    )


@use_case
def guardar(congelada_id: int, archivos: Mapping[str, bytes], *, actor: Actor, ahora: datetime) -> list[int]:
    """Keep the files printed from a snapshot (format → bytes). A format already kept is left as it is.

    Returns the ids of the documents of the snapshot.
    """
    row = lock(Instantanea, congelada_id)
    for formato in sorted(archivos):
        if formato in _kept(row.id):
            continue
        identifier = keep(
            archivos[formato],
            nombre=file_name(row.clase, row.folio, row.version, formato),
            actor=actor,
            ahora=ahora,
            clase=row.clase,
            tipos=TIPOS[formato],
        )
        db.session.add(_documento(row, formato, identifier, ahora))
        db.session.flush()
    return list(_kept(row.id).values())


def _documento(row: Instantanea, formato: str, archivo_id: int, ahora: datetime) -> Documento:
    return Documento(
        clase=row.clase,
        objeto_tipo=row.objeto_tipo,
        objeto_id=row.objeto_id,
        version=row.version,
        formato=formato,
        instantanea_id=row.id,
        archivo_id=archivo_id,
        sha256=get(archivo_id).sha256,
        creado_en=ahora,
    )


def _freeze(clase: str, objeto_id: int, snapshot: Snapshot, ahora: datetime) -> Instantanea:
    row = Instantanea(
        clase=clase,
        objeto_tipo=OBJETO_DE[clase],
        objeto_id=objeto_id,
        version=snapshot.version,
        folio=snapshot.folio,
        contenido=to_plain(snapshot),
        sha256=digest(snapshot),
        creada_en=ahora,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _last(clase: str, objeto_id: int) -> Instantanea | None:
    return db.session.scalars(
        select(Instantanea)
        .where(Instantanea.clase == clase, Instantanea.objeto_id == objeto_id)
        .order_by(Instantanea.version.desc())
        .limit(1)
    ).first()


def _kept(instantanea_id: int) -> dict[str, int]:
    rows = db.session.execute(select(Documento.formato, Documento.id).where(Documento.instantanea_id == instantanea_id))
    return {str(formato): int(identifier) for formato, identifier in rows}


def _frozen(instantanea_id: int) -> Congelada:
    row = db.session.get_one(Instantanea, instantanea_id)
    faltan = tuple(formato for formato in TIPOS if formato not in _kept(instantanea_id))
    return Congelada(row.id, row.clase, frozen(instantanea_id), faltan)


def _note_issue(
    clase: str,
    expediente_id: int | None,
    objeto: tuple[str, int],
    row: Instantanea,
    actor: Actor,
    ahora: datetime,
) -> None:
    record(
        f"{clase}:emitir",
        actor=actor,
        ahora=ahora,
        objeto=objeto,
        expediente_id=expediente_id,
        datos={"folio": row.folio, "sha256": row.sha256},
    )
