"""The vote that approved an acta is annulled: the acta is again to be approved, and what was issued has no effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from workflow.actas.models import Acta, AprobacionAnulada, Cancelacion, Instantanea
from workflow.actas.queries.borradores import last_project
from workflow.actas.service.comun import _freeze, _print, _settle
from workflow.audit.service import record
from workflow.db import db, lock
from workflow.kernel.actor import Actor


def undo_approval(votaciones: Sequence[int], *, motivo: str, actor: Actor, ahora: datetime) -> None:
    """Called in the transaction that annuls those counts, which holds them locked; nothing if none approved an acta.

    The approved version and the public versions made from it are cancelled, with their folio; the project that was
    circulated is issued again as the next version, and what was asked to correct in it is still noted.
    """
    # Its session is not locked: who approves holds it and waits for the counts, which are held here.
    approved_by = select(Acta).where(Acta.aprobada_votacion_id.in_(votaciones))
    acta = db.session.scalar(approved_by.with_for_update().execution_options(populate_existing=True))
    if acta is None or acta.aprobada_votacion_id is None:
        return
    approved = lock(Instantanea, acta.instantanea_id)
    db.session.add(
        AprobacionAnulada(
            acta_id=acta.id,
            votacion_id=acta.aprobada_votacion_id,
            instantanea_id=approved.id,
            motivo=motivo,
            en=ahora,
            por_id=actor.usuario_id,
            por=actor.nombre,
        )
    )
    for row in (approved, *_public_since(approved)):
        db.session.add(Cancelacion(instantanea_id=row.id, motivo=motivo, en=ahora, por_id=actor.usuario_id))
    project = replace(last_project(acta), version=approved.version + 1)
    row = _freeze("acta", acta.sesion_id, project, ahora)
    _settle(acta, row)
    acta.aprobada_en = acta.aprobada_por = acta.aprobada_votacion_id = None
    record(
        "acta:anular_aprobacion",
        actor=actor,
        ahora=ahora,
        objeto=("sesion", acta.sesion_id),
        datos={"folio": acta.folio, "version": approved.version, "motivo": motivo},
    )
    _print(row, acta.sesion_id, ahora)


def _public_since(approved: Instantanea) -> list[Instantanea]:
    """The public versions in force, made from the approved acta."""
    rows = select(Instantanea).where(
        Instantanea.clase == "acta_publica",
        Instantanea.objeto_id == approved.objeto_id,
        Instantanea.id > approved.id,
        Instantanea.id.not_in(select(Cancelacion.instantanea_id)),
    )
    return list(db.session.scalars(rows.order_by(Instantanea.id)))
