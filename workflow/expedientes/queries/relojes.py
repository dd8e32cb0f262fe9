"""Clocks with their facts, and the dated choices about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, or_, select

from workflow.db import db
from workflow.expedientes.models import Plazo, PlazoHecho
from workflow.expedientes.politica_plazos import Politica
from workflow.expedientes.queries import hechos
from workflow.expedientes.relojes import Reloj, reloj_de


def abierto(expediente_id: int) -> Plazo | None:
    """The clock that runs, or waits in pause; None where nobody is waited for."""
    return db.session.scalar(select(Plazo).where(Plazo.expediente_id == expediente_id, Plazo.cerrado_en.is_(None)))


def abierto_con_hechos(expediente_id: int) -> tuple[Plazo | None, list[PlazoHecho]]:
    """The clock that runs with its facts, in one read, or in two if it goes on with another."""
    rows = db.session.execute(
        select(Plazo, PlazoHecho)
        .outerjoin(PlazoHecho, PlazoHecho.plazo_id == Plazo.id)
        .where(Plazo.expediente_id == expediente_id, Plazo.cerrado_en.is_(None))
        .order_by(PlazoHecho.id)
    ).all()
    if not rows:
        return None, []
    plazo: Plazo = rows[0][0]
    if plazo.origen_id is not None:
        return plazo, hechos_de([plazo])[plazo.id]
    return plazo, [hecho for _, hecho in rows if hecho is not None]


def politica(dia: date) -> Politica:
    """The choices in force that day about reminders and extensions, in one read."""
    return Politica.of(hechos.reglas(dia))


def hechos_de(plazos: Iterable[Plazo]) -> dict[int, list[PlazoHecho]]:
    """Clock -> its facts in order, and those of the clock it goes on with, in one read."""
    raices = {plazo.id: plazo.origen_id or plazo.id for plazo in plazos}
    if not raices:
        return {}
    roots = set(raices.values())
    root = func.coalesce(Plazo.origen_id, Plazo.id)
    found: dict[int, list[PlazoHecho]] = {raiz: [] for raiz in roots}
    for hecho, raiz in db.session.execute(
        select(PlazoHecho, root)
        .join(Plazo, Plazo.id == PlazoHecho.plazo_id)
        .where(or_(Plazo.id.in_(roots), Plazo.origen_id.in_(roots)))
        .order_by(PlazoHecho.id)
    ):
        found[raiz].append(hecho)
    return {plazo_id: found[raiz] for plazo_id, raiz in raices.items()}


def reloj(plazo: Plazo, facts: Sequence[PlazoHecho]) -> Reloj:
    return reloj_de(plazo.desde, plazo.dias, ((hecho.clase, hecho.en, hecho.dias) for hecho in facts))
