"""One item with many dossiers: voted in general, with reserves voted one by one; each dossier has its own result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from workflow.db import db, use_case
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Invalid, NotFound, Refused
from workflow.sesiones.estados import ABIERTOS
from workflow.sesiones.models import Acuerdo, Punto, PuntoExpediente, Sesion, Votacion
from workflow.sesiones.queries import carga
from workflow.sesiones.service.comun import _end_item, _item, _member, _note, _take_numbers
from workflow.sesiones.service.resolucion import _ABIERTAS, _acuerdo, _move_dossier, _state_after


@use_case
def reservar(
    punto_id: int,
    *,
    expedientes_ids: Sequence[int],
    actor: Actor,
    ahora: datetime,
    persona: str | None = None,
    motivo: str = "",
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """Set dossiers of a block apart, to be discussed and voted in particular. Before the vote in general.

    `persona`: key of who asks for it.
    """
    sesion, punto = _item(punto_id, *ABIERTOS, actor=actor, ahora=ahora, version=version, llave=llave)
    _is_block(sesion, punto)
    asuntos = {a.expediente_id: a for a in carga.matters_of(punto.id)}
    if any(v.asunto == "punto" for v in carga.counts_of([punto.id])):
        raise Refused("RESERVA_EXTEMPORANEA", titulo=punto.titulo)
    if not expedientes_ids:
        raise Invalid("RESERVA_VACIA")
    if any(e not in asuntos or asuntos[e].estado != "pendiente" for e in expedientes_ids):
        raise Refused("EXPEDIENTE_FUERA_DE_BLOQUE")
    quien = _member(carga.pase_of(sesion), persona).nombre if persona else ""
    for expediente in expedientes_ids:
        fila = asuntos[expediente]
        fila.reservado, fila.reserva_de, fila.reserva_motivo = True, quien, motivo.strip()[:1000]
    _note("reservar", sesion, actor=actor, ahora=ahora, punto=punto.id, expedientes=list(expedientes_ids))


@use_case
def quitar_reserva(
    punto_id: int,
    *,
    expediente_id: int,
    actor: Actor,
    ahora: datetime,
    version: int | None = None,
    llave: str | None = None,
) -> None:
    """Who reserved it desists before the vote in general: the dossier is voted with the others."""
    sesion, punto = _item(punto_id, *ABIERTOS, actor=actor, ahora=ahora, version=version, llave=llave)
    if any(v.asunto == "punto" for v in carga.counts_of([punto.id])):
        raise Refused("RESERVA_EXTEMPORANEA", titulo=punto.titulo)
    fila = _reserved(punto, expediente_id)
    fila.reservado, fila.reserva_de, fila.reserva_motivo = False, "", ""
    _note("quitar_reserva", sesion, actor=actor, ahora=ahora, expediente_id=expediente_id, punto=punto.id)


def _is_block(sesion: Sesion, punto: Punto) -> None:
    if punto.tipo != "bloque":
        raise Refused("PUNTO_NO_ES_BLOQUE", titulo=punto.titulo)
    if not sesion.orden_aprobado:
        raise Refused("ORDEN_NO_APROBADO")


def _reserved(punto: Punto, expediente_id: int) -> PuntoExpediente:
    """The dossier of the block that is reserved and not decided."""
    fila = db.session.scalar(
        select(PuntoExpediente).where(
            PuntoExpediente.punto_id == punto.id, PuntoExpediente.expediente_id == expediente_id
        )
    )
    if fila is None:
        raise NotFound("EXPEDIENTE_FUERA_DE_BLOQUE")
    if not fila.reservado:
        raise Refused("NO_RESERVADO")
    if fila.estado != "pendiente":
        raise Refused("PUNTO_YA_DESAHOGADO", titulo=punto.titulo)
    return fila


def _voted_in_general(punto: Punto) -> bool:
    return any(v.asunto == "punto" and v.resultado not in _ABIERTAS for v in carga.counts_of([punto.id]))


def _settle_block(sesion: Sesion, punto: Punto, votacion: Votacion, actor: Actor, ahora: datetime) -> tuple[str, str]:
    """The result in general reaches each dossier that was not reserved; the reserved ones wait for their own vote."""
    if votacion.resultado in _ABIERTAS:
        return votacion.resultado, votacion.razon
    momento = votacion.decidida_en or votacion.hora
    if votacion.resultado == "diferido":
        _end_item(punto, "pendiente", votacion.razon, momento)
        return votacion.resultado, votacion.razon
    decididos = [a for a in carga.matters_of(punto.id) if a.estado == "pendiente" and not a.reservado]
    acuerdos = _acuerdos(sesion, punto, votacion, decididos, momento, actor, ahora)
    for asunto, acuerdo in zip(decididos, acuerdos, strict=True):
        _decide(sesion, asunto, votacion, acuerdo, momento, actor, ahora)
    _end_if_complete(punto, momento)
    return votacion.resultado, votacion.razon


def _settle_reserved(
    sesion: Sesion, punto: Punto, votacion: Votacion, actor: Actor, ahora: datetime
) -> tuple[str, str]:
    """A reserved dossier follows its own vote: the approval in general is never inherited."""
    if votacion.resultado in _ABIERTAS or votacion.resultado == "diferido" or votacion.expediente_id is None:
        return votacion.resultado, votacion.razon
    momento = votacion.decidida_en or votacion.hora
    asunto = _reserved(punto, votacion.expediente_id)
    acuerdo = None
    if votacion.resultado == "aprobado":
        acuerdo = _acuerdo(sesion, punto, votacion, momento, actor, ahora, expediente_id=votacion.expediente_id)
    _decide(sesion, asunto, votacion, acuerdo, momento, actor, ahora)
    _end_if_complete(punto, momento)
    return votacion.resultado, votacion.razon


def _acuerdos(
    sesion: Sesion,
    punto: Punto,
    votacion: Votacion,
    decididos: Sequence[PuntoExpediente],
    momento: datetime,
    actor: Actor,
    ahora: datetime,
) -> list[Acuerdo] | list[None]:
    """One acuerdo for each dossier, or one for the block, by the rule of the organ; none if it was rejected."""
    if votacion.resultado != "aprobado" or not decididos:
        return [None] * len(decididos)
    if sesion.reglas.get("acuerdo_en_bloque") == "uno_por_bloque":
        unico = _acuerdo(sesion, punto, votacion, momento, actor, ahora, expediente_id=None,
                         texto=votacion.texto or _block_text(decididos))  # fmt: skip
        return [unico] * len(decididos)
    anio = str(local_date(sesion.apertura or momento).year)
    numeros = _take_numbers(sesion.organo_id, "acuerdo", anio, len(decididos))
    return [
        _acuerdo(sesion, punto, votacion, momento, actor, ahora, expediente_id=a.expediente_id, consecutivo=n)
        for a, n in zip(decididos, numeros, strict=True)
    ]


def _block_text(decididos: Sequence[PuntoExpediente]) -> str:
    ids = [a.expediente_id for a in decididos]
    folios = db.session.scalars(select(Expediente.folio).where(Expediente.id.in_(ids)).order_by(Expediente.id))
    return f"Se aprueban los expedientes {', '.join(folios)}"


def _decide(
    sesion: Sesion,
    asunto: PuntoExpediente,
    votacion: Votacion,
    acuerdo: Acuerdo | None,
    momento: datetime,
    actor: Actor,
    ahora: datetime,
) -> None:
    asunto.estado, asunto.votacion_id, asunto.razon = _state_after(votacion), votacion.id, votacion.razon
    asunto.acuerdo_id = acuerdo.id if acuerdo else None
    folio = acuerdo.folio if acuerdo else None
    _move_dossier(sesion, asunto.expediente_id, votacion, folio, momento, actor, ahora)


def _end_if_complete(punto: Punto, momento: datetime) -> None:
    if all(a.estado != "pendiente" for a in carga.matters_of(punto.id)):
        _end_block(punto, momento)


def _end_block(punto: Punto, momento: datetime) -> None:
    """The item ends; a reserve without a decision stays for the next agenda."""
    asuntos = carga.matters_of(punto.id)
    aprobados = sum(a.acuerdo_id is not None for a in asuntos)
    rechazados = sum(a.estado == "rechazado" for a in asuntos)
    pendientes = sum(a.estado == "pendiente" for a in asuntos)
    texto = f"Expedientes del bloque: {aprobados} con acuerdo, {rechazados} sin aprobar"
    if pendientes:
        texto += f" y {pendientes} en reserva, que quedan para la siguiente sesión"
    _end_item(punto, "desahogado", f"{texto}.", momento)
