"""Stopping a clock, setting it going again, asking for more time and answering: each one a fact, never a rewriting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workflow.audit.service import once, record
from workflow.db import lock, use_case
from workflow.expedientes.models import Expediente, Plazo, PlazoHecho
from workflow.expedientes.queries import relojes as consulta
from workflow.expedientes.queries.plazos import estado_de, pendiente_de
from workflow.expedientes.reglas_plazo import exigir
from workflow.expedientes.service import relojes
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Reason, Refused
from workflow.outbox.service import leave

MAXIMO = {"motivo": 500, "fundamento": 300}


@use_case
def suspender(
    expediente_id: int, *, motivo: str, fundamento: str, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """Stop the clock, saying why and by which norm. The days of the pause are not counted."""
    plazo = _decided(expediente_id, "suspender", actor=actor, ahora=ahora, llave=llave)
    told = _told(motivo=motivo, fundamento=fundamento)
    hecho = relojes.anotar(plazo, "suspension", antes=plazo.vence, actor=actor, ahora=ahora, **told)
    plazo.pausado_en = ahora
    _noted(plazo, hecho, actor=actor, ahora=ahora)


@use_case
def reanudar(expediente_id: int, *, motivo: str, actor: Actor, ahora: datetime, llave: str | None = None) -> None:
    """Set the clock going again: it goes on the next business day with the days that were left."""
    plazo = _decided(expediente_id, "reanudar", actor=actor, ahora=ahora, llave=llave)
    _moved(plazo, "reanudacion", actor=actor, ahora=ahora, **_told(motivo=motivo))


@use_case
def pedir_prorroga(
    expediente_id: int, *, dias: int, motivo: str, actor: Actor, ahora: datetime, llave: str | None = None
) -> None:
    """Ask for `dias` business days more, before the term ends. Another side answers."""
    plazo = _decided(expediente_id, "pedir_prorroga", actor=actor, ahora=ahora, llave=llave, dias=dias)
    told = _told(motivo=motivo)
    hecho = relojes.anotar(plazo, "prorroga_pedida", dias=dias, actor=actor, ahora=ahora, **told)
    _noted(plazo, hecho, actor=actor, ahora=ahora)


@use_case
def resolver_prorroga(
    expediente_id: int,
    *,
    conceder: bool,
    motivo: str,
    actor: Actor,
    ahora: datetime,
    dias: int | None = None,
    llave: str | None = None,
) -> None:
    """Answer the extension that waits. `dias`: granted, those asked for if none is told.

    One asked for in time may be answered after the term: what is granted lengthens the same term.
    """
    accion = "conceder_prorroga" if conceder else "negar_prorroga"
    plazo = _decided(expediente_id, accion, actor=actor, ahora=ahora, llave=llave, dias=dias if conceder else None)
    pedida = pendiente_de(consulta.hechos_de([plazo])[plazo.id])
    if pedida is None:
        raise Refused("PRORROGA_SIN_SOLICITUD")
    told = {**_told(motivo=motivo), "de_id": pedida.id}
    if conceder:
        _moved(plazo, "prorroga_concedida", dias=dias or pedida.dias, actor=actor, ahora=ahora, **told)
        return
    hecho = relojes.anotar(plazo, "prorroga_negada", actor=actor, ahora=ahora, **told)
    _noted(plazo, hecho, actor=actor, ahora=ahora)


def _decided(
    expediente_id: int, accion: str, *, actor: Actor, ahora: datetime, llave: str | None, dias: int | None = None
) -> Plazo:
    """The clock, locked with its dossier, of somebody who may do that to it. Raises with every reason."""
    once(llave, actor=actor, ahora=ahora, destino=f"/expedientes/{expediente_id}/plazos")
    row = lock(Expediente, expediente_id)
    plazo = consulta.abierto(row.id)
    if plazo is None:
        raise Refused("PLAZO_SIN_RELOJ")
    exigir(accion, actor, estado_de(row, plazo, ahora), dias)
    return plazo


def _told(**texts: str) -> dict[str, str]:
    """What was typed, whole. Raises Invalid for what is missing or does not fit."""
    told = {name: " ".join(text.split()) for name, text in texts.items()}
    missing = [Reason(f"PLAZO_{name.upper()}_FALTA") for name, text in told.items() if not text]
    longer = [
        Reason("TEXTO_LARGO", {"maximo": MAXIMO[name]}) for name, text in told.items() if len(text) > MAXIMO[name]
    ]
    if missing or longer:
        raise Invalid((*missing, *longer))
    return told


def _moved(plazo: Plazo, clase: str, *, actor: Actor, ahora: datetime, dias: int | None = None, **told: Any) -> None:
    """A fact that moves the due instant."""
    despues = relojes.vence_con(plazo, clase, ahora, dias)
    hecho = relojes.anotar(
        plazo, clase, dias=dias, antes=plazo.vence, despues=despues, actor=actor, ahora=ahora, **told
    )
    if clase == "reanudacion":
        plazo.pausado_en = None
    if despues is not None:
        plazo.vence = despues
    _noted(plazo, hecho, actor=actor, ahora=ahora)


def _noted(plazo: Plazo, hecho: PlazoHecho, *, actor: Actor, ahora: datetime) -> None:
    """In the record, and left to be told. In a chain of its own: it is no act of the route."""
    record(
        f"plazo:{hecho.clase}",
        actor=actor,
        ahora=ahora,
        objeto=("plazo", plazo.id),
        expediente_id=plazo.expediente_id,
        datos={"etapa": plazo.etapa, "dias": hecho.dias, "antes": hecho.antes, "despues": hecho.despues},
    )
    leave(
        "aviso.plazo",
        llave=f"aviso.plazo:{hecho.id}",
        payload={"hecho_id": hecho.id},
        ahora=ahora,
        objeto=("expediente", plazo.expediente_id),
    )
