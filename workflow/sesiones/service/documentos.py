"""A document goes with a convocatoria already issued: the next issue says it, with its version and its hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.db import db, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Refused
from workflow.sesiones.models import SesionDocumento
from workflow.sesiones.queries import convocatorias as q
from workflow.sesiones.service.comun import _begin, _note
from workflow.sesiones.service.notificacion import _write


@dataclass(frozen=True)
class Documento:
    """`sha256`: of what it says; `archivo_id`: the file that the members read."""

    titulo: str
    folio: str
    version: int
    sha256: str
    archivo_id: int


@use_case
def acompanar(sesion_id: int, documento: Documento, *, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """Add it and issue the convocatoria again, so that each member receives it. Returns the id of the issue."""
    sesion = _begin(sesion_id, "convocada", actor=actor, ahora=ahora, llave=llave)
    emisiones = q.issues_of(sesion_id)
    if not emisiones:
        raise Refused("CONVOCATORIA_SIN_EMITIR")
    where = (SesionDocumento.sesion_id == sesion_id, SesionDocumento.folio == documento.folio)
    before = list(db.session.scalars(select(SesionDocumento.version).where(*where).order_by(SesionDocumento.id)))
    if documento.version in before:
        raise Refused("DOCUMENTO_YA_ACOMPANA", folio=documento.folio)
    db.session.add(
        SesionDocumento(
            sesion_id=sesion_id,
            titulo=documento.titulo[:300],
            folio=documento.folio,
            version=documento.version,
            sha256=documento.sha256,
            archivo_id=documento.archivo_id,
            en=ahora,
            por_id=actor.usuario_id,
            por=actor.nombre,
        )
    )
    db.session.flush()
    previa = emisiones[-1]
    fila = _write(
        sesion,
        version=previa.version + 1,
        folio=previa.folio,
        cambios=[
            {
                "campo": f"documento.{documento.folio}",
                "antes": f"Versión {before[-1]}" if before else "",
                "ahora": f"{documento.titulo}, versión {documento.version}",
            }
        ],
        motivo=f"Se agrega el documento {documento.folio}",
        actor=actor,
        ahora=ahora,
    )
    _note("acompanar", sesion, actor=actor, ahora=ahora, version=fila.version, folio=documento.folio)
    return fila.id
