"""Dossiers that wait for an organ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.sesiones.agenda import ETAPA_QUE_ESPERA, EnEspera
from workflow.sesiones.models import Punto, Sesion


def dossiers(ids: Sequence[int], dia: date) -> list[EnEspera]:
    """Those dossiers, in the order asked; the unknown ones are left out."""
    rows = {row.id: row for row in db.session.scalars(select(Expediente).where(Expediente.id.in_(list(ids))))}
    return [waiting(rows[i], dia) for i in ids if i in rows]


def waiting_for(organo_tipo: str, dia: date) -> list[EnEspera]:
    """What waits for that kind of organ and is not on the agenda of an open session, oldest first."""
    etapa = ETAPA_QUE_ESPERA.get(organo_tipo)
    if etapa is None:
        return []
    enlistados = (
        select(Punto.expediente_id)
        .join(Sesion, Sesion.id == Punto.sesion_id)
        .where(
            Punto.expediente_id.is_not(None),
            Punto.estado.in_(("pendiente", "en_desahogo")),
            Sesion.estado.in_(("convocada", "en_curso")),
        )
    )
    etapas = (etapa, "en_cabildo") if organo_tipo == "cabildo" else (etapa,)
    statement = (
        select(Expediente)
        .where(Expediente.etapa.in_(etapas), Expediente.id.not_in(enlistados))
        .order_by(Expediente.etapa_desde, Expediente.id)
    )
    return [waiting(row, dia) for row in db.session.scalars(statement)]


def waiting(row: Expediente, dia: date) -> EnEspera:
    return EnEspera(
        id=row.id,
        folio=row.folio,
        tipo=row.tipo,
        etapa=row.etapa,
        titulo=row.titulo,
        dependencia=row.dependencia.nombre_en(dia),
        sentido_dictamen=row.sentido_dictamen,
    )
