"""What is agreed outside the convocatoria: proposed in general matters, voted apart, and told as such."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, literal, select, update

from workflow.db import db, use_case
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Reason, Refused
from workflow.sesiones.agenda import TEXTO_MAXIMO
from workflow.sesiones.models import Punto
from workflow.sesiones.service.comun import _item, _note


@use_case
def proponer_en_generales(
    punto_id: int,
    *,
    titulo: str,
    presenta: str = "",
    actor: Actor,
    ahora: datetime,
    version: int | None = None,
    llave: str | None = None,
) -> int:
    """An item to be voted that was not convened, proposed while general matters are on the floor. Returns its id.

    The acuerdo it gives may be annulled for lack of notice, and its acta says so. A POA or a padrón is never approved
    here. Refused with every reason.
    """
    sesion, generales = _item(punto_id, "en_desahogo", actor=actor, ahora=ahora, version=version, llave=llave)
    razones = []
    if generales.tipo != "asuntos_generales":
        razones.append(Reason("NO_SON_ASUNTOS_GENERALES", {"titulo": generales.titulo}))
    titulo = " ".join(titulo.split())
    if not titulo or len(titulo) > TEXTO_MAXIMO:
        raise Invalid("FALTA_TEXTO")
    nombrado = db.session.scalar(
        select(Expediente.folio).where(literal(titulo).contains(Expediente.folio)).order_by(Expediente.id).limit(1)
    )
    if nombrado is not None:
        razones.append(Reason("ASUNTOS_GENERALES_SIN_POA"))
    if razones:
        raise Refused(razones)
    ultimo = db.session.scalar(
        select(func.max(Punto.orden)).where(Punto.sesion_id == sesion.id, Punto.tipo != "clausura")
    )
    lugar = int(ultimo or 0) + 1
    db.session.execute(
        update(Punto).where(Punto.sesion_id == sesion.id, Punto.orden >= lugar).values(orden=Punto.orden + 1)
    )
    fila = Punto(
        sesion_id=sesion.id, orden=lugar, tipo="votable", titulo=titulo, presenta=presenta.strip()[:200], general=True
    )
    db.session.add(fila)
    db.session.flush()
    _note("proponer_en_generales", sesion, actor=actor, ahora=ahora, punto=fila.id)
    return int(fila.id)
