"""Judging the signatures of a document in the background: the file, each one, and what was left without asking."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from workflow.actas.firma.clases import Autoridad
from workflow.actas.firma.ejemplar import field_of
from workflow.actas.models import (
    FirmaElectronica,
    FirmaPreparada,
    FirmaProceso,
    FirmaRevision,
    Instantanea,
)
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.queries.firmas import sesion_of
from workflow.actas.service.firmas_preparar import Consulta
from workflow.archivos.queries import get
from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid
from workflow.outbox.service import leave

# How long after each turn what nobody answered is asked again; then it stays as «no comprobada».
VUELTAS = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
)


@dataclass(frozen=True)
class Hallazgo:
    resultado: str
    vigencia: str


def revisar_firmas(proceso_id: int, *, consultar: Consulta, ahora: datetime) -> dict[int, Hallazgo]:
    """What is found of each signature of the last file (id of the signature → finding). Nothing is written here."""
    last = consultas.stages(proceso_id)[-1]
    hours = consultas.hours_of(proceso_id)
    autoridades = consultas.authorities(local_date(ahora))
    rows = db.session.execute(
        select(FirmaElectronica.id, FirmaElectronica.clave, FirmaElectronica.firmada_en, FirmaPreparada.certificado)
        .join(FirmaPreparada, FirmaPreparada.id == FirmaElectronica.preparada_id)
        .where(FirmaElectronica.proceso_id == proceso_id)
    ).all()
    known = {one: _known(proceso_id, one) for one, *_ in rows}
    path, sha256 = get(last.archivo_id).path, last.sha256
    then = {one: consultas.authorities(local_date(hora)) for one, _, hora, _ in rows}
    db.session.rollback()  # judging takes seconds: nothing is held
    trusted = [*autoridades, *_older(then, autoridades)]
    found = _judge(path.read_bytes() if path.exists() else b"", sha256, trusted, hours)
    return {
        one: Hallazgo(
            found.get(field_of(int(clave)), "ilegible"),
            _asked(bytes(der), then[one], known[one], consultar, hora),
        )
        for one, clave, hora, der in rows
    }


def _older(then: Mapping[int, list[Autoridad]], now: list[Autoridad]) -> list[Autoridad]:
    """Authorities trusted when somebody signed and no longer now."""
    seen = {one.der for one in now}
    return list({one.der: one for rows in then.values() for one in rows if one.der not in seen}.values())


def _judge(pdf: bytes, sha256: str, autoridades: list[Autoridad], hours: dict[str, datetime]) -> dict[str, str]:
    from workflow.actas.firma import examen as firma_examen

    try:
        found = {one.campo: one.resultado for one in firma_examen.examine(pdf, autoridades, hours)}
    except ValueError:
        return dict.fromkeys(hours, "ilegible")
    if hashlib.sha256(pdf).hexdigest() != sha256:  # not the file that was kept, whatever its signatures say
        return dict.fromkeys(hours, "alterada")
    return found


def _known(proceso_id: int, firma_id: int) -> str:
    row = db.session.get_one(FirmaElectronica, firma_id)
    last = db.session.scalars(
        select(FirmaRevision.vigencia).where(FirmaRevision.firma_id == firma_id).order_by(FirmaRevision.id.desc())
    ).first()
    return last or db.session.get_one(FirmaPreparada, row.preparada_id).vigencia


def _asked(der: bytes, autoridades: list[Autoridad], known: str, consultar: Consulta, hora: datetime) -> str:
    from workflow.actas.firma import confianza as firma_confianza

    if known != "no_comprobada":
        return known
    try:
        issuers = firma_confianza.chain(der, autoridades, hora)
    except Invalid:
        return known
    address = next((one.ocsp for one in autoridades if issuers and one.der == issuers[0]), "")
    return consultar(der, issuers[0], address, hora) if address else known


@use_case
def anotar_revision(
    proceso_id: int, hallazgos: Mapping[int, Hallazgo], vuelta: int, *, actor: Actor, ahora: datetime
) -> None:
    """Keep what was found. A certificate that turns out to be revoked makes the signature be shown as such."""
    proceso = lock(FirmaProceso, proceso_id)
    row = db.session.get_one(Instantanea, proceso.instantanea_id)
    pending = False
    for firma_id, one in sorted(hallazgos.items()):
        resultado = "revocada" if one.vigencia in ("revocado", "desconocido") else one.resultado
        db.session.add(FirmaRevision(firma_id=firma_id, resultado=resultado, vigencia=one.vigencia, en=ahora))
        pending = pending or one.vigencia == "no_comprobada"
        if resultado != "valida":
            datos = {"folio": row.folio, "firma": firma_id, "resultado": resultado}
            record("firma:hallazgo", actor=actor, ahora=ahora, objeto=("sesion", sesion_of(row).id), datos=datos)
    if pending and vuelta < len(VUELTAS) and _can_be_asked(ahora):
        leave(
            "firma.revisar",
            llave=f"firma.revisar:{consultas.stages(proceso_id)[-1].id}:{vuelta + 1}",
            payload={"proceso_id": proceso_id, "vuelta": vuelta + 1},
            ahora=ahora,
            objeto=("sesion", sesion_of(row).id),
            disponible_en=ahora + VUELTAS[vuelta],
        )


def _can_be_asked(ahora: datetime) -> bool:
    return any(one.ocsp for one in consultas.authorities(local_date(ahora)))
