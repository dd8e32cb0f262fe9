"""What every use case of the actas shares: freezing a snapshot, and what is still to be printed from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from workflow.actas.canonico import digest, to_plain
from workflow.actas.clases import OBJETO_DE
from workflow.actas.impresion.membrete import Membrete
from workflow.actas.models import Acta, Cancelacion, Documento, Instantanea, Plantilla
from workflow.actas.queries import frozen, membretes
from workflow.actas.queries.documentos import Snapshot
from workflow.actas.queries.plantillas import for_snapshot
from workflow.archivos.queries import content_path
from workflow.archivos.tipos import DOCX, PDF
from workflow.audit.service import record
from workflow.db import db
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotAllowed
from workflow.outbox.service import leave
from workflow.sesiones.models import Sesion

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
    plantilla: PlantillaUsada | None = None
    membrete: Membrete | None = None


@dataclass(frozen=True)
class PlantillaUsada:
    """The template of Word that a version is printed with, for good."""

    sha256: str
    path: Path


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
        plantilla_id=_template_id(clase, snapshot, ahora),
        membrete_id=membretes.id_for_snapshot(snapshot, local_date(ahora)),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _template_id(clase: str, snapshot: Snapshot, ahora: datetime) -> int | None:
    """What is in force the day it is issued; a later template changes nothing of it."""
    found = for_snapshot(clase, snapshot, local_date(ahora))
    return None if found is None else found.id


def _settle(acta: Acta, row: Instantanea) -> None:
    """The version that is the acta from now on. Its state comes from the facts: an approved version in force, or none.

    Who calls says next when and how it was approved, or that it is not.
    """
    approved = select(Instantanea.id).where(
        Instantanea.clase == "acta",
        Instantanea.objeto_id == acta.sesion_id,
        Instantanea.id.not_in(select(Cancelacion.instantanea_id)),
    )
    rows = list(db.session.scalars(approved.with_only_columns(Instantanea.contenido)))
    acta.estado = "aprobada" if any(one.get("estado") == "aprobada" for one in rows) else "proyecto"
    acta.instantanea_id = row.id
    acta.version += 1


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
    if db.session.get(Cancelacion, instantanea_id) is not None:
        faltan = ()  # without effect: nothing more is printed of it
    membrete = membretes.of(row.membrete_id)
    return Congelada(row.id, row.clase, frozen(instantanea_id), faltan, _template(row), membrete)


def _template(row: Instantanea) -> PlantillaUsada | None:
    found = db.session.get(Plantilla, row.plantilla_id) if row.plantilla_id is not None else None
    return PlantillaUsada(found.sha256, content_path(found.sha256)) if found and found.sha256 else None


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


# The kind of work that prints each class of document.
_TRABAJO = {
    "acta": "acta.generar",
    "acta_publica": "acta.generar",
    "dictamen": "dictamen.generar",
    "certificacion": "certificacion.generar",
    "oficio": "oficio.generar",
    "informe": "informe.generar",
}


def _print(row: Instantanea, sesion_id: int, ahora: datetime) -> None:
    """Leave the work of printing a snapshot already frozen."""
    leave(
        _TRABAJO[row.clase],
        llave=f"{row.clase}:{row.objeto_id}:v{row.version}",
        payload={"instantanea_id": row.id},
        ahora=ahora,
        objeto=("sesion", sesion_id),
    )


def _only_who_conducts(sesion: Sesion, actor: Actor) -> None:
    if not actor.has(sesion.organo.conduce):
        raise NotAllowed("ROL_NO_AUTORIZADO")
