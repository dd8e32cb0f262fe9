"""Withdraw an item: a simple drop before the agenda is approved; afterwards, only by a vote of the body."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from workflow.db import db, use_case
from workflow.expedientes import service as expedientes
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Refused
from workflow.sesiones.conteo import Captura, Cedulas
from workflow.sesiones.estados import ABIERTOS, ESTRUCTURALES
from workflow.sesiones.models import Punto, Sesion, Votacion
from workflow.sesiones.queries import carga
from workflow.sesiones.service.captura import Propuesta, Votos, _Acto, _count
from workflow.sesiones.service.comun import _end_item, _hour, _item, _note


@use_case
def retirar_punto(
    punto_id: int,
    *,
    motivo: str,
    actor: Actor,
    ahora: datetime,
    votos: Captura | Cedulas | Votos | None = None,
    tipo: str = "economica",
    preside: str | None = None,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> bool:
    """Take an item off the agenda of a session in course. Returns whether it was withdrawn.

    A rejected withdrawal keeps its vote and changes nothing else. Withdrawing decides nothing on the dossier: it
    waits for another session.
    """
    sesion, punto = _item(punto_id, *ABIERTOS, actor=actor, ahora=ahora, version=version, llave=llave)
    _check(punto, motivo)
    momento = _hour(sesion, hora, ahora)
    votacion: str | None = None
    if sesion.orden_aprobado:
        if votos is None:
            raise Refused("RETIRO_REQUIERE_VOTACION")
        contadas = _vote(sesion, punto, votos, tipo, preside or sesion.preside or "", momento, actor, ahora)
        votacion = "aprobado" if all(v.resultado == "aprobado" for v in contadas) else "rechazado"
        if votacion == "rechazado":
            _note("retiro_rechazado", sesion, actor=actor, ahora=ahora, punto=punto.id)
            return False
    if punto.expediente_id is not None and sesion.organo.tipo == "cabildo":
        expedientes.retirar_del_orden(
            punto.expediente_id,
            orden_aprobado=sesion.orden_aprobado,
            votacion=votacion,
            origen=("sesion", sesion.id),
            actor=actor,
            ahora=ahora,
        )
    punto.nota = motivo.strip()
    _end_item(punto, "retirado", "", momento)
    _note("retirar", sesion, actor=actor, ahora=ahora, expediente_id=punto.expediente_id, punto=punto.id)
    return True


def _check(punto: Punto, motivo: str) -> None:
    if punto.tipo in ESTRUCTURALES:
        raise Refused("PUNTO_ESTRUCTURAL", titulo=punto.titulo)
    if any(v.asunto == "punto" for v in carga.counts_of([punto.id])):
        raise Refused("PUNTO_YA_VOTADO", titulo=punto.titulo)
    if not motivo.strip():
        raise Invalid("FALTA_MOTIVO")


def _vote(
    sesion: Sesion,
    punto: Punto,
    votos: Captura | Cedulas | Votos,
    tipo: str,
    preside: str,
    momento: datetime,
    actor: Actor,
    ahora: datetime,
) -> list[Votacion]:
    serie = db.session.scalar(
        select(func.max(Votacion.serie)).where(Votacion.punto_id == punto.id, Votacion.asunto == "retiro")
    )
    acto = _Acto(
        sesion=sesion,
        punto=punto,
        pase=carga.pase_of(sesion),
        propuesta=Propuesta("retirar"),
        tipo=tipo,
        preside=preside,
        momento=momento,
        serie=(serie or 0) + 1,
        previas=[],
        actor=actor,
        ahora=ahora,
        asunto="retiro",
    )
    return _count(acto, votos)
