"""Withdraw or put off an item: a simple drop before the agenda is approved; afterwards, only by a vote of the body."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from workflow.db import db, use_case
from workflow.expedientes import service as expedientes
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, Refused
from workflow.sesiones.conteo import Captura, Cedulas
from workflow.sesiones.estados import ABIERTOS, ESTRUCTURALES
from workflow.sesiones.models import Punto, PuntoExpediente, Sesion, Votacion
from workflow.sesiones.queries import carga
from workflow.sesiones.service.captura import Propuesta, Votos, _Acto, _count
from workflow.sesiones.service.comun import _end_item, _hour, _item, _may_go_on, _note


@use_case
def retirar_punto(
    punto_id: int,
    *,
    motivo: str,
    actor: Actor,
    ahora: datetime,
    expediente_id: int | None = None,
    votos: Captura | Cedulas | Votos | None = None,
    tipo: str = "economica",
    preside: str | None = None,
    hora: datetime | None = None,
    version: int | None = None,
    llave: str | None = None,
) -> bool:
    """Take an item off the agenda of a session in course. Returns whether it was withdrawn.

    `expediente_id`: only that dossier of a block. A rejected withdrawal keeps its vote and changes nothing else.
    Withdrawing decides nothing on the dossier: it waits for another session.
    """
    sesion, punto = _item(punto_id, *ABIERTOS, actor=actor, ahora=ahora, version=version, llave=llave)
    _check(punto, motivo)
    de_bloque = _of_block(punto, expediente_id)
    momento = _hour(sesion, hora, ahora)
    votacion = _decision(sesion, punto, "retirar", votos, tipo, preside, momento, actor, ahora)
    if votacion == "rechazado":
        _note("retiro_rechazado", sesion, actor=actor, ahora=ahora, punto=punto.id)
        return False
    ids = [a.expediente_id for a in de_bloque] + ([punto.expediente_id] if punto.expediente_id else [])
    for expediente in ids if sesion.organo.tipo == "cabildo" else []:
        expedientes.retirar_del_orden(
            expediente,
            orden_aprobado=sesion.orden_aprobado,
            votacion=votacion,
            origen=("sesion", sesion.id),
            actor=actor,
            ahora=ahora,
        )
    for asunto in de_bloque:
        asunto.estado, asunto.reservado, asunto.razon = "retirado", False, motivo.strip()
    db.session.flush()
    if all(a.estado == "retirado" for a in carga.matters_of(punto.id)):
        punto.nota = motivo.strip()
        _end_item(punto, "retirado", "", momento)
    _note("retirar", sesion, actor=actor, ahora=ahora, expediente_id=expediente_id or punto.expediente_id,
          punto=punto.id)  # fmt: skip
    return True


@use_case
def diferir_punto(
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
    """Put an item off to the next session, whose agenda begins with it. Returns whether it was.

    Once the agenda is approved it takes a vote, as a withdrawal; the dossier stays where it is.
    """
    sesion, punto = _item(punto_id, *ABIERTOS, actor=actor, ahora=ahora, version=version, llave=llave)
    _check(punto, motivo)
    momento = _hour(sesion, hora, ahora)
    if _decision(sesion, punto, "diferir", votos, tipo, preside, momento, actor, ahora) == "rechazado":
        _note("diferir_rechazado", sesion, actor=actor, ahora=ahora, punto=punto.id)
        return False
    punto.nota = f"Se difiere para la siguiente sesión: {motivo.strip()}"
    _end_item(punto, "pendiente", "", momento)
    _note("diferir", sesion, actor=actor, ahora=ahora, expediente_id=punto.expediente_id, punto=punto.id)
    return True


def _of_block(punto: Punto, expediente_id: int | None) -> list[PuntoExpediente]:
    """The dossiers to withdraw: one, all of the block, or none when the item is not a block."""
    asuntos = [a for a in carga.matters_of(punto.id) if a.estado == "pendiente"]
    if expediente_id is None:
        return asuntos
    uno = [a for a in asuntos if a.expediente_id == expediente_id]
    if not uno:
        raise Refused("EXPEDIENTE_FUERA_DE_BLOQUE")
    return uno


def _decision(
    sesion: Sesion,
    punto: Punto,
    sentido: str,
    votos: Captura | Cedulas | Votos | None,
    tipo: str,
    preside: str | None,
    momento: datetime,
    actor: Actor,
    ahora: datetime,
) -> str | None:
    """None before the agenda is approved; afterwards, what the body votes."""
    if not sesion.orden_aprobado:
        return None
    if votos is None:
        raise Refused("RETIRO_REQUIERE_VOTACION")
    return _vote_on_agenda(sesion, punto, "retiro", sentido, votos, tipo, preside, momento, actor, ahora)


def _check(punto: Punto, motivo: str) -> None:
    if punto.tipo in ESTRUCTURALES:
        raise Refused("PUNTO_ESTRUCTURAL", titulo=punto.titulo)
    if any(v.asunto in ("punto", "reserva") for v in carga.counts_of([punto.id])):
        raise Refused("PUNTO_YA_VOTADO", titulo=punto.titulo)
    if not motivo.strip():
        raise Invalid("FALTA_MOTIVO")


def _vote_on_agenda(
    sesion: Sesion,
    punto: Punto,
    asunto: str,
    sentido: str,
    votos: Captura | Cedulas | Votos,
    tipo: str,
    preside: str | None,
    momento: datetime,
    actor: Actor,
    ahora: datetime,
) -> str:
    """«aprobado» if every body that votes approves it; the counts are kept with the item."""
    pase = carga.pase_of(sesion)
    _may_go_on(sesion, pase, momento)
    serie = db.session.scalar(
        select(func.max(Votacion.serie)).where(Votacion.punto_id == punto.id, Votacion.asunto == asunto)
    )
    acto = _Acto(
        sesion=sesion,
        punto=punto,
        pase=pase,
        propuesta=Propuesta(sentido),
        tipo=tipo,
        preside=preside or sesion.preside or "",
        momento=momento,
        serie=(serie or 0) + 1,
        previas=[],
        actor=actor,
        ahora=ahora,
        asunto=asunto,
    )
    contadas = _count(acto, votos)
    return "aprobado" if all(v.resultado == "aprobado" for v in contadas) else "rechazado"
