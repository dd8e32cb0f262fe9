"""The story of a dossier before it was voted: presented, reviewed in rounds, validated and turned."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from workflow.actas.instantanea_dictamen import Antecedentes, Ronda
from workflow.db import db
from workflow.expedientes.models import Envio, Expediente, Observacion, Paso
from workflow.kernel.clock import local_date


def antecedentes(row: Expediente, last: Envio, dependencia: str) -> Antecedentes:
    first = db.session.scalars(
        select(Envio)
        .where(Envio.expediente_id == row.id, Envio.version == last.version)
        .order_by(Envio.numero)
        .limit(1)
    ).first()
    turnado = db.session.scalar(
        select(Paso.en)
        .where(Paso.expediente_id == row.id, Paso.version == row.version, Paso.etapa == "en_comisiones")
        .order_by(Paso.id.desc())
        .limit(1)
    )
    return Antecedentes(
        presentado=local_date(first.en) if first else None,
        presentado_por=dependencia,
        version_presentada=last.version,
        rondas=_rondas(row),
        validado=local_date(row.validado_en) if row.validado_en else None,
        turnado=local_date(turnado) if turnado else None,
    )


def _rondas(row: Expediente) -> tuple[Ronda, ...]:
    """Each round with its observations: how many were made, and how many of them are solved now."""
    rows = db.session.scalars(
        select(Observacion)
        .where(Observacion.expediente_id == row.id, Observacion.version == row.version)
        .where(Observacion.notificada_en.is_not(None))
        .order_by(Observacion.numero)
    )
    rondas: dict[int, list[Observacion]] = {}
    for one in rows:
        rondas.setdefault(one.ronda, []).append(one)
    return tuple(
        Ronda(
            numero,
            len(group),
            sum(one.estado in ("solventada", "solventada_parcial", "retirada") for one in group),
            _earliest(group),
            _answered(row, numero),
        )
        for numero, group in sorted(rondas.items())
    )


def _earliest(group: list[Observacion]) -> date | None:
    moments = [one.notificada_en for one in group if one.notificada_en is not None]
    return local_date(min(moments)) if moments else None


def _answered(row: Expediente, ronda: int) -> date | None:
    """The submission that followed the round."""
    moment = db.session.scalar(
        select(Envio.en)
        .where(Envio.expediente_id == row.id, Envio.version == row.version, Envio.ronda == ronda + 1)
        .order_by(Envio.numero)
        .limit(1)
    )
    return local_date(moment) if moment else None
