"""Deciding on the automatic findings: accepted as an observation, dismissed with a reason, offered again."""

from __future__ import annotations

from datetime import datetime

from workflow.audit.service import once
from workflow.db import db, use_case
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Expediente
from workflow.expedientes.queries import hechos
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, Refused, Stale
from workflow.revision.hallazgos.tipos import Hallazgo
from workflow.revision.models import HallazgoDecision
from workflow.revision.queries.hallazgos import Hallazgos, hallazgos
from workflow.revision.service.comun import in_review, sent_of, trace

MOTIVO_MAXIMO = 2000


@use_case
def aceptar_hallazgo(
    expediente_id: int,
    huella: str,
    *,
    actor: Actor,
    ahora: datetime,
    texto: str = "",
    tipo: str = "",
    llave: str | None = None,
) -> str:
    """Make an observation of a finding, with its words or with those that the person wrote. Returns its clave («O3»).

    Raises Stale when the finding is no longer there or was already decided, and what `observar` raises.
    """
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/revision")
    row, _ = in_review(expediente_id, actor, ahora)
    found = _pending(_found(row, ahora), huella)
    result = expedientes.observar(
        expediente_id,
        campo=found.campo,
        tipo=tipo or found.tipo,
        texto=texto.strip() or found.borrador,
        actor=actor,
        ahora=ahora,
    )
    clave = str(result.observacion)
    _decide(row, found, "aceptado", actor=actor, ahora=ahora, observacion=clave)
    return clave


@use_case
def aceptar_hallazgos(
    expediente_id: int, huellas: list[str], *, actor: Actor, ahora: datetime, llave: str | None = None
) -> list[str]:
    """Several findings as they are, in one transaction: all of them or none."""
    if not huellas:
        raise Invalid("NADA_ELEGIDO")
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/revision")
    return [aceptar_hallazgo(expediente_id, huella, actor=actor, ahora=ahora) for huella in huellas]


@use_case
def descartar_hallazgo(
    expediente_id: int, huella: str, *, motivo: str, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """Say why a finding is not an observation. It is not offered again while the content and its words are the same."""
    if not motivo.strip():
        raise Invalid("DESCARTE_SIN_MOTIVO")
    if len(motivo) > MOTIVO_MAXIMO:
        raise Invalid("TEXTO_LARGO", maximo=MOTIVO_MAXIMO)
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/revision")
    row, _ = in_review(expediente_id, actor, ahora)
    found = _pending(_found(row, ahora), huella)
    _decide(row, found, "descartado", actor=actor, ahora=ahora, motivo=motivo.strip())


@use_case
def reabrir_hallazgo(
    expediente_id: int, huella: str, *, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """Offer again what was dismissed. Its dismissal stays in the record."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/revision")
    row, _ = in_review(expediente_id, actor, ahora)
    decided = {one.hallazgo.huella: one for one in _found(row, ahora).decididos}
    one = decided.get(huella)
    if one is None or one.decision != "descartado":
        raise Refused("HALLAZGO_SIN_DECIDIR")
    _decide(row, one.hallazgo, "reabierto", actor=actor, ahora=ahora)


def _found(row: Expediente, ahora: datetime) -> Hallazgos:
    return hallazgos(row, hechos.contenido_of(sent_of(row)) or {}, local_date(ahora))


def _pending(found: Hallazgos, huella: str) -> Hallazgo:
    one = found.find(huella)
    if one is None:
        raise Stale("HALLAZGO_YA_NO_ESTA")
    if one not in found.pendientes:
        raise Stale("HALLAZGO_YA_DECIDIDO")
    return one


def _decide(
    row: Expediente,
    hallazgo: Hallazgo,
    decision: str,
    *,
    actor: Actor,
    ahora: datetime,
    motivo: str = "",
    observacion: str | None = None,
) -> None:
    db.session.add(
        HallazgoDecision(
            expediente_id=row.id,
            envio_id=sent_of(row),
            version=row.version,
            codigo=hallazgo.codigo,
            campo=hallazgo.campo,
            huella=hallazgo.huella,
            decision=decision,
            motivo=motivo,
            observacion=observacion,
            por_id=actor.usuario_id,
            por=actor.nombre,
            en=ahora,
        )
    )
    what = {"aceptado": "aceptar_hallazgo", "descartado": "descartar_hallazgo", "reabierto": "reabrir_hallazgo"}
    datos = {"codigo": hallazgo.codigo, "campo": hallazgo.campo, "obs": observacion}
    trace(what[decision], row=row, actor=actor, ahora=ahora, datos=datos)
