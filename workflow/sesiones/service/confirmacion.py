"""Who says beforehand that they will attend, or that they will not and why. The roll call is another thing."""

from __future__ import annotations

from datetime import datetime

from workflow.audit.service import once
from workflow.db import db, lock, use_case
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Refused
from workflow.sesiones.models import Confirmacion, Sesion
from workflow.sesiones.queries import convocatorias as q
from workflow.sesiones.service.comun import _note, _only_who_conducts
from workflow.sesiones.service.notificacion import _own_row


@use_case
def confirmar_asistencia(
    sesion_id: int,
    *,
    asiste: bool,
    actor: Actor,
    ahora: datetime,
    motivo: str = "",
    integrante: str | None = None,
    llave: str | None = None,
) -> None:
    """The member says it, or who conducts notes it for them (`integrante`: key on the roll). The last one counts.

    An absence says why. Refused CONFIRMACION_TARDE once the session was opened or cancelled.
    """
    sesion = lock(Sesion, sesion_id)
    once(llave, actor=actor, ahora=ahora, destino=f"/sesiones/{sesion_id}/convocatoria")
    if integrante is None:
        fila = _own_row(sesion_id, actor)
    else:
        _only_who_conducts(sesion.organo, actor)
        found = next((one for one in q.convened_of(sesion_id) if one.clave == integrante), None)
        if found is None:
            raise Invalid("INTEGRANTE_DESCONOCIDO", persona=integrante[:40])
        fila = found
    if sesion.estado != "convocada":
        raise Refused("CONFIRMACION_TARDE")
    if not asiste and not motivo.strip():
        raise Invalid("AUSENCIA_SIN_MOTIVO")
    db.session.add(
        Confirmacion(
            sesion_id=sesion_id,
            integrante_id=fila.id,
            asiste=asiste,
            motivo="" if asiste else motivo.strip()[:300],
            en=ahora,
            por_id=actor.usuario_id,
        )
    )
    _note("confirmar" if asiste else "anunciar_ausencia", sesion, actor=actor, ahora=ahora, integrante=fila.clave)
