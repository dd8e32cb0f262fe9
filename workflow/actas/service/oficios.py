"""The oficio of an act of Planeación: its number and its snapshot, once, however many times the work is done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.actas.models import Oficio
from workflow.actas.queries.oficios import snapshot_of_oficio
from workflow.actas.service.comun import Congelada, Instalacion, _freeze, _frozen, _last, _note_issue
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Envio, Expediente, Paso
from workflow.expedientes.service.alta import next_folio
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotFound

TIPO_DE = {"con_observaciones": "observaciones", "validado": "validacion"}


@use_case
def emitir_oficio(paso_id: int, *, instalacion: Instalacion, actor: Actor, ahora: datetime) -> Congelada:
    """The oficio of the stage that a dossier reached (observations notified, or validated). NotFound for another one.

    The work binds to that step: a later round has its own oficio.
    """
    paso = db.session.get(Paso, paso_id)
    if paso is None or paso.etapa not in TIPO_DE:
        raise NotFound("NO_EXISTE")
    row = lock(Expediente, paso.expediente_id)
    tipo = TIPO_DE[paso.etapa]
    oficio = db.session.scalar(
        select(Oficio).where(
            Oficio.expediente_id == row.id,
            Oficio.tipo == tipo,
            Oficio.version == paso.version,
            Oficio.ronda == paso.ronda,
            Oficio.en == paso.en,
        )
    )
    if oficio is None:
        oficio = Oficio(
            expediente_id=row.id,
            tipo=tipo,
            version=paso.version,
            ronda=paso.ronda,
            envio_id=_envio_of(row, paso),
            folio=next_folio(f"SPE/{local_date(paso.en).year}"),
            en=paso.en,
            por_id=paso.por_id,
            por=paso.por,
        )
        db.session.add(oficio)
        db.session.flush()
    frozen = _last("oficio", oficio.id)
    if frozen is None:
        snapshot = snapshot_of_oficio(oficio, municipio=instalacion.municipio, base_url=instalacion.base_url)
        frozen = _freeze("oficio", oficio.id, snapshot, ahora)
        _note_issue("oficio", row.id, ("oficio", oficio.id), frozen, actor, ahora)
    return _frozen(frozen.id)


def _envio_of(row: Expediente, paso: Paso) -> int:
    """The submission that was in review when the step was taken."""
    found = db.session.scalars(
        select(Envio.id)
        .where(
            Envio.expediente_id == row.id,
            Envio.version == paso.version,
            Envio.clase == "presentada",
            Envio.en <= paso.en,
        )
        .order_by(Envio.id.desc())
        .limit(1)
    ).first()
    if found is None:
        raise NotFound("NO_EXISTE")
    return found
