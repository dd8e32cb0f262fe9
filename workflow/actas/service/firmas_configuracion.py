"""How each organ signs, and whom the municipality trusts: dated, with their legal basis, never backwards."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import select

from workflow.actas.firma import certificado as firma_certificado
from workflow.actas.firma.clases import CLASES_AUTORIDAD
from workflow.actas.firma.orden import CLASES_FIRMA, MODOS, ORDENES
from workflow.actas.models import FirmaAutoridad, FirmaAutoridadBaja, FirmaRegla
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.sesiones.estados import TIPOS_SESION
from workflow.sesiones.models import Organo
from workflow.sesiones.queries import carga

GUARDAN = ("administrador", "secretaria_gobierno")


@dataclass(frozen=True)
class ReglaNueva:
    clase: str
    modo: str
    orden: str
    fundamento: str
    vigente_desde: date
    sesion_tipo: str = ""
    admite_proyecto: bool = False
    confirmada: bool = False


@dataclass(frozen=True)
class AutoridadNueva:
    """`certificado`: its .cer or .pem. `ocsp`: where to ask about the certificates it issued, or ""."""

    certificado: bytes
    clase: str
    fundamento: str
    vigente_desde: date
    ocsp: str = ""
    confirmada: bool = False


@use_case
def registrar_regla_firma(
    organo: str, regla: ReglaNueva, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> int:
    """How an organ signs a kind of document from a day on; what was being signed goes on as it began."""
    _only_who_keeps(actor)
    row = carga.organ_by_key(organo)
    if row is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=organo[:40])
    lock(Organo, row.id)
    once(llave, actor=actor, ahora=ahora)
    reasons = []
    if (
        regla.clase not in CLASES_FIRMA
        or regla.modo not in MODOS
        or regla.orden not in ORDENES
        or regla.sesion_tipo not in ("", *TIPOS_SESION)
    ):
        reasons.append(Reason("FIRMA_REGLA_INCOMPLETA"))
    if not regla.fundamento.strip():
        reasons.append(Reason("REGLA_SIN_FUNDAMENTO"))
    if reasons:
        raise Invalid(reasons)
    if regla.vigente_desde < local_date(ahora):
        raise Refused("REGLAS_RETROACTIVAS")
    same = select(FirmaRegla.id).where(
        FirmaRegla.organo_id == row.id,
        FirmaRegla.clase == regla.clase,
        FirmaRegla.sesion_tipo == regla.sesion_tipo,
        FirmaRegla.vigente_desde == regla.vigente_desde,
    )
    if db.session.scalar(same) is not None:
        raise Refused("REGLAS_REPETIDAS", desde=f"{regla.vigente_desde:%d/%m/%Y}")
    fresh = FirmaRegla(
        organo_id=row.id,
        sesion_tipo=regla.sesion_tipo,
        clase=regla.clase,
        modo=regla.modo,
        orden=regla.orden,
        admite_proyecto=regla.admite_proyecto,
        vigente_desde=regla.vigente_desde,
        fundamento=regla.fundamento.strip(),
        estado="confirmada" if regla.confirmada else "por confirmar",
        en=ahora,
        por_id=actor.usuario_id,
    )
    db.session.add(fresh)
    db.session.flush()
    datos = {"clase": regla.clase, "modo": regla.modo, "desde": regla.vigente_desde.isoformat()}
    record("firma:regla", actor=actor, ahora=ahora, objeto=("organo", row.id), datos=datos)
    return fresh.id


@use_case
def registrar_autoridad(nueva: AutoridadNueva, *, actor: Actor, ahora: datetime, llave: str | None = None) -> int:
    """Trust an authority from a day on. Invalid with every reason: not a certificate of an authority, no basis."""
    _only_who_keeps(actor)
    once(llave, actor=actor, ahora=ahora)
    uno = firma_certificado.read(nueva.certificado)
    reasons = []
    if not uno.ca:
        reasons.append(Reason("FIRMA_AUTORIDAD_NO_ES"))
    if nueva.clase not in CLASES_AUTORIDAD:
        reasons.append(Reason("FIRMA_REGLA_INCOMPLETA"))
    if not nueva.fundamento.strip():
        reasons.append(Reason("REGLA_SIN_FUNDAMENTO"))
    if nueva.ocsp.strip() and not _is_address(nueva.ocsp.strip()):
        reasons.append(Reason("FIRMA_AUTORIDAD_DIRECCION"))
    if uno.hasta < ahora:
        reasons.append(Reason("FIRMA_CERTIFICADO_VENCIDO", {"hasta": f"{uno.hasta:%d/%m/%Y}"}))
    if reasons:
        raise Invalid(reasons)
    digest = hashlib.sha256(uno.der).hexdigest()
    if db.session.scalar(select(FirmaAutoridad.id).where(FirmaAutoridad.sha256 == digest)) is not None:
        raise Refused("FIRMA_AUTORIDAD_REPETIDA", nombre=uno.nombre)
    row = FirmaAutoridad(
        sha256=digest,
        clase=nueva.clase,
        nombre=(uno.nombre or uno.emisor or uno.numero)[:200],
        der=uno.der,
        ocsp=nueva.ocsp.strip(),
        vigente_desde=nueva.vigente_desde,
        fundamento=nueva.fundamento.strip(),
        estado="confirmada" if nueva.confirmada else "por confirmar",
        en=ahora,
        por_id=actor.usuario_id,
    )
    db.session.add(row)
    db.session.flush()
    record("firma:autoridad", actor=actor, ahora=ahora, objeto=("firma", row.id), datos={"sha256": digest})
    return row.id


@use_case
def retirar_autoridad(
    autoridad_id: int, motivo: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """Stop trusting an authority: from tomorrow nobody signs with its certificates. What was signed stays as it was."""
    _only_who_keeps(actor)
    row = lock(FirmaAutoridad, autoridad_id)
    once(llave, actor=actor, ahora=ahora)
    if db.session.get(FirmaAutoridadBaja, row.id) is not None:
        raise Refused("FIRMA_AUTORIDAD_YA_RETIRADA", nombre=row.nombre)
    if not motivo.strip():
        raise Invalid("FIRMA_FIN_SIN_MOTIVO")
    db.session.add(
        FirmaAutoridadBaja(
            autoridad_id=row.id, hasta=local_date(ahora), motivo=motivo.strip(), en=ahora, por_id=actor.usuario_id
        )
    )
    record("firma:retirar_autoridad", actor=actor, ahora=ahora, objeto=("firma", row.id), datos={"sha256": row.sha256})


def _only_who_keeps(actor: Actor) -> None:
    if actor.usuario_id != 0 and not actor.has(*GUARDAN):
        raise NotAllowed("ROL_NO_AUTORIZADO")


def _is_address(texto: str) -> bool:
    found = urlsplit(texto)
    return found.scheme in ("http", "https") and bool(found.hostname) and len(texto) <= 300
