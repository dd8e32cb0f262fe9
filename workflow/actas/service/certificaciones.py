"""Certificaciones on request, before or after the acta is approved, and documents left without effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from workflow.actas.models import Acta, Cancelacion, Instantanea
from workflow.actas.queries import snapshot_of_acuerdo
from workflow.actas.queries.firmas import sesion_of
from workflow.actas.service.comun import Instalacion, _freeze, _last, _note_issue, _only_who_conducts, _print
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotFound, Refused
from workflow.sesiones.models import Acuerdo, Sesion, VotacionAnulada


@use_case
def expedir_certificacion(
    acuerdo_id: int,
    *,
    solicitante: str,
    efectos: str,
    instalacion: Instalacion,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Issue one more, saying who asked for it and what for; it says how the acta is today. Returns its version."""
    acuerdo = db.session.get(Acuerdo, acuerdo_id)
    if acuerdo is None:
        raise NotFound("NO_EXISTE")
    sesion = lock(Sesion, acuerdo.sesion_id)
    _only_who_conducts(sesion, actor)
    once(llave, actor=actor, ahora=ahora, destino=f"/actas/acuerdos/{acuerdo_id}")
    if db.session.get(VotacionAnulada, acuerdo.votacion_id) is not None:
        raise Refused("ACUERDO_SIN_EFECTO", folio=acuerdo.folio)
    solicitante, efectos = " ".join(solicitante.split()), " ".join(efectos.split()).rstrip(".")
    if not solicitante or len(solicitante) > 200 or len(efectos) > 400:
        raise Invalid("CERTIFICACION_INCOMPLETA")
    previous = _last("certificacion", acuerdo_id)
    snapshot = snapshot_of_acuerdo(
        acuerdo,
        db.session.scalar(select(Acta).where(Acta.sesion_id == sesion.id)),
        version=previous.version + 1 if previous else 1,
        expedida=ahora,
        municipio=instalacion.municipio,
        base_url=instalacion.base_url,
    )
    snapshot = replace(snapshot, solicitante=solicitante, efectos=efectos or snapshot.efectos)
    row = _freeze("certificacion", acuerdo_id, snapshot, ahora)
    _note_issue("certificacion", acuerdo.expediente_id, ("acuerdo", acuerdo_id), row, actor, ahora)
    _print(row, sesion.id, ahora)
    return row.version


@use_case
def cancelar_documento(
    instantanea_id: int, motivo: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """Leave a certificación or a public version without effect. It keeps its folio; an acta or dictamen is never so."""
    row = lock(Instantanea, instantanea_id)
    sesion = sesion_of(row)
    _only_who_conducts(sesion, actor)
    once(llave, actor=actor, ahora=ahora)
    if row.clase not in ("certificacion", "acta_publica"):
        raise Refused("DOCUMENTO_NO_SE_CANCELA")
    if not motivo.strip():
        raise Invalid("CANCELACION_SIN_MOTIVO")
    if db.session.get(Cancelacion, instantanea_id) is not None:
        raise Refused("DOCUMENTO_YA_CANCELADO", folio=row.folio)
    db.session.add(Cancelacion(instantanea_id=instantanea_id, motivo=motivo.strip(), en=ahora, por_id=actor.usuario_id))
    record(
        "documento:cancelar",
        actor=actor,
        ahora=ahora,
        objeto=("sesion", sesion.id),
        datos={"folio": row.folio, "version": row.version},
    )
