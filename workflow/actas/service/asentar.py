"""Enter an approved acta in the Libro of its organ, once, with the fojas that follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from workflow.actas.libro import GENESIS, Asiento, entry_hash
from workflow.actas.models import Acta, Documento, Instantanea, LibroAsiento
from workflow.audit.service import record
from workflow.db import db, lock
from workflow.kernel.actor import Actor
from workflow.sesiones.models import Organo


def _enter(row: Instantanea, documento: Documento, fojas: int, actor: Actor, ahora: datetime) -> None:
    """Called when the PDF of an acta is kept. Nothing happens for a project, for what is no longer the acta, or when
    that version is already in the book."""
    acta = db.session.scalar(select(Acta).where(Acta.instantanea_id == row.id, Acta.estado == "aprobada"))
    if acta is None:
        return
    organo = lock(Organo, acta.organo_id)
    entered = select(LibroAsiento.id).where(
        LibroAsiento.acta_id == acta.id, LibroAsiento.instantanea_sha256 == row.sha256
    )
    if db.session.scalar(entered) is not None:
        return
    last = db.session.scalars(
        select(LibroAsiento)
        .where(LibroAsiento.organo_id == acta.organo_id, LibroAsiento.periodo == acta.periodo)
        .order_by(LibroAsiento.orden.desc())
        .limit(1)
    ).first()
    foja = last.foja_final + 1 if last else 1
    entry = Asiento(
        organo=organo.clave,
        periodo=acta.periodo,
        orden=last.orden + 1 if last else 1,
        folio=acta.folio,
        instantanea_sha256=row.sha256,
        archivo_sha256=documento.sha256,
        foja_inicial=foja,
        foja_final=foja + max(fojas, 1) - 1,
        hash_previo=last.hash if last else GENESIS,
    )
    entry = replace(entry, hash=entry_hash(entry))
    db.session.add(
        LibroAsiento(
            organo_id=acta.organo_id,
            periodo=acta.periodo,
            orden=entry.orden,
            acta_id=acta.id,
            folio=entry.folio,
            instantanea_sha256=entry.instantanea_sha256,
            documento_id=documento.id,
            archivo_sha256=entry.archivo_sha256,
            foja_inicial=entry.foja_inicial,
            foja_final=entry.foja_final,
            en=ahora,
            hash_previo=entry.hash_previo,
            hash=entry.hash,
        )
    )
    db.session.flush()
    record(
        "acta:asentar",
        actor=actor,
        ahora=ahora,
        objeto=("sesion", acta.sesion_id),
        datos={"folio": acta.folio, "fojas": [entry.foja_inicial, entry.foja_final], "hash": entry.hash},
    )
