"""Signing: the signature made on the machine of the signer is embedded in the revision that was prepared for it.

With the process locked, so that of two who sign over the same stage only one does.
"""

from __future__ import annotations

import base64
from datetime import datetime

from workflow.actas.firma import certificado as firma_certificado
from workflow.actas.firma.certificado import Certificado
from workflow.actas.firma.orden import DURA_PREPARADA
from workflow.actas.models import (
    FirmaElectronica,
    FirmaEtapa,
    FirmaLugar,
    FirmaPreparada,
    FirmaProceso,
    Instantanea,
)
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.queries.firmas import sesion_of
from workflow.actas.queries.firmas_identidad import registered
from workflow.actas.service.firmas_proceso import _keep_stage, _tell_turns
from workflow.actas.service.firmas_turno import _in_turn, _only_signer, _process, _same_stage
from workflow.archivos.queries import get
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, Refused
from workflow.outbox.service import leave


@use_case
def firmar(
    instantanea_id: int,
    clave: str,
    *,
    cms: bytes | None = None,
    valor: bytes | None = None,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Embed the signature of a revision prepared before: a CMS made elsewhere, or the bare signature of its attributes.

    Returns the id of the signature. Stale when somebody else signed meanwhile: it is prepared again, nothing is lost.
    """
    from workflow.actas.firma import confianza as firma_confianza

    found = _process(instantanea_id)
    proceso = lock(FirmaProceso, found.id)
    _only_signer(proceso, clave, actor)
    _in_turn(proceso, clave)
    prepared = consultas.last_prepared(proceso.id, clave)
    if prepared is None or ahora - prepared.en > DURA_PREPARADA:
        raise Refused("FIRMA_SIN_PREPARAR")
    _same_stage(proceso, prepared.base)
    once(llave, actor=actor, ahora=ahora)
    _is_known(proceso, clave, prepared)
    uno = firma_certificado.read(prepared.certificado)
    if reasons := firma_certificado.problems(uno, ahora):
        raise Invalid(reasons)
    issuers = firma_confianza.chain(uno.der, consultas.authorities(local_date(ahora)), ahora)
    pdf = get(prepared.archivo_id).path.read_bytes()
    signed = _embedded(pdf, prepared, issuers, cms, valor)
    stage = _keep_stage(proceso, prepared.base + 1, signed, actor, ahora)
    return _keep_signature(proceso, prepared, stage, uno, actor, ahora)


def _is_known(proceso: FirmaProceso, clave: str, prepared: FirmaPreparada) -> None:
    """Nobody signs with a certificate in another name until the secretary says whose it is."""
    if prepared.identidad != "por_confirmar":
        return
    lugar = db.session.get_one(FirmaLugar, (proceso.id, clave))
    if prepared.certificado_sha256 not in registered(lugar.quien).certificados:
        raise Refused("FIRMA_POR_CONFIRMAR")


def _embedded(
    pdf: bytes, prepared: FirmaPreparada, issuers: tuple[bytes, ...], cms: bytes | None, valor: bytes | None
) -> bytes:
    from workflow.actas.firma import cms as firma_cms
    from workflow.actas.firma import pdf as firma_pdf

    attributes = base64.b64decode(prepared.atributos)
    if valor is not None:
        firma_cms.check_value(attributes, valor, prepared.certificado)
        made = firma_pdf.assemble(prepared.certificado, issuers, attributes, valor)
    elif cms:
        content = firma_pdf.to_sign(pdf, prepared.inicio, prepared.fin)
        made = firma_cms.read(cms, bytes_firmados=content, certificado=prepared.certificado, cadena=issuers)
    else:
        raise Invalid("FIRMA_CMS_ILEGIBLE")
    try:
        return firma_pdf.embed(pdf, prepared.inicio, prepared.fin, bytes.fromhex(prepared.digest), made)
    except ValueError:
        raise Invalid("FIRMA_CMS_DEMASIADO_GRANDE") from None


def _keep_signature(
    proceso: FirmaProceso,
    prepared: FirmaPreparada,
    stage: FirmaEtapa,
    uno: Certificado,
    actor: Actor,
    ahora: datetime,
) -> int:
    row = FirmaElectronica(
        proceso_id=proceso.id,
        clave=prepared.clave,
        etapa_id=stage.id,
        preparada_id=prepared.id,
        numero=uno.numero,
        titular=uno.nombre,
        emisor=uno.emisor,
        firmada_en=prepared.en,
        en=ahora,
        por_id=actor.usuario_id,
    )
    db.session.add(row)
    db.session.flush()
    snapshot = db.session.get_one(Instantanea, proceso.instantanea_id)
    sesion = sesion_of(snapshot)
    leave(
        "firma.revisar",
        llave=f"firma.revisar:{stage.id}:0",
        payload={"proceso_id": proceso.id, "vuelta": 0},
        ahora=ahora,
        objeto=("sesion", sesion.id),
    )
    _tell_turns(proceso, ahora)
    record(
        "firma:electronica",
        actor=actor,
        ahora=ahora,
        objeto=("sesion", sesion.id),
        datos={"folio": snapshot.folio, "version": snapshot.version, "lugar": int(prepared.clave) + 1,
               "sha256": stage.sha256},
    )  # fmt: skip
    return row.id
