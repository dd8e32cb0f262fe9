"""The snapshot of the certificación of one acuerdo, and the ones that were issued."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from workflow.actas.clases import certificacion_folio
from workflow.actas.instantanea_dictamen import InstantaneaCertificacion
from workflow.actas.models import Acta, Instantanea
from workflow.actas.queries import comunes
from workflow.db import db
from workflow.sesiones import models as m
from workflow.sesiones.queries import carga


def snapshot_of_acuerdo(
    acuerdo: m.Acuerdo, acta: Acta | None, *, version: int, expedida: datetime, municipio: str, base_url: str
) -> InstantaneaCertificacion:
    """The acuerdo as certified at `expedida`; it says whether the acta is approved, pending, or not yet made."""
    sesion = db.session.get_one(m.Sesion, acuerdo.sesion_id)
    punto = db.session.get_one(m.Punto, acuerdo.punto_id)
    integrantes = {one.clave: one for one in carga.members_of(sesion.id)}
    count = db.session.get_one(m.Votacion, acuerdo.votacion_id)
    return InstantaneaCertificacion(
        emisor=comunes.emisor(municipio, sesion.periodo),
        organo=comunes.organo(sesion),
        folio=certificacion_folio(acuerdo.folio),
        version=version,
        certifica=comunes.secretario(sesion),
        fundamento=comunes.fundamento_de(sesion),
        sesion_ordinal=sesion.numero or 0,
        sesion_tipo=sesion.tipo,
        sesion_publicidad=sesion.publicidad,
        sesion_fecha=sesion.apertura or sesion.programada_para,
        acta_numero=acta.numero if acta else None,
        acta_folio=acta.folio if acta else None,
        acta_aprobada=acta is not None and acta.estado == "aprobada",
        punto=punto.num_desahogado or punto.num_convocado or 0,
        punto_titulo=punto.titulo,
        acuerdo_folio=acuerdo.folio,
        acuerdo_texto=acuerdo.texto,
        resolutivos=tuple(acuerdo.resolutivos),
        votacion=comunes.votacion(count, sesion, integrantes),
        expedida=expedida,
        base_url=base_url,
        efectos="los efectos legales y administrativos a que haya lugar",
        expediente=comunes.expediente(acuerdo.expediente_id, sesion, acuerdo.folio),
    )


def issued_from(votaciones: Iterable[int]) -> dict[int, list[str]]:
    """Folios of the certificaciones already issued, by the count their acuerdo came from."""
    filas = db.session.execute(
        select(m.Acuerdo.votacion_id, Instantanea.folio)
        .join(Instantanea, (Instantanea.objeto_id == m.Acuerdo.id) & (Instantanea.clase == "certificacion"))
        .where(m.Acuerdo.votacion_id.in_(list(votaciones)))
        .order_by(Instantanea.id)
    )
    folios: dict[int, list[str]] = {}
    for votacion, folio in filas:
        if folio not in folios.setdefault(votacion, []):
            folios[votacion].append(folio)
    return folios
