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
from workflow.sesiones.models import Acuerdo, Punto, PuntoExpediente, Sesion
from workflow.sesiones.queries import carga
from workflow.sesiones.service.comun import _end_item, _item, _member, _note, _take_numbers
from workflow.sesiones.service.conclusion import _Fin
from workflow.sesiones.service.dictamenes import _dictaminate
from workflow.sesiones.service.resolucion import _acuerdo, _move_dossier


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


def _settle_block(sesion: Sesion, punto: Punto, fin: _Fin, actor: Actor, ahora: datetime) -> tuple[str, str]:
    """The result in general reaches each dossier that was not reserved; the reserved ones wait for their own vote."""
    if fin.resultado == "diferido":
        _end_item(punto, "pendiente", fin.razon, fin.momento)
    elif not fin.abierto:
        decididos = [a for a in carga.matters_of(punto.id) if a.estado == "pendiente" and not a.reservado]
        _decide(sesion, punto, decididos, fin, actor, ahora)
        _end_if_complete(punto, fin.momento)
    return fin.resultado, fin.razon


def _settle_reserved(sesion: Sesion, punto: Punto, fin: _Fin, actor: Actor, ahora: datetime) -> tuple[str, str]:
    """A reserved dossier follows its own vote: the approval in general is never inherited."""
    expediente = fin.primera.expediente_id
    if not fin.abierto and fin.resultado != "diferido" and expediente is not None:
        _decide(sesion, punto, [_reserved(punto, expediente)], fin, actor, ahora)
        _end_if_complete(punto, fin.momento)
    return fin.resultado, fin.razon


def _decide(
    sesion: Sesion, punto: Punto, decididos: Sequence[PuntoExpediente], fin: _Fin, actor: Actor, ahora: datetime
) -> None:
    """Each dossier gets the outcome, its dictamen or acuerdo, and its stage."""
    if fin.unidas:
        dictamenes = _dictaminate(sesion, punto, fin, [a.expediente_id for a in decididos], actor, ahora)
        for asunto, dictamen in zip(decididos, dictamenes, strict=True):
            _write(asunto, fin, dictamen_id=dictamen.id if dictamen.folio else None)
        return
    acuerdos = _acuerdos(sesion, punto, fin, decididos, actor, ahora)
    for asunto, acuerdo in zip(decididos, acuerdos, strict=True):
        _write(asunto, fin, acuerdo_id=acuerdo.id if acuerdo else None)
        folio = acuerdo.folio if acuerdo else None
        _move_dossier(sesion, asunto.expediente_id, fin.primera, folio, fin.momento, actor, ahora)


def _write(
    asunto: PuntoExpediente, fin: _Fin, *, acuerdo_id: int | None = None, dictamen_id: int | None = None
) -> None:
    asunto.estado, asunto.votacion_id, asunto.razon = fin.estado, fin.primera.id, fin.razon
    asunto.acuerdo_id, asunto.dictamen_id = acuerdo_id, dictamen_id


def _acuerdos(
    sesion: Sesion, punto: Punto, fin: _Fin, decididos: Sequence[PuntoExpediente], actor: Actor, ahora: datetime
) -> list[Acuerdo] | list[None]:
    """One acuerdo for each dossier, or one for the block, by the rule of the organ; none if it was rejected."""
    if not fin.aprobado or not decididos:
        return [None] * len(decididos)
    votacion, momento = fin.primera, fin.momento
    if sesion.reglas.get("acuerdo_en_bloque") == "uno_por_bloque" and votacion.asunto == "punto":
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


def _end_if_complete(punto: Punto, momento: datetime) -> None:
    if all(a.estado != "pendiente" for a in carga.matters_of(punto.id)):
        _end_block(punto, momento)


def _end_block(punto: Punto, momento: datetime) -> None:
    """The item ends; a reserve without a decision stays for the next agenda."""
    asuntos = carga.matters_of(punto.id)
    acuerdos = sum(a.acuerdo_id is not None for a in asuntos)
    dictamenes = sum(a.dictamen_id is not None for a in asuntos)
    rechazados = sum(a.estado == "rechazado" for a in asuntos)
    turnados = sum(a.estado == "turnado" for a in asuntos)
    pendientes = sum(a.estado == "pendiente" for a in asuntos)
    logrados = f"{dictamenes} con dictamen" if dictamenes else f"{acuerdos} con acuerdo"
    texto = f"Expedientes del bloque: {logrados}, {rechazados} sin aprobar"
    if turnados:
        texto += f", {turnados} turnados al pleno por empate"
    if pendientes:
        texto += f" y {pendientes} en reserva, que quedan para la siguiente sesión"
    _end_item(punto, "desahogado", f"{texto}.", momento)
