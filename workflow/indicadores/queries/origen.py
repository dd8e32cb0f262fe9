"""Where a meta comes from: the acuerdo that approved its version and the acta of that session; and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.actas.models import Acta
from workflow.db import db
from workflow.indicadores.queries.programas import Poa, poas
from workflow.sesiones.models import Acuerdo, Sesion


@dataclass(frozen=True)
class Origen:
    """An acuerdo. `acta_folio`: None while the acta of its session is not made."""

    acuerdo_id: int
    folio: str
    tomado_en: datetime
    sesion_id: int
    organo: str
    acta_folio: str | None


def origenes(folios: Iterable[str | None]) -> dict[str, Origen]:
    """Each acuerdo by its folio. One query; one that was taken outside of the system is not there."""
    wanted = {folio for folio in folios if folio}
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Acuerdo.id, Acuerdo.folio, Acuerdo.tomado_en, Sesion.id, Sesion.organo_nombre, Acta.folio)
        .join(Sesion, Sesion.id == Acuerdo.sesion_id)
        .outerjoin(Acta, Acta.sesion_id == Sesion.id)
        .where(Acuerdo.folio.in_(wanted))
    )
    return {row[1]: Origen(*row) for row in rows}


def aprobados_por(folio: str) -> list[tuple[Poa, int]]:
    """The POA that an acuerdo approved, each with the number of the version that it put in force."""
    return [
        (one, vigencia.numero)
        for one in poas(acuerdo=folio)
        for acuerdo, vigencia in zip(one.acuerdos, one.vigencias, strict=True)
        if acuerdo == folio
    ]
