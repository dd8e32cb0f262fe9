"""What the daily review mends: a dossier that waits without a clock, and days of closed clocks not told yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, exists, or_, select

from workflow.db import db, use_case
from workflow.expedientes.models import Expediente, Plazo
from workflow.expedientes.queries import hechos
from workflow.expedientes.relojes import lado_de
from workflow.expedientes.route import ETAPAS
from workflow.expedientes.service import relojes
from workflow.kernel.actor import Actor

ESPERAN = tuple(etapa for etapa in ETAPAS if lado_de(etapa))


@use_case
def abrir_faltantes(*, actor: Actor, ahora: datetime, limite: int = 500) -> int:
    """Start the clock of dossiers that wait for somebody and have none (the stage had no term then).

    Returns how many; call it again until it returns 0.
    """
    has_one = exists().where(Plazo.expediente_id == Expediente.id, Plazo.cerrado_en.is_(None))
    rows = db.session.scalars(
        select(Expediente)
        .where(Expediente.etapa.in_(ESPERAN), ~has_one)
        .order_by(Expediente.id)
        .limit(limite)
        .with_for_update()
    ).all()
    return sum(relojes.abrir(row, ahora=ahora) is not None for row in rows)


@use_case
def contar_pendientes(*, actor: Actor, ahora: datetime, limite: int = 500) -> int:
    """Tell the days of closed clocks that have none, or whose calendar changed, and complete those of before.

    Returns how many; call it again until it returns 0.
    """
    untold = and_(Plazo.cerrado_en.is_not(None), Plazo.habiles.is_(None))
    of_before = and_(Plazo.cerrado_en.is_(None), Plazo.lado.is_(None), Plazo.etapa.in_(ESPERAN))
    rows = db.session.execute(
        select(Plazo, Expediente)
        .join(Expediente, Expediente.id == Plazo.expediente_id)
        .where(or_(untold, of_before))
        .order_by(Plazo.id)
        .limit(limite)
        .with_for_update(of=Plazo)
    ).all()
    for plazo, row in rows:
        relojes.completar(plazo, row)
    relojes.contar_dias([plazo for plazo, _ in rows], hechos.calendario())
    return len(rows)
