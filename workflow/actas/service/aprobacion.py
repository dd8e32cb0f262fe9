"""The body approves an acta: its text, with the corrections it accepted, is a new version, no longer a project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from workflow.actas.instantanea import Objecion, Precision
from workflow.actas.models import Acta
from workflow.actas.precisiones import apply
from workflow.actas.queries import comunes
from workflow.actas.queries.borradores import last_version, precisiones_of
from workflow.actas.queries.sesiones import nombre_de
from workflow.actas.redaccion.votos import cuenta
from workflow.actas.service.comun import _freeze, _only_who_conducts, _print, _settle
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Refused
from workflow.sesiones.models import Punto, Sesion, Votacion


@use_case
def aprobar_acta(sesion_id: int, *, fecha: date, acuerdo_folio: str | None, actor: Actor, ahora: datetime) -> None:
    """Approve by hand, for an acta whose approval was not voted in a session kept here."""
    sesion = lock(Sesion, sesion_id)
    _only_who_conducts(sesion, actor)
    acta = _project(sesion)
    if acta.estado == "aprobada":
        raise Refused("ACTA_YA_APROBADA", folio=acta.folio)
    _approve(acta, sesion, fecha=fecha, folio=acuerdo_folio, en_sesion="", actor=actor, ahora=ahora)


@use_case
def asentar_constancia(sesion_id: int, *, actor: Actor, ahora: datetime, llave: str | None = None) -> None:
    """A constancia of a session not held is final without a vote: its last version, no longer a project, is printed
    and entered in the Libro with its fojas. Refused ACTA_NO_ES_CONSTANCIA, CONSTANCIA_YA_ASENTADA.
    """
    sesion = lock(Sesion, sesion_id)
    _only_who_conducts(sesion, actor)
    acta = _project(sesion)
    once(llave, actor=actor, ahora=ahora, destino=f"/actas/{acta.id}/aprobacion")
    if acta.tipo != "constancia":
        raise Refused("ACTA_NO_ES_CONSTANCIA")
    if acta.estado == "aprobada":
        raise Refused("CONSTANCIA_YA_ASENTADA", folio=acta.folio)
    _approve(
        acta,
        sesion,
        fecha=local_date(ahora),
        folio=None,
        en_sesion="",
        actor=actor,
        ahora=ahora,
        acto="acta:asentar_constancia",
    )


@use_case
def aprobar_por_votacion(
    sesion_id: int, *, votacion_id: int, por_sesion_id: int, ahora: datetime, actor: Actor = SISTEMA
) -> bool:
    """The vote of a later session approved the acta of `sesion_id`. False if it had already, or was annulled.

    Refused VOTACION_NO_APRUEBA_ACTA when it is not an approved vote of that item, organ and session.
    """
    sesion = lock(Sesion, sesion_id)
    votacion, despues = _vote(votacion_id, por_sesion_id)
    acta = _project(sesion)
    if acta.aprobada_votacion_id == votacion_id:
        return False
    if votacion.anulada is not None:
        return False
    if acta.estado == "aprobada":
        raise Refused("ACTA_YA_APROBADA", folio=acta.folio)
    if despues.organo_id != sesion.organo_id or despues.id == sesion.id:
        raise Refused("VOTACION_NO_APRUEBA_ACTA", folio=acta.folio)
    _approve(
        acta,
        sesion,
        fecha=local_date(despues.apertura or votacion.hora),
        folio=None,
        en_sesion=f"{nombre_de(despues)}{_how(votacion, despues)}",
        actor=actor,
        ahora=ahora,
        votacion_id=votacion_id,
    )
    return True


def _how(votacion: Votacion, despues: Sesion) -> str:
    """«, por unanimidad, con dieciséis votos a favor…»; joint commissions vote apart."""
    if votacion.grupo:
        return ", en cada una de las comisiones"
    etiqueta = f", {votacion.etiqueta}" if votacion.etiqueta else ""
    return f"{etiqueta}, {cuenta(comunes.votacion(votacion, despues, {}))}"


def _project(sesion: Sesion) -> Acta:
    acta = db.session.scalar(select(Acta).where(Acta.sesion_id == sesion.id).with_for_update())
    if acta is None:
        raise Refused("ACTA_SIN_ELABORAR")
    return acta


def _vote(votacion_id: int, por_sesion_id: int) -> tuple[Votacion, Sesion]:
    """The count, locked before the acta, as who annuls it does: one of the two waits, and sees what was done."""
    votacion = lock(Votacion, votacion_id)
    punto = db.session.get_one(Punto, votacion.punto_id)
    if punto.tipo != "acta_anterior" or punto.sesion_id != por_sesion_id or votacion.resultado != "aprobado":
        raise Refused("VOTACION_NO_APRUEBA_ACTA", folio="")
    return votacion, db.session.get_one(Sesion, por_sesion_id)


def _approve(
    acta: Acta,
    sesion: Sesion,
    *,
    fecha: date,
    folio: str | None,
    en_sesion: str,
    actor: Actor,
    ahora: datetime,
    votacion_id: int | None = None,
    acto: str = "acta:aprobar",
) -> None:
    """Approves what was circulated: the last version, with the corrections noted for it."""
    project = last_version(acta)
    noted = precisiones_of(acta.id)
    corrected = apply(
        project, [Precision(one.dice, one.debe_decir, one.solicita) for one in noted if one.clase == "precision"]
    )
    approved = replace(
        corrected,
        version=project.version + 1,
        estado="aprobada",
        aprobada_en=fecha,
        aprobada_por=folio,
        aprobada_en_sesion=en_sesion,
        objeciones=tuple(Objecion(one.solicita, one.debe_decir) for one in noted if one.clase == "objecion"),
    )
    row = _freeze("acta", sesion.id, approved, ahora)
    _settle(acta, row)
    acta.aprobada_en, acta.aprobada_por, acta.aprobada_votacion_id = fecha, folio, votacion_id
    record(
        acto,
        actor=actor,
        ahora=ahora,
        objeto=("sesion", sesion.id),
        datos={"folio": acta.folio, "version": row.version, "precisiones": len(approved.precisiones)},
    )
    _print(row, sesion.id, ahora)
