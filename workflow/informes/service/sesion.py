"""The consolidated report goes to the COPLADEMUN: with the convocatoria of its session, with its version and hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.actas.models import Firmado
from workflow.audit.service import record
from workflow.db import db, use_case
from workflow.informes.clases import PUBLICAN, Trimestre
from workflow.informes.models import InformePublicacion
from workflow.informes.queries.sesiones import sesiones_por_venir
from workflow.informes.service.informes import _may, _version
from workflow.informes.textos import ROTULOS
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Refused
from workflow.sesiones.service.documentos import Documento, acompanar


@use_case
def llevar_a_sesion(
    trimestre: Trimestre,
    version: int,
    sesion_id: int,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """The published version, with the convocatoria of a session not yet opened. Returns the id of the new issue.

    Only who keeps the sessions of the organ may issue its convocatoria.
    """
    _may(actor, PUBLICAN)
    row, made = _version(trimestre, version, "consolidado")
    published = select(InformePublicacion.id).where(InformePublicacion.instantanea_id == made.id)
    if db.session.scalar(published) is None:
        raise Refused("INFORME_SIN_PUBLICAR")
    if sesion_id not in {one.id for one in sesiones_por_venir()}:
        raise Refused("INFORME_SESION_AJENA")
    archivo_id = db.session.scalar(
        select(Firmado.archivo_id).where(Firmado.instantanea_id == made.id).order_by(Firmado.id).limit(1)
    )
    assert archivo_id is not None  # it was published signed
    documento = Documento(ROTULOS["informe_clase"]["consolidado"], row.folio, version, made.sha256, archivo_id)
    emision = acompanar(sesion_id, documento, actor=actor, ahora=ahora, llave=llave)
    datos = {"folio": row.folio, "version": version, "sesion": sesion_id}
    record("informe:llevar", actor=actor, ahora=ahora, objeto=("informe", row.id), datos=datos)
    return emision
