"""Who may sign a place of a document, and when: asked before preparing a signature and again before taking it."""

from __future__ import annotations

from workflow.actas.firma.orden import why_not
from workflow.actas.models import (
    FirmaLugar,
    FirmaProceso,
    Instantanea,
)
from workflow.actas.queries import firmas_electronicas as consultas
from workflow.actas.queries.firmas import sesion_of
from workflow.db import db
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotAllowed, NotFound, Refused, Stale
from workflow.people.models import Persona


def _process(instantanea_id: int) -> FirmaProceso:
    found = consultas.open_process(instantanea_id)
    if found is None:
        raise Refused("FIRMA_SIN_INICIAR")
    row = db.session.get_one(Instantanea, instantanea_id)
    if consultas.is_worth(row) in ("sustituido", "cancelado"):
        raise Refused("FIRMA_DOCUMENTO_SIN_VIGENCIA", folio=row.folio)
    if not consultas.stages(found.id):
        raise Refused("FIRMA_CONGELANDO")
    return found


def _only_signer(proceso: FirmaProceso, clave: str, actor: Actor) -> None:
    """The person of that place, or who conducts, with the person at hand: who signs is who has the key."""
    row = db.session.get(FirmaLugar, (proceso.id, clave))
    if row is None:
        raise NotFound("NO_EXISTE")
    persona = db.session.get(Persona, row.persona_id) if row.persona_id else None
    snapshot = db.session.get_one(Instantanea, proceso.instantanea_id)
    mine = persona is not None and persona.usuario_id == actor.usuario_id
    if not mine and not actor.has(sesion_of(snapshot).organo.conduce):
        raise NotAllowed("FIRMA_NO_ES_SUYA")


def _in_turn(proceso: FirmaProceso, clave: str) -> None:
    if reasons := why_not(consultas.places(proceso), proceso.orden, clave):
        raise Refused(reasons)


def _same_stage(proceso: FirmaProceso, base: int) -> None:
    """Somebody signed meanwhile: the revision would take their signature out. Stale."""
    if consultas.stages(proceso.id)[-1].numero != base:
        raise Stale("FIRMA_OTRA_ANTES")
