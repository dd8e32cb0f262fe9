"""How far a session has gone, as one small number that costs almost nothing to ask."""

from __future__ import annotations

from sqlalchemy import func, select

from workflow.db import db
from workflow.sesiones.models import Confirmacion, Sesion, VotacionElectronica, VotoEmitido


def signal(sesion_id: int) -> str | None:
    """«version.told»: another one whenever something that people see has changed; None if there is no session.

    The version grows with each act; votes by phone, and who says beforehand whether they will come, do not make it
    grow, so that they never get in the way of a form: they are counted apart.
    """
    votos = (
        select(func.count(VotoEmitido.id))
        .join(VotacionElectronica, VotacionElectronica.id == VotoEmitido.urna_id)
        .where(VotacionElectronica.sesion_id == sesion_id, VotacionElectronica.cerrada_en.is_(None))
        .scalar_subquery()
    )
    dichos = select(func.count(Confirmacion.id)).where(Confirmacion.sesion_id == sesion_id).scalar_subquery()
    fila = db.session.execute(select(Sesion.version, votos + dichos).where(Sesion.id == sesion_id)).one_or_none()
    return None if fila is None else f"{fila[0]}.{fila[1]}"
