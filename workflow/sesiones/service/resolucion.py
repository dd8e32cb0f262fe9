"""What a counted vote does: the agenda, the dictamen or acuerdo with its folio, and the dossier."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.folios import format_folio
from workflow.outbox.service import leave
from workflow.sesiones.models import Acuerdo, Punto, Sesion, Votacion
from workflow.sesiones.service.comun import _end_item, _next_number, _note
from workflow.sesiones.service.conclusion import _Fin
from workflow.sesiones.service.dictamenes import _dictaminate


def _settle_item(sesion: Sesion, punto: Punto, fin: _Fin, *, actor: Actor, ahora: datetime) -> tuple[str, str]:
    """Result and reason of an item of one matter. It stays open while a round or a casting vote is pending."""
    if fin.abierto:
        return fin.resultado, fin.razon
    if punto.tipo == "orden":
        return _settle_agenda(sesion, punto, fin)
    if punto.tipo == "acta_anterior" and fin.aprobado:
        _approve_acta(sesion, punto, fin.primera, ahora)
    if fin.unidas:
        if punto.expediente_id is not None:
            _dictaminate(sesion, punto, fin, [punto.expediente_id], actor, ahora)
    else:
        folio = None
        if fin.aprobado and punto.tipo == "votable":
            folio = _acuerdo(
                sesion, punto, fin.primera, fin.momento, actor, ahora, expediente_id=punto.expediente_id
            ).folio
        if punto.expediente_id is not None and sesion.organo.tipo == "cabildo":
            _move_dossier(sesion, punto.expediente_id, fin.primera, folio, fin.momento, actor, ahora)
    _end_item(punto, "desahogado" if fin.estado == "turnado" else fin.estado, fin.razon, fin.momento)
    return fin.resultado, fin.razon


def _approve_acta(sesion: Sesion, punto: Punto, votacion: Votacion, ahora: datetime) -> None:
    """Leave the approval of the acta it names, or that of the last session of the organ closed before this one."""
    anterior = punto.acta_de_id or db.session.scalar(
        select(Sesion.id)
        .where(Sesion.organo_id == sesion.organo_id, Sesion.estado == "clausurada", Sesion.clausura <= sesion.apertura)
        .order_by(Sesion.clausura.desc(), Sesion.id.desc())
        .limit(1)
    )
    if anterior is not None:
        leave(
            "acta.aprobar",
            llave=f"acta.aprobar:{votacion.id}",
            payload={"sesion_id": anterior, "votacion_id": votacion.id, "por_sesion_id": sesion.id},
            ahora=ahora,
            objeto=("sesion", anterior),
        )


def _move_dossier(
    sesion: Sesion,
    expediente_id: int,
    votacion: Votacion,
    folio: str | None,
    momento: datetime,
    actor: Actor,
    ahora: datetime,
) -> None:
    """Its stage follows the computed result, never what somebody says."""
    con_cambios = votacion.resultado == "aprobado" and votacion.propuesta == "aprobado_con_modificaciones"
    expedientes.apply_resolution(
        expediente_id,
        votacion=votacion.resultado,
        resolucion=votacion.propuesta,
        acuerdo_folio=folio,
        fecha=local_date(sesion.apertura or momento),
        modificaciones=votacion.cuerpo.get("modificaciones", ()),
        contenido=votacion.contenido if con_cambios else None,
        origen=("votacion", votacion.id),
        actor=actor,
        ahora=ahora,
    )


def _settle_agenda(sesion: Sesion, punto: Punto, fin: _Fin) -> tuple[str, str]:
    """Only an approved agenda lets the session go on; a rejected one stays on the floor to be voted anew."""
    if fin.aprobado:
        sesion.orden_aprobado = True
        _end_item(punto, "aprobado", fin.razon, fin.momento)
    resultado = fin.resultado
    if fin.unidas:
        resultado = "aprobado" if fin.aprobado else "rechazado"
    return resultado, fin.razon


def _acuerdo(
    sesion: Sesion,
    punto: Punto,
    votacion: Votacion,
    momento: datetime,
    actor: Actor,
    ahora: datetime,
    *,
    expediente_id: int | None,
    texto: str = "",
    consecutivo: int | None = None,
) -> Acuerdo:
    """The acuerdo with the next folio of the organ in the year of the session (or the number already taken)."""
    anio = local_date(sesion.apertura or momento).year
    if consecutivo is None:
        consecutivo = _next_number(sesion.organo_id, "acuerdo", str(anio))
    folio = format_folio(sesion.organo.prefijo_acuerdo, consec=consecutivo, anio=anio, sesion=sesion.numero)
    acuerdo = Acuerdo(
        organo_id=sesion.organo_id,
        anio=anio,
        consecutivo=consecutivo,
        folio=folio,
        sesion_id=sesion.id,
        punto_id=punto.id,
        votacion_id=votacion.id,
        expediente_id=expediente_id,
        texto=texto or votacion.texto or _default_text(punto, votacion, expediente_id),
        resolutivos=votacion.resolutivos,
        etiqueta=votacion.etiqueta,
        tomado_en=momento,
    )
    db.session.add(acuerdo)
    db.session.flush()
    _note("acuerdo", sesion, actor=actor, ahora=ahora, expediente_id=expediente_id, folio=folio)
    return acuerdo


def _default_text(punto: Punto, votacion: Votacion, expediente_id: int | None) -> str:
    if votacion.electo is not None:
        return f"Resulta electa la candidatura de {votacion.electo}: {punto.titulo}"
    verbo = {
        "aprobado": "Se aprueba",
        "aprobado_con_modificaciones": "Se aprueba con modificaciones",
        "devuelto": "Se devuelve a la dependencia",
    }[votacion.propuesta]
    if expediente_id is None:
        return f"{verbo}: {punto.titulo}"
    expediente = db.session.get_one(Expediente, expediente_id)
    if expediente.sentido_dictamen == "desfavorable":
        verbo = "Se aprueba el dictamen desfavorable y, en consecuencia, se rechaza"
    return f"{verbo} el expediente {expediente.folio}, {expediente.titulo}, en su versión {expediente.version}"
