"""Convene a session: kind, place, date, agenda, frozen roll and frozen rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from workflow.audit.service import once, settle
from workflow.db import db, lock, use_case
from workflow.expedientes import service as expedientes
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local, local_date
from workflow.kernel.folios import term_of
from workflow.kernel.refusals import Invalid, NotFound, Reason, Refused
from workflow.sesiones import agenda
from workflow.sesiones.agenda import TEXTO_MAXIMO, EnEspera, PuntoNuevo
from workflow.sesiones.convocatoria import place_problems, second_call_from
from workflow.sesiones.distancia import convening_problems
from workflow.sesiones.models import Organo, Punto, PuntoExpediente, Sesion, SesionIntegrante
from workflow.sesiones.queries import carga, espera
from workflow.sesiones.service.comun import _begin, _note, _only_who_conducts
from workflow.sesiones.service.notificacion import _issue, _tell_of_cancellation


@use_case
def convocar(
    organo: str,
    *,
    tipo: str,
    lugar: str,
    programada_para: datetime,
    actor: Actor,
    ahora: datetime,
    domicilio: str = "",
    modalidad: str = "presencial",
    publicidad: str = "publica",
    sede: str = "recinto_oficial",
    recinto_acuerdo: str | None = None,
    enlace: str = "",
    permanente: bool = False,
    expedientes_ids: Sequence[int] | None = None,
    otros: Sequence[PuntoNuevo] = (),
    secretario: Mapping[str, str] | None = None,
    segunda_de: int | None = None,
    actas_de: Sequence[int] = (),
    en_bloque: bool = False,
    llave: str | None = None,
) -> int:
    """Convene; returns the id of the session.

    `expedientes_ids` None: all that wait for this organ, and what other sessions left pending without a dossier.
    `en_bloque`: the POA go together in one item, voted in general with reserves. `secretario`:
    {nombre, cargo, genero} of who certifies (by default, the one of the organ, or who convenes). `segunda_de`: the
    session not verified; not before its waiting time is over. `actas_de`: the sessions whose actas this one approves.
    Raises Invalid or Refused with every reason; a short notice is noted in the convocatoria, not refused.
    """
    row = _organ_of(organo, actor)
    once(llave, actor=actor, ahora=ahora)
    dia = local_date(programada_para)
    problemas = agenda.problems(
        tipo=tipo,
        modalidad=modalidad,
        publicidad=publicidad,
        lugar=lugar,
        programada_para=programada_para,
        ahora=ahora,
    ) + place_problems(sede=sede, recinto_acuerdo=recinto_acuerdo or "", modalidad=modalidad, enlace=enlace)
    if problemas:
        raise Invalid(problemas)
    otros = _others(row, otros, actas_de, pendientes=expedientes_ids is None and tipo != "solemne")
    asuntos = _matters(row, tipo, expedientes_ids, otros, dia)
    sesion = _session(row, tipo, dia, segunda_de, ahora, programada_para)
    _may_be_held_so(sesion, modalidad)
    sesion.modalidad, sesion.publicidad = modalidad, publicidad
    sesion.lugar, sesion.domicilio, sesion.recinto_acuerdo = lugar.strip(), domicilio.strip(), recinto_acuerdo or None
    sesion.sede, sesion.enlace, sesion.permanente = sede, enlace.strip(), permanente
    sesion.secretario = dict(secretario or row.secretario or _who_convenes(actor))
    _freeze_roll(sesion, row, dia)
    _write_agenda(sesion, agenda.build(row.tipo, tipo, asuntos, otros, en_bloque, _sections(sesion)))
    _note("convocar", sesion, actor=actor, ahora=ahora, tipo=tipo, organo=organo, puntos=len(asuntos))
    if row.tipo == "cabildo":
        _list_dossiers(sesion, asuntos, actor, ahora)
    _issue(sesion, actor=actor, ahora=ahora)
    settle(llave, actor=actor, destino=f"/sesiones/{sesion.id}")
    return int(sesion.id)


def _organ_of(clave: str, actor: Actor) -> Organo:
    row = carga.organ_by_key(clave)
    if row is None:
        raise NotFound("ORGANO_DESCONOCIDO", organo=clave)
    _only_who_conducts(row, actor)
    return lock(Organo, row.id)


@use_case
def cancelar(sesion_id: int, *, motivo: str, actor: Actor, ahora: datetime, version: int | None = None) -> None:
    """Cancel a session that was not opened; each member is told, and what it had listed can be listed again."""
    sesion = _begin(sesion_id, "convocada", actor=actor, ahora=ahora, version=version)
    if not motivo.strip():
        raise Invalid("FALTA_MOTIVO")
    sesion.estado = "cancelada"
    sesion.motivo_cierre = "cancelada"
    sesion.cancelada_en, sesion.cancelacion = ahora, motivo.strip()[:TEXTO_MAXIMO]
    _tell_of_cancellation(sesion, ahora)
    _note("cancelar", sesion, actor=actor, ahora=ahora, motivo=motivo.strip()[:300])


def _may_be_held_so(sesion: Sesion, modalidad: str) -> None:
    problemas = convening_problems(modalidad, sesion.reglas)
    if problemas:
        raise Refused(problemas)


def _who_convenes(actor: Actor) -> dict[str, str]:
    return {"nombre": actor.nombre, "cargo": actor.cargo, "genero": "X"}


def _sections(sesion: Sesion) -> Sequence[str]:
    """The order of the matters in the rules of the organ."""
    return list(sesion.reglas.get("orden_secciones") or agenda.SECCIONES)


def _others(
    organo: Organo, otros: Sequence[PuntoNuevo], actas_de: Sequence[int], *, pendientes: bool
) -> list[PuntoNuevo]:
    """The actas to approve, what other sessions left pending, when it is asked, and the rest."""
    quedaron = espera.pending_items(organo.id) if pendientes else []
    sueltos = [punto for punto in quedaron if punto.acta_de is None or punto.acta_de not in actas_de]
    return [*_actas(organo, actas_de), *sueltos, *otros]


def _actas(organo: Organo, sesiones: Sequence[int]) -> list[PuntoNuevo]:
    """The items that approve those actas: of closed sessions of the organ, each one on a single agenda."""
    pendientes = {fila.id: fila for fila in espera.actas_to_approve(organo.id)}
    ajenas = [Reason("ACTA_NO_PENDIENTE", {"sesion": str(i)}) for i in sesiones if i not in pendientes]
    if ajenas:
        raise Refused(ajenas)
    quedo = {punto.acta_de: punto.viene_de for punto in espera.pending_items(organo.id) if punto.acta_de}
    return [replace(espera.acta_item(pendientes[i]), viene_de=quedo.get(i)) for i in dict.fromkeys(sesiones)]


def _matters(
    organo: Organo, tipo: str, ids: Sequence[int] | None, otros: Sequence[PuntoNuevo], dia: date
) -> list[EnEspera]:
    if ids is None:
        asuntos = [] if tipo == "solemne" else espera.waiting_for(organo, dia)
    else:
        asuntos = espera.dossiers(ids, dia)
        if len(asuntos) != len(ids):
            raise NotFound("NO_EXISTE")
    razones = agenda.matters_allowed(organo.tipo, organo.id, tipo, asuntos, otros)
    if razones:
        raise Refused(razones)
    return asuntos


def _session(
    organo: Organo, tipo: str, dia: date, segunda_de: int | None, ahora: datetime, programada_para: datetime
) -> Sesion:
    """The row with the rules in force on the day of the session, as they will be applied."""
    vigentes = carga.rules_in_force(organo.id, dia)
    if vigentes is None:
        raise Refused("ORGANO_SIN_REGLAS", organo=organo.nombre)
    reglas: dict[str, Any] = dict(vigentes.reglas)
    if segunda_de is not None:
        primera = lock(Sesion, segunda_de)
        if primera.estado != "no_verificada" or primera.organo_id != organo.id:
            raise Refused("SEGUNDA_SIN_PRIMERA")
        _after_waiting(primera, reglas, programada_para)
        reglas["quorum"] = reglas["segunda_convocatoria"]["quorum"] or reglas["quorum"]
    cuerpos = carga.components(organo)
    comisiones = [{"clave": c.clave, "nombre": c.nombre} for c in cuerpos] if organo.tipo == "comisiones_unidas" else []
    return Sesion(
        organo_id=organo.id,
        organo=organo,
        organo_nombre=organo.nombre,
        tipo=tipo,
        convocada_en=ahora,
        programada_para=programada_para,
        convocatoria={**agenda.notice(reglas, tipo, ahora, programada_para), "comisiones": comisiones},
        reglas={**reglas, "vigente_desde": vigentes.vigente_desde.isoformat(), "estado": vigentes.estado},
        fundamento=vigentes.fundamento,
        segunda_de_id=segunda_de,
        periodo=term_of(dia),
    )


def _after_waiting(primera: Sesion, reglas: Mapping[str, Any], programada_para: datetime) -> None:
    """Refused when the second call comes before the time that the organ gives; it says the earliest hour."""
    desde = second_call_from(primera.programada_para, reglas)
    if programada_para < desde:
        minutos = int(reglas["segunda_convocatoria"]["espera_minutos"])
        espera_ = f"{minutos // 60} horas" if minutos % 60 == 0 and minutos > 60 else f"{minutos} minutos"
        raise Refused("SEGUNDA_ANTES_DE_TIEMPO", espera=espera_, desde=f"{local(desde):%d/%m/%Y, %H:%M} h")


def _freeze_roll(sesion: Sesion, organo: Organo, dia: date) -> None:
    db.session.add(sesion)
    db.session.flush()
    filas = carga.roster(organo, dia)
    if not filas:
        raise Refused("ORGANO_SIN_INTEGRANTES", organo=organo.nombre)
    asientos = len({fila.asiento for fila in filas})
    if sesion.reglas.get("integrantes_impar") and asientos % 2 == 0:
        raise Refused("ORGANO_DEBE_SER_IMPAR", organo=organo.nombre, integrantes=asientos)
    for orden, fila in enumerate(filas, start=1):
        db.session.add(
            SesionIntegrante(
                sesion_id=sesion.id,
                clave=fila.clave,
                asiento=fila.asiento,
                curul_id=fila.curul_id,
                miembro_id=fila.miembro_id,
                sector=fila.sector,
                representa=fila.representa,
                persona_id=fila.persona_id,
                nombre=fila.nombre,
                genero=fila.genero,
                cargo=fila.cargo,
                puesto=fila.puesto,
                situacion=fila.situacion,
                orden=orden,
                comisiones=[{"clave": clave, "cargo": cargo} for clave, cargo in fila.comisiones],
            )
        )


def _write_agenda(sesion: Sesion, puntos: Sequence[PuntoNuevo]) -> None:
    for numero, punto in enumerate(puntos, start=1):
        _write_item(sesion, punto, numero, numero)


def _write_item(sesion: Sesion, punto: PuntoNuevo, orden: int, num_convocado: int | None, adicion: str = "") -> Punto:
    """The item with its dossiers. `num_convocado` None and `adicion` (why) when it was not convened."""
    fila = Punto(
        sesion_id=sesion.id,
        orden=orden,
        num_convocado=num_convocado,
        tipo=punto.tipo,
        titulo=punto.titulo,
        expediente_id=punto.expediente_id,
        mayoria=punto.mayoria,
        fundamento=punto.fundamento.strip(),
        presenta=punto.presenta,
        viene_de_id=punto.viene_de,
        acta_de_id=punto.acta_de,
        adicion=adicion,
    )
    db.session.add(fila)
    db.session.flush()
    db.session.add_all(
        PuntoExpediente(punto_id=fila.id, expediente_id=expediente, orden=lugar)
        for lugar, expediente in enumerate(punto.expedientes, start=1)
    )
    return fila


def _list_dossiers(sesion: Sesion, asuntos: Sequence[EnEspera], actor: Actor, ahora: datetime) -> None:
    """On the agenda of the Cabildo: `en_cabildo`, unless it was left pending there by an earlier session."""
    for asunto in asuntos:
        if asunto.etapa != "en_cabildo":
            expedientes.enlistar(
                asunto.id,
                sesion=sesion.tipo,
                seccion="asuntos_especificos",
                origen=("sesion", sesion.id),
                actor=actor,
                ahora=ahora,
            )
