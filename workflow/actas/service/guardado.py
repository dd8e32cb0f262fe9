"""Keep the files printed from a snapshot: each format once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from workflow.actas.clases import file_name
from workflow.actas.impresion.pdf import pages_in
from workflow.actas.models import Cancelacion, Documento, Instantanea
from workflow.actas.queries.firmas import sesion_of
from workflow.actas.service.asentar import _enter
from workflow.actas.service.comun import TIPOS, _kept
from workflow.archivos.queries import get
from workflow.archivos.service import keep
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.sesiones.models import Organo


@use_case
def guardar(
    congelada_id: int,
    archivos: Mapping[str, bytes],
    *,
    actor: Actor,
    ahora: datetime,
    plantilla: str | None = None,
    falla: str | None = None,
) -> list[int]:
    """Keep the files printed from a snapshot (format → bytes). A format already kept is left as it is.

    `plantilla`: hash of the template that the DOCX was made with; `falla`: why it could not be.

    Returns the ids of the documents of the snapshot.
    """
    row = db.session.get(Instantanea, congelada_id)
    if row is not None and row.clase == "acta":  # the organ first, as who approves an acta or undoes it
        lock(Organo, sesion_of(row).organo_id)
    row = lock(Instantanea, congelada_id)
    if db.session.get(Cancelacion, row.id) is not None:  # left without effect while it was being printed
        return list(_kept(row.id).values())
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
        documento = _documento(row, formato, identifier, ahora)
        if formato == "docx":
            documento.plantilla_sha256, documento.plantilla_falla = plantilla, falla
        db.session.add(documento)
        db.session.flush()
        if row.clase == "acta" and formato == "pdf":
            _enter(row, documento, pages_in(archivos[formato]), actor, ahora)
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
