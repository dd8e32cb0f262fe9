"""What a counted vote does: the agenda, the dictamen or acuerdo with its folio, and the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.folios import format_folio
from workflow.outbox.service import leave
from workflow.sesiones import comisiones_unidas
from workflow.sesiones.models import Acuerdo, Dictamen, Punto, Sesion, Votacion
from workflow.sesiones.service.comun import _end_item, _next_number, _note

_ABIERTAS = ("empate_a_repetir", "pendiente_voto_calidad", "segunda_ronda", "segunda_vuelta")
_ESTADO_POR_DICTAMEN = {
    "favorable": "aprobado",
    "favorable_con_modificaciones": "aprobado_con_modificaciones",
    "desfavorable": "aprobado",
    "devuelto": "devuelto",
}


def _settle_item(
    sesion: Sesion, punto: Punto, votaciones: Sequence[Votacion], *, actor: Actor, ahora: datetime
) -> tuple[str, str]:
    """Result and reason of an item of one matter. It stays open while a round or a casting vote is pending."""
    if sesion.organo.tipo == "comisiones_unidas":
        return _settle_joint(sesion, punto, votaciones, actor, ahora)
    votacion = votaciones[0]
    if votacion.resultado in _ABIERTAS:
        return votacion.resultado, votacion.razon
    momento = votacion.decidida_en or votacion.hora
    if punto.tipo == "orden":
        return _settle_agenda(sesion, punto, votacion.resultado, votacion.razon, momento)
    if punto.tipo == "acta_anterior" and votacion.resultado == "aprobado":
        _approve_acta(sesion, punto, votacion, ahora)
    folio = None
    if votacion.resultado in ("aprobado", "electo") and punto.tipo == "votable":
        folio = _acuerdo(sesion, punto, votacion, momento, actor, ahora, expediente_id=punto.expediente_id).folio
    if punto.expediente_id is not None and sesion.organo.tipo == "cabildo":
        _move_dossier(sesion, punto.expediente_id, votacion, folio, momento, actor, ahora)
    estado = _state_after(votacion)
    _end_item(punto, estado, votacion.razon, momento)
    return votacion.resultado, votacion.razon


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


def _state_after(votacion: Votacion) -> str:
    """What the item, or the dossier of a block, becomes: the proposal, `rechazado`, or `pendiente` if deferred."""
    aprobado = "aprobado" if votacion.resultado == "electo" else votacion.propuesta
    return {"aprobado": aprobado, "electo": aprobado, "rechazado": "rechazado"}.get(votacion.resultado, "pendiente")


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


def _settle_agenda(sesion: Sesion, punto: Punto, resultado: str, razon: str, momento: datetime) -> tuple[str, str]:
    """Only an approved agenda lets the session go on; a rejected one stays on the floor to be voted anew."""
    if resultado == "aprobado":
        sesion.orden_aprobado = True
        _end_item(punto, "aprobado", razon, momento)
    return resultado, razon


def _settle_joint(
    sesion: Sesion, punto: Punto, votaciones: Sequence[Votacion], actor: Actor, ahora: datetime
) -> tuple[str, str]:
    orden = {c["clave"]: n for n, c in enumerate(sesion.convocatoria["comisiones"])}
    filas = sorted(votaciones, key=lambda v: orden.get(v.grupo, 99))
    rondas = max(v.ronda for v in filas)
    fin = comisiones_unidas.conclude({v.grupo: v.resultado for v in filas}, _as_proposal(filas[0]), rondas)
    nombres = {c["clave"]: c["nombre"] for c in sesion.convocatoria["comisiones"]}
    razon = " ".join(f"{nombres.get(v.grupo, 'Conjunto')}: {v.razon}" for v in filas)
    if fin.resultado in _ABIERTAS:
        return fin.resultado, razon
    momento = max(v.decidida_en or v.hora for v in filas)
    if punto.tipo == "orden":
        resultado = "aprobado" if fin.resultado == "dictamen_aprobado" else "rechazado"
        return _settle_agenda(sesion, punto, resultado, razon, momento)
    if punto.tipo == "acta_anterior" and fin.resultado == "dictamen_aprobado":
        _approve_acta(sesion, punto, filas[0], ahora)
    if punto.expediente_id is not None:
        _dictamen(sesion, punto, fin, razon, filas[0].texto, momento, actor, ahora)
    estado = {
        "dictamen_aprobado": _ESTADO_POR_DICTAMEN.get(fin.dictamen or "", "aprobado"),
        "dictamen_no_aprobado": "rechazado",
    }.get(fin.resultado, "desahogado")
    _end_item(punto, estado, razon, momento)
    return fin.resultado, razon


def _as_proposal(votacion: Votacion) -> str:
    return votacion.propuesta if votacion.propuesta in comisiones_unidas.PROPUESTAS else "favorable"


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


def _dictamen(
    sesion: Sesion,
    punto: Punto,
    fin: comisiones_unidas.Conclusion,
    razon: str,
    texto: str,
    momento: datetime,
    actor: Actor,
    ahora: datetime,
) -> None:
    """Folio and sense only when approved; a persistent tie sends the dossier to the pleno without a dictamen."""
    assert punto.expediente_id is not None
    anio = local_date(sesion.apertura or momento).year
    consecutivo, folio = None, None
    if fin.resultado == "dictamen_aprobado":
        consecutivo = _next_number(sesion.organo_id, "dictamen", str(anio))
        folio = format_folio(sesion.organo.prefijo_acuerdo, consec=consecutivo, anio=anio, sesion=sesion.numero)
    db.session.add(
        Dictamen(
            organo_id=sesion.organo_id,
            anio=anio,
            consecutivo=consecutivo,
            folio=folio,
            sesion_id=sesion.id,
            punto_id=punto.id,
            expediente_id=punto.expediente_id,
            resultado=fin.resultado,
            sentido=fin.dictamen,
            razon=razon,
            texto=texto,
            emitido_en=momento,
        )
    )
    db.session.flush()
    _note(
        "dictamen",
        sesion,
        actor=actor,
        ahora=ahora,
        expediente_id=punto.expediente_id,
        folio=folio,
        resultado=fin.resultado,
        sentido=fin.dictamen,
    )
    if fin.resultado in ("dictamen_aprobado", "turnado_al_pleno"):
        expedientes.apply_dictamen(
            punto.expediente_id,
            resultado=fin.resultado,
            sentido=fin.dictamen,
            origen=("sesion", sesion.id),
            actor=actor,
            ahora=ahora,
        )
