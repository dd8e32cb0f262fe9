"""Submissions of a dossier and what differs between two of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes import kinds
from workflow.expedientes.models import Envio, Expediente, Observacion
from workflow.expedientes.observaciones import covers
from workflow.expedientes.queries import hechos
from workflow.expedientes.queries.vistas import Diferencia, EnvioVista
from workflow.expedientes.rules import evaluate
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotFound

MOSTRADOS = 200


def expediente(expediente_id: int) -> Expediente:
    row = db.session.get(Expediente, expediente_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    return row


def envios_of(row: Expediente) -> tuple[EnvioVista, ...]:
    """Every submission, the newest first, without its content."""
    columns = (
        Envio.id, Envio.numero, Envio.version, Envio.ronda, Envio.clase, Envio.sha256, Envio.autor,
        Envio.autor_cargo, Envio.en, Envio.base_id, Envio.cambios, Envio.sin_observar,
    )  # fmt: skip
    statement = select(*columns).where(Envio.expediente_id == row.id).order_by(Envio.numero.desc())
    return tuple(
        EnvioVista(
            one.id, one.numero, one.version, one.ronda, one.clase, one.sha256, one.autor, one.autor_cargo, one.en,
            one.base_id, len(one.cambios), len(one.sin_observar),
        )
        for one in db.session.execute(statement)
    )  # fmt: skip


def last_differences(row: Expediente) -> tuple[tuple[Diferencia, ...], int]:
    last = db.session.get(Envio, row.v_presentada_id) if row.v_presentada_id else None
    if last is None or last.base_id is None:
        return (), 0
    base = hechos.contenido_of(last.base_id) or {}
    return _compared(kinds.of(row.tipo), base, last.contenido, last.cambios, last.sin_observar), len(last.cambios)


def _compared(
    kind: kinds.Kind,
    old: dict[str, Any],
    new: dict[str, Any],
    campos: list[str],
    unseen: list[str],
    observados: list[str] | None = None,
) -> tuple[Diferencia, ...]:
    def seen(campo: str) -> bool | None:
        return any(covers(one, campo) for one in observados) and campo not in unseen if observados else None

    first = sorted(campos[: MOSTRADOS * 10], key=lambda campo: campo not in unseen)[:MOSTRADOS]
    return tuple(
        Diferencia(
            campo, kind.label(campo), kind.value(old, campo), kind.value(new, campo), campo in unseen, seen(campo)
        )
        for campo in first
    )


def diferencias(expediente_id: int, antes_id: int, despues_id: int, actor: Actor, hoy: date) -> tuple[Diferencia, ...]:
    """Between any two submissions of a dossier. NotFound if one is not of this dossier."""
    row = expediente(expediente_id)
    evaluate("consultar", actor, hechos.facts_of(row, hoy, changes=False)).enforce()
    found = {
        envio.id: envio
        for envio in db.session.scalars(
            select(Envio).where(Envio.expediente_id == row.id, Envio.id.in_((antes_id, despues_id)))
        )
    }
    if len(found) != len({antes_id, despues_id}):
        raise NotFound("NO_EXISTE")
    kind, old, new = kinds.of(row.tipo), found[antes_id], found[despues_id]
    changed = kind.changed_fields(old.contenido, new.contenido)
    observados = db.session.scalars(
        select(Observacion.campo).where(
            Observacion.expediente_id == row.id,
            Observacion.version == new.version,
            Observacion.ronda < new.ronda,
            Observacion.notificada_en.is_not(None),
        )
    )
    return _compared(kind, old.contenido, new.contenido, changed, new.sin_observar, list(observados))


def envio_contenido(expediente_id: int, envio_id: int, actor: Actor, hoy: date) -> dict[str, Any]:
    """The frozen content of one submission, for who may consult the dossier."""
    row = expediente(expediente_id)
    evaluate("consultar", actor, hechos.facts_of(row, hoy, changes=False)).enforce()
    found = db.session.scalar(select(Envio.contenido).where(Envio.id == envio_id, Envio.expediente_id == row.id))
    if found is None:
        raise NotFound("NO_EXISTE")
    return found
