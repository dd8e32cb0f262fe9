"""The electronic signature of a version: begun, frozen, given up. It is signed by `firmas_preparar` and `_firmar`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.actas.clases import file_name
from workflow.actas.firma.orden import turns
from workflow.actas.models import (
    FirmaEtapa,
    FirmaLugar,
    FirmaProceso,
    FirmaProcesoFin,
    Instantanea,
)
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.queries.firmas import sesion_of, signers
from workflow.actas.service.comun import _only_who_conducts
from workflow.archivos.queries import get
from workflow.archivos.service import keep
from workflow.archivos.tipos import PDF
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, Reason, Refused
from workflow.kernel.texto import name_key
from workflow.outbox.service import leave
from workflow.sesiones.models import Sesion, SesionIntegrante

FUNDAMENTO_MINIMO = 10


@use_case
def iniciar_firma(
    instantanea_id: int, *, fundamento: str = "", actor: Actor, ahora: datetime, llave: str | None = None
) -> int:
    """Begin to sign a version with certificates; its PDF is frozen in the background. Returns the id of the process.

    `fundamento`: why this document is signed so when the rule of the organ says on paper. Refused: it is being signed
    already, it is no longer in force, it is still a project, or nobody signs it.
    """
    row = lock(Instantanea, instantanea_id)
    sesion = sesion_of(row)
    _only_who_conducts(sesion, actor)
    once(llave, actor=actor, ahora=ahora)
    regla = consultas.rule_for(sesion, row.clase, local_date(ahora))
    electronica = regla is not None and regla.modo == "electronica"
    basis = regla.fundamento if regla is not None and electronica else fundamento.strip()
    reasons = _why_not(row, admite_proyecto=bool(regla and regla.admite_proyecto))
    if len(basis) < FUNDAMENTO_MINIMO:
        reasons.append(Reason("FIRMA_SIN_FUNDAMENTO"))
    if reasons:
        raise Refused(reasons)
    previous = consultas.process_of(instantanea_id)
    proceso = FirmaProceso(
        instantanea_id=instantanea_id,
        numero=previous.numero + 1 if previous else 1,
        orden=regla.orden if regla else "fe_al_final" if row.clase == "acta" else "libre",
        da_fe=len(signers(instantanea_id)) - 1 if row.clase == "acta" else None,
        fundamento=basis,
        en=ahora,
        por_id=actor.usuario_id,
    )
    db.session.add(proceso)
    db.session.flush()
    _list_places(proceso, sesion)
    leave(
        "firma.congelar",
        llave=f"firma.congelar:{proceso.id}",
        payload={"proceso_id": proceso.id},
        ahora=ahora,
        objeto=("sesion", sesion.id),
    )
    _record("firma:iniciar", row, sesion, actor, ahora)
    return proceso.id


def _why_not(row: Instantanea, *, admite_proyecto: bool) -> list[Reason]:
    reasons = []
    worth = consultas.is_worth(row)
    if row.clase == "acta_publica" or not signers(row.id):
        reasons.append(Reason("FIRMA_SIN_FIRMANTES"))
    if consultas.open_process(row.id) is not None:
        reasons.append(Reason("FIRMA_YA_INICIADA", {"folio": row.folio}))
    if worth in ("sustituido", "cancelado"):
        reasons.append(Reason("FIRMA_DOCUMENTO_SIN_VIGENCIA", {"folio": row.folio}))
    if worth == "proyecto" and not admite_proyecto:
        reasons.append(Reason("FIRMA_DE_PROYECTO", {"folio": row.folio}))
    return reasons


def _list_places(proceso: FirmaProceso, sesion: Sesion) -> None:
    """Who signs in each place: the person of the roll, or who certifies."""
    members = select(SesionIntegrante).where(SesionIntegrante.sesion_id == sesion.id)
    roll = {one.clave: one.persona_id for one in db.session.scalars(members)}
    for n, one in enumerate(signers(proceso.instantanea_id)):
        persona_id = roll.get(one.persona.clave)
        quien = f"persona:{persona_id}" if persona_id else "nombre:" + " ".join(name_key(one.persona.nombre))[:230]
        db.session.add(FirmaLugar(proceso_id=proceso.id, clave=str(n), quien=quien, persona_id=persona_id))


@use_case
def guardar_congelado(proceso_id: int, pdf: bytes, *, actor: Actor, ahora: datetime) -> None:
    """Keep the frozen PDF with its empty fields, and tell who signs first. Done once, however many times asked."""
    proceso = lock(FirmaProceso, proceso_id)
    if consultas.stages(proceso_id) or db.session.get(FirmaProcesoFin, proceso_id) is not None:
        return
    _keep_stage(proceso, 0, pdf, actor, ahora)
    _tell_turns(proceso, ahora)


def _keep_stage(proceso: FirmaProceso, numero: int, pdf: bytes, actor: Actor, ahora: datetime) -> FirmaEtapa:
    row = db.session.get_one(Instantanea, proceso.instantanea_id)
    name = file_name(f"{row.clase}-firma-{numero:02d}", row.folio, row.version, "pdf")
    archivo_id = keep(pdf, nombre=name, actor=actor, ahora=ahora, clase="firma", tipos=frozenset({PDF}))
    stage = FirmaEtapa(
        proceso_id=proceso.id, numero=numero, archivo_id=archivo_id, sha256=get(archivo_id).sha256, en=ahora
    )
    db.session.add(stage)
    db.session.flush()
    return stage


@use_case
def terminar_firma(
    instantanea_id: int, motivo: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """Give up the electronic signature of a version: it is signed on paper. What was signed is kept, and says so."""
    row = lock(Instantanea, instantanea_id)
    sesion = sesion_of(row)
    _only_who_conducts(sesion, actor)
    once(llave, actor=actor, ahora=ahora)
    proceso = consultas.open_process(instantanea_id)
    if proceso is None:
        raise Refused("FIRMA_SIN_INICIAR")
    lugares = consultas.places(proceso)
    if consultas.stages(proceso.id) and not any(one.falta for one in lugares):
        raise Refused("FIRMA_COMPLETA", folio=row.folio)
    if not motivo.strip():
        raise Invalid("FIRMA_FIN_SIN_MOTIVO")
    db.session.add(FirmaProcesoFin(proceso_id=proceso.id, motivo=motivo.strip(), en=ahora, por_id=actor.usuario_id))
    _record("firma:terminar", row, sesion, actor, ahora)


def _record(acto: str, row: Instantanea, sesion: Sesion, actor: Actor, ahora: datetime) -> None:
    datos = {"folio": row.folio, "version": row.version}
    record(acto, actor=actor, ahora=ahora, objeto=("sesion", sesion.id), datos=datos)


def _tell_turns(proceso: FirmaProceso, ahora: datetime) -> None:
    """Leave the notice of each one whose turn it is; each one is told once."""
    row = db.session.get_one(Instantanea, proceso.instantanea_id)
    for clave in turns(consultas.places(proceso), proceso.orden):
        leave(
            "firma.aviso",
            llave=f"firma.aviso:{proceso.id}:{clave}",
            payload={"proceso_id": proceso.id, "clave": clave},
            ahora=ahora,
            objeto=("sesion", sesion_of(row).id),
        )
