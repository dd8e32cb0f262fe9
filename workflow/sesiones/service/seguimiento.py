"""How each acuerdo is fulfilled: who answers for it, until when, with what evidence. Notes are only added."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from workflow.archivos.queries import get as get_file
from workflow.audit.service import once, record, settle
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.people.models import Dependencia
from workflow.sesiones.estados import ESTADOS_SEGUIMIENTO, SEGUIMIENTO_ABIERTO
from workflow.sesiones.models import Acuerdo, AcuerdoSeguimiento, Organo
from workflow.sesiones.queries.acuerdos import informados_en, last_note, por_informar
from workflow.sesiones.seguimiento import NOTA_MAXIMA, problems
from workflow.sesiones.service.comun import _begin, _note


@use_case
def encargar_acuerdo(
    acuerdo_id: int,
    *,
    responsable: str,
    vence: date | None,
    actor: Actor,
    ahora: datetime,
    nota: str = "",
    llave: str | None = None,
) -> int:
    """Say which dependencia fulfils an acuerdo and until when; again, to change either while it is not fulfilled."""
    acuerdo = _acuerdo(acuerdo_id)
    _only_who_keeps(acuerdo, actor)
    once(llave, actor=actor, ahora=ahora)
    previa = last_note(acuerdo.id)
    if previa is not None and previa.estado not in SEGUIMIENTO_ABIERTO:
        raise Refused("ACUERDO_YA_ATENDIDO", folio=acuerdo.folio)
    dependencia = db.session.scalar(select(Dependencia.id).where(Dependencia.clave == responsable))
    if dependencia is None:
        raise Invalid("SEGUIMIENTO_SIN_RESPONSABLE")
    if vence is not None and vence < local_date(acuerdo.tomado_en):
        raise Invalid("SEGUIMIENTO_VENCE_ANTES")
    estado = previa.estado if previa is not None else "asignado"
    fila = _write(acuerdo, dependencia, vence, estado, nota, None, actor, ahora)
    settle(llave, actor=actor, destino=f"/acuerdos/{acuerdo.id}")
    return fila


@use_case
def anotar_acuerdo(
    acuerdo_id: int,
    *,
    estado: str,
    actor: Actor,
    ahora: datetime,
    nota: str = "",
    archivo_id: int | None = None,
    llave: str | None = None,
) -> int:
    """Note the progress of an acuerdo, or that it is fulfilled (with evidence) or without effect (and why).

    By the titular of the dependencia that answers for it, or by who keeps the sessions of the organ.
    """
    acuerdo = _acuerdo(acuerdo_id)
    previa = last_note(acuerdo.id)
    if previa is None:
        raise Refused("ACUERDO_SIN_RESPONSABLE", folio=acuerdo.folio)
    suya = previa.responsable.clave in actor.dependencias("dependencia_titular")
    if not suya or estado == "sin_efecto":
        _only_who_keeps(acuerdo, actor)
    once(llave, actor=actor, ahora=ahora)
    if previa.estado not in SEGUIMIENTO_ABIERTO:
        raise Refused("ACUERDO_YA_ATENDIDO", folio=acuerdo.folio)
    if estado not in ESTADOS_SEGUIMIENTO:
        raise Invalid("SEGUIMIENTO_ESTADO")
    razones = problems(estado, nota, archivo_id is not None)
    if razones:
        raise Invalid(razones)
    if archivo_id is not None:
        get_file(archivo_id)
    fila = _write(acuerdo, previa.responsable_id, previa.vence, estado, nota, archivo_id, actor, ahora)
    settle(llave, actor=actor, destino=f"/acuerdos/{acuerdo.id}")
    return fila


@use_case
def informar_acuerdo(
    sesion_id: int,
    acuerdo_id: int,
    *,
    nota: str,
    actor: Actor,
    ahora: datetime,
    estado: str = "",
    version: int | None = None,
    llave: str | None = None,
) -> int:
    """Report an earlier acuerdo of the organ to the session in course: what was told is kept, and goes to its acta.

    `estado`: the new one, if the report changes it.
    """
    sesion = _begin(sesion_id, "en_curso", actor=actor, ahora=ahora, version=version, llave=llave)
    acuerdo = _acuerdo(acuerdo_id)
    if acuerdo_id in {one.acuerdo_id for one in informados_en(sesion_id)}:
        raise Refused("ACUERDO_YA_INFORMADO", folio=acuerdo.folio)
    previa = last_note(acuerdo.id)
    por_decir = {a.id for a in por_informar(sesion_id, sesion.organo.clave, local_date(ahora))}
    if previa is None or acuerdo.id not in por_decir:
        raise Refused("ACUERDO_NO_SE_INFORMA", folio=acuerdo.folio)
    estado = estado or previa.estado
    if estado not in ESTADOS_SEGUIMIENTO:
        raise Invalid("SEGUIMIENTO_ESTADO")
    if not nota.strip():
        raise Invalid("SEGUIMIENTO_SIN_NOTA")
    fila = _write(acuerdo, previa.responsable_id, previa.vence, estado, nota, None, actor, ahora, sesion_id)
    _note("informar_acuerdo", sesion, actor=actor, ahora=ahora, acuerdo=acuerdo.id, folio=acuerdo.folio, estado=estado)
    return fila


def _acuerdo(acuerdo_id: int) -> Acuerdo:
    """The acuerdo, whose notes are written one at a time."""
    organo_id = db.session.scalar(select(Acuerdo.organo_id).where(Acuerdo.id == acuerdo_id))
    if organo_id is None:
        raise NotFound("NO_EXISTE")
    lock(Organo, organo_id)
    return db.session.get_one(Acuerdo, acuerdo_id)


def _only_who_keeps(acuerdo: Acuerdo, actor: Actor) -> None:
    organo = db.session.get_one(Organo, acuerdo.organo_id)
    if not actor.has(organo.conduce):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def _write(
    acuerdo: Acuerdo,
    responsable_id: int,
    vence: date | None,
    estado: str,
    nota: str,
    archivo_id: int | None,
    actor: Actor,
    ahora: datetime,
    sesion_id: int | None = None,
) -> int:
    if len(nota) > NOTA_MAXIMA:
        raise Invalid("TEXTO_LARGO", maximo=NOTA_MAXIMA)
    fila = AcuerdoSeguimiento(
        acuerdo_id=acuerdo.id,
        responsable_id=responsable_id,
        vence=vence,
        estado=estado,
        nota=nota.strip(),
        archivo_id=archivo_id,
        sesion_id=sesion_id,
        en=ahora,
        por_id=actor.usuario_id,
        por=actor.nombre,
    )
    db.session.add(fila)
    db.session.flush()
    record(
        "acuerdo:seguimiento",
        actor=actor,
        ahora=ahora,
        objeto=("acuerdo", acuerdo.id),
        expediente_id=acuerdo.expediente_id,
        datos={"estado": estado},
    )
    return int(fila.id)
