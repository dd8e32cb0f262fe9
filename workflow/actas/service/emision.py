"""Freeze what a document will say, and give it its folio: each thing once, however many times it is asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from workflow.actas.clases import acta_folio
from workflow.actas.models import Acta, Instantanea
from workflow.actas.queries import snapshot_of_acuerdo, snapshot_of_dictamen, snapshot_of_sesion
from workflow.actas.queries.dictamenes import document_id
from workflow.actas.service.comun import Congelada, Instalacion, _freeze, _frozen, _last, _note_issue
from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotFound, Refused
from workflow.outbox.service import leave
from workflow.sesiones.models import Acuerdo, Dictamen, Organo, Sesion, VotacionAnulada


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
    annulled = select(VotacionAnulada.votacion_id)
    dictamenes = select(func.min(Dictamen.id)).where(
        Dictamen.sesion_id == sesion.id, Dictamen.folio.is_not(None), Dictamen.votacion_id.not_in(annulled)
    )
    for identifier in db.session.scalars(dictamenes.group_by(Dictamen.folio).order_by(func.min(Dictamen.id))):
        _leave("dictamen.generar", "dictamen", identifier, sesion.id, ahora)
    if sesion.organo.tipo != "cabildo":
        return
    acuerdos = select(Acuerdo.id).where(
        Acuerdo.sesion_id == sesion.id, Acuerdo.expediente_id.is_not(None), Acuerdo.votacion_id.not_in(annulled)
    )
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
    """The snapshot of an approved dictamen; the one there is when it was already taken.

    That of a block is one document, kept under the first of its dossiers, and noted in the history of each of them.
    """
    dictamen = db.session.get(Dictamen, dictamen_id)
    if dictamen is None:
        raise NotFound("NO_EXISTE")
    lock(Sesion, dictamen.sesion_id)
    dictamen = db.session.get_one(Dictamen, document_id(dictamen))
    row = _last("dictamen", dictamen.id)
    if row is None:
        snapshot = snapshot_of_dictamen(dictamen, municipio=instalacion.municipio, base_url=instalacion.base_url)
        row = _freeze("dictamen", dictamen.id, snapshot, ahora)
        for one in db.session.scalars(select(Dictamen).where(Dictamen.folio == row.folio).order_by(Dictamen.id)):
            _note_issue("dictamen", one.expediente_id, ("dictamen", one.id), row, actor, ahora)
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
def por_imprimir(instantanea_id: int, *, actor: Actor, ahora: datetime) -> Congelada:
    """A snapshot taken before, and what is still to be printed from it."""
    lock(Instantanea, instantanea_id)
    return _frozen(instantanea_id)
