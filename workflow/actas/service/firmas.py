"""Signatures on paper: who signed, who refused, and the scan of what was signed. None of it holds up anything else.

While a document is signed with certificates, only who does not sign is noted here, and the turn passes to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import select

from workflow.actas.clases import ESTADOS_FIRMA, file_name
from workflow.actas.models import Firmado, FirmaNota, FirmaProceso, Instantanea
from workflow.actas.queries import firmas_electronicas as electronicas
from workflow.actas.queries.firmas import latest_notes, sesion_of, signers
from workflow.actas.service.comun import _only_who_conducts
from workflow.actas.service.firmas_proceso import _tell_turns
from workflow.archivos.queries import get
from workflow.archivos.service import keep
from workflow.archivos.tipos import PDF
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Reason, Refused


@use_case
def anotar_firmas(
    instantanea_id: int,
    notas: Mapping[str, tuple[str, str]],
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Note who signed a version: place of the signer → (state, note). Refusal and absence say why. Returns how many.

    A refusal does not make the document void: it is noted, and the document goes on.
    """
    row = lock(Instantanea, instantanea_id)
    sesion = sesion_of(row)
    _only_who_conducts(sesion, actor)
    once(llave, actor=actor, ahora=ahora)
    claves = {str(n): one for n, one in enumerate(signers(instantanea_id))}
    before = latest_notes(instantanea_id)
    proceso = electronicas.open_process(instantanea_id)
    reasons: list[Reason] = []
    fresh: list[FirmaNota] = []
    for clave, (estado, nota) in notas.items():
        if clave not in claves or estado not in ESTADOS_FIRMA:
            reasons.append(Reason("FIRMA_DESCONOCIDA"))
        elif proceso is not None and not _may_be_noted(proceso, clave, estado):
            reasons.append(Reason("FIRMA_ES_ELECTRONICA"))
        elif estado != "firmo" and not nota.strip():
            reasons.append(Reason("FIRMA_SIN_NOTA", {"persona": claves[clave].persona.nombre}))
        elif clave not in before or (before[clave].estado, before[clave].nota) != (estado, nota.strip()):
            fresh.append(
                FirmaNota(
                    instantanea_id=instantanea_id,
                    clave=clave,
                    estado=estado,
                    nota=nota.strip(),
                    en=ahora,
                    por_id=actor.usuario_id,
                )
            )
    if reasons:
        raise Invalid(reasons)
    if fresh:
        db.session.add_all(fresh)
        record(
            "firma:anotar",
            actor=actor,
            ahora=ahora,
            objeto=("sesion", sesion.id),
            datos={"folio": row.folio, "version": row.version, "firmas": len(fresh)},
        )
        if proceso is not None and electronicas.stages(proceso.id):
            db.session.flush()
            _tell_turns(proceso, ahora)
    return len(fresh)


def _may_be_noted(proceso: FirmaProceso, clave: str, estado: str) -> bool:
    """Who signed with a certificate did; nobody else can be said to have signed."""
    here = next(one for one in electronicas.places(proceso) if one.clave == clave)
    return estado != "firmo" and not here.firmado


@use_case
def guardar_firmado(
    instantanea_id: int, archivo: bytes | BinaryIO, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> int:
    """Keep the scan of the signed paper. Invalid when it is not a PDF; FIRMADO_REPETIDO when it is there already."""
    row = lock(Instantanea, instantanea_id)
    sesion = sesion_of(row)
    _only_who_conducts(sesion, actor)
    once(llave, actor=actor, ahora=ahora)
    archivo_id = keep(
        archivo,
        nombre=file_name(f"{row.clase}-firmado", row.folio, row.version, "pdf"),
        actor=actor,
        ahora=ahora,
        clase="firmado",
        tipos=frozenset({PDF}),
    )
    sha256 = get(archivo_id).sha256
    same = select(Firmado.id).where(Firmado.instantanea_id == instantanea_id, Firmado.sha256 == sha256)
    if db.session.scalar(same) is not None:
        raise Refused("FIRMADO_REPETIDO")
    scan = Firmado(
        instantanea_id=instantanea_id, archivo_id=archivo_id, sha256=sha256, en=ahora, por_id=actor.usuario_id
    )
    db.session.add(scan)
    db.session.flush()
    record(
        "firma:digitalizar",
        actor=actor,
        ahora=ahora,
        objeto=("sesion", sesion.id),
        datos={"folio": row.folio, "version": row.version, "sha256": sha256},
    )
    return scan.id
