"""Whose certificates are whose: the RFC and CURP of a signer, or a certificate in another name confirmed as theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from workflow.actas.models import FirmaIdentidad, FirmaLugar, Instantanea
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.queries.firmas import sesion_of
from workflow.actas.service.comun import _only_who_conducts
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel import rfc as claves_rfc
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.curp import normalizar
from workflow.kernel.curp import validar as validar_curp
from workflow.kernel.refusals import Invalid, NotFound, Reason, Refused


@use_case
def registrar_identidad(
    instantanea_id: int,
    clave: str,
    *,
    rfc: str,
    curp: str,
    indice: Callable[[str], str],
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> None:
    """Note the RFC or CURP of who signs in a place: only a certificate with them may from then on. Kept as indexes."""
    lugar = _place(instantanea_id, clave, actor)
    once(llave, actor=actor, ahora=ahora)
    reasons = []
    rfc, curp = normalizar(rfc), normalizar(curp)
    if not rfc and not curp:
        reasons.append(Reason("FIRMA_IDENTIDAD_VACIA"))
    if rfc and claves_rfc.validar(rfc, fecha_referencia=local_date(ahora)).codigo:
        reasons.append(Reason("FIRMA_IDENTIDAD_RFC"))
    if curp and validar_curp(curp, fecha_referencia=local_date(ahora)).codigo:
        reasons.append(Reason("FIRMA_IDENTIDAD_CURP"))
    if reasons:
        raise Invalid(reasons)
    _add(lugar.quien, actor, ahora, rfc_indice=indice("rfc:" + rfc) if rfc else None,
         curp_indice=indice(curp) if curp else None)  # fmt: skip
    _record("firma:identidad", instantanea_id, clave, actor, ahora)


@use_case
def confirmar_certificado(
    instantanea_id: int, clave: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """The certificate of the last revision prepared, in another name, is of who signs in that place: it was checked."""
    lugar = _place(instantanea_id, clave, actor)
    once(llave, actor=actor, ahora=ahora)
    prepared = consultas.last_prepared(lugar.proceso_id, clave)
    if prepared is None or prepared.identidad != "por_confirmar":
        raise Refused("FIRMA_NADA_QUE_CONFIRMAR")
    _add(lugar.quien, actor, ahora, certificado_sha256=prepared.certificado_sha256)
    _record("firma:confirmar", instantanea_id, clave, actor, ahora)


def _place(instantanea_id: int, clave: str, actor: Actor) -> FirmaLugar:
    row = lock(Instantanea, instantanea_id)
    _only_who_conducts(sesion_of(row), actor)
    proceso = consultas.open_process(instantanea_id)
    if proceso is None:
        raise Refused("FIRMA_SIN_INICIAR")
    lugar = db.session.get(FirmaLugar, (proceso.id, clave))
    if lugar is None:
        raise NotFound("NO_EXISTE")
    return lugar


def _add(quien: str, actor: Actor, ahora: datetime, **known: str | None) -> None:
    db.session.add(FirmaIdentidad(quien=quien, en=ahora, por_id=actor.usuario_id, **known))


def _record(acto: str, instantanea_id: int, clave: str, actor: Actor, ahora: datetime) -> None:
    row = db.session.get_one(Instantanea, instantanea_id)
    datos = {"folio": row.folio, "lugar": int(clave) + 1}
    record(acto, actor=actor, ahora=ahora, objeto=("sesion", sesion_of(row).id), datos=datos)
