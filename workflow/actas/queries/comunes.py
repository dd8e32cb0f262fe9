"""Pieces of a session that every snapshot has: who issues, who sat, who voted what, which dossier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from workflow.actas import palabras
from workflow.actas.instantanea import (
    Candidatura,
    Comision,
    Emisor,
    ExpedienteRef,
    OrganoRef,
    Persona,
    Quorum,
    Votacion,
    VotoCalidad,
)
from workflow.actas.redaccion.frases import fundamento
from workflow.actas.redaccion.votos import CONJUNTO
from workflow.db import db
from workflow.expedientes.models import Envio, Expediente, Resolucion
from workflow.kernel.clock import local_date
from workflow.sesiones import models as m
from workflow.sesiones.configuracion import CON_SECTORES

DEPENDENCIA_EMISORA = "Secretaría de Gobierno Municipal"


def emisor(municipio: str, periodo: str, dependencia: str = DEPENDENCIA_EMISORA) -> Emisor:
    """`municipio` as the installation says it: «Fresnillo, Zacatecas»."""
    nombre, _, entidad = municipio.partition(",")
    return Emisor(
        ayuntamiento=f"H. Ayuntamiento de {municipio}",
        municipio=nombre.strip(),
        entidad=entidad.strip(),
        trienio=periodo,
        dependencia=dependencia,
    )


def organo(sesion: m.Sesion) -> OrganoRef:
    row = sesion.organo
    nombre = "Cabildo" if row.tipo == "cabildo" else sesion.organo_nombre
    return OrganoRef(row.clave, nombre, row.tipo, comisiones(sesion))


def comisiones(sesion: m.Sesion) -> tuple[Comision, ...]:
    return tuple(Comision(one["clave"], one["nombre"]) for one in sesion.convocatoria.get("comisiones", ()))


def persona(row: m.SesionIntegrante, cargo: str | None = None) -> Persona:
    return Persona(row.nombre, row.cargo if cargo is None else cargo, row.genero or "X", row.clave)


def secretario(sesion: m.Sesion) -> Persona:
    held: Mapping[str, Any] = sesion.secretario
    return Persona(
        str(held.get("nombre", "")), str(held.get("cargo", "")), str(held.get("genero") or "X"), "secretario"
    )


def preside(sesion: m.Sesion, integrantes: Mapping[str, m.SesionIntegrante]) -> Persona:
    """Who presides; in joint commissions, as presider of theirs. With nobody in the room, who keeps the session."""
    row = integrantes.get(sesion.preside or "")
    if row is None:
        return secretario(sesion)
    nombres = {one.clave: one.nombre for one in comisiones(sesion)}
    propia = next((one["clave"] for one in row.comisiones if one["cargo"] == "presidencia"), None)
    if propia in nombres:
        return persona(row, f"Presidente/a de la {nombres[propia]}")
    if sesion.organo.tipo in ("comision", *CON_SECTORES) and row.puesto == "presidencia":
        return persona(row, f"Presidente/a {palabras.del_organo(sesion.organo_nombre)}")
    return persona(row)


def quorum(plain: Mapping[str, Any] | None, clave: str) -> Quorum | None:
    """One group of a quórum as kept: {«» or commission: {requerido, presentes, hay}}."""
    one = (plain or {}).get(clave)
    return None if one is None else Quorum(int(one["requerido"]), int(one["presentes"]), bool(one["hay"]))


def votacion(row: m.Votacion, sesion: m.Sesion, integrantes: Mapping[str, m.SesionIntegrante]) -> Votacion:
    nombres = {one.clave: one for one in comisiones(sesion)}
    grupo = nombres.get(row.grupo) or (Comision(CONJUNTO, "en conjunto") if row.grupo else None)
    sentidos: dict[str, list[str]] = {"a_favor": [], "en_contra": [], "abstencion": []}
    for voto in sorted(row.votos, key=lambda voto: voto.integrante.orden):
        sentidos[voto.sentido].append(voto.integrante.nombre)
    distinto = row.preside != sesion.preside and row.preside in integrantes
    return Votacion(
        asunto=_asunto(row, sesion),
        tipo=row.tipo,
        hora=row.hora,
        comision=grupo,
        ronda=row.ronda,
        integrantes=row.integrantes,
        electorado=row.electorado,
        a_favor=row.a_favor,
        en_contra=row.en_contra,
        abstencion=row.abstencion,
        mayoria=row.mayoria,
        base_tipo=row.base_tipo,
        base_valor=row.base_valor,
        requeridos=row.requeridos,
        resultado=row.resultado,
        motivo=row.motivo,
        etiqueta=row.etiqueta,
        nulos=row.nulos,
        ausentes=row.ausentes - len(row.cuerpo.get("sin_voto", ())),
        nombres_a_favor=tuple(sentidos["a_favor"]),
        nombres_en_contra=tuple(sentidos["en_contra"]),
        nombres_abstencion=tuple(sentidos["abstencion"]),
        nombres_excusados=_named(row, "excusados", integrantes),
        voto_calidad=_calidad(row),
        quorum=Quorum(row.quorum_requerido, row.quorum_presentes, True),
        preside=persona(integrantes[row.preside]) if distinto else None,
        candidaturas=tuple(
            Candidatura(nombre, votos)
            for nombre, votos in sorted((row.por_candidatura or {}).items(), key=lambda one: (-one[1], one[0]))
        ),
        electo=row.electo or "",
        recibieron_cedula=_named(row, "electores", integrantes) if row.tipo == "cedula" else (),
        nombres_a_distancia=_named(row, "a_distancia", integrantes),
        nombres_sin_voto=_named(row, "sin_voto", integrantes),
    )


def _named(row: m.Votacion, parte: str, integrantes: Mapping[str, m.SesionIntegrante]) -> tuple[str, ...]:
    return tuple(integrantes[clave].nombre for clave in row.cuerpo.get(parte, ()) if clave in integrantes)


def fundamento_de(sesion: m.Sesion) -> str:
    return fundamento(sesion.fundamento, str(sesion.reglas.get("estado", "")))


_PROPUESTAS = {
    "favorable": "El dictamen en sentido favorable",
    "favorable_con_modificaciones": "El dictamen en sentido favorable, con modificaciones",
    "desfavorable": "El dictamen en sentido desfavorable",
    "devolver": "La devolución del expediente a la dependencia",
    "aprobado_con_modificaciones": "La aprobación con modificaciones",
    "devuelto": "La devolución del expediente a la dependencia",
}


_SOBRE_EL_ORDEN = {
    "retiro": "El retiro del punto del orden del día",
    "adicion": "La incorporación del punto al orden del día, por urgente y obvia resolución",
}


def _asunto(row: m.Votacion, sesion: m.Sesion) -> str:
    """What was put to the vote; "" when it is the approval of the item itself."""
    if row.asunto in _SOBRE_EL_ORDEN:
        return _SOBRE_EL_ORDEN[row.asunto]
    if row.asunto == "reserva":
        held = db.session.get_one(Expediente, row.expediente_id)
        return f"En lo particular el expediente {held.folio}, reservado"
    punto = db.session.get_one(m.Punto, row.punto_id)
    if punto.tipo in ("orden", "acta_anterior"):
        return {"orden": "El orden del día", "acta_anterior": "El acta de la sesión anterior"}[punto.tipo]
    if punto.tipo == "bloque":
        return "En lo general el conjunto de los expedientes que no se reservaron"
    return _PROPUESTAS.get(row.propuesta, "") if punto.expediente_id is not None else ""


def _calidad(row: m.Votacion) -> VotoCalidad | None:
    if row.calidad is None:
        return None
    return VotoCalidad(row.calidad.sentido, persona(row.calidad.integrante))


def expediente(expediente_id: int | None, sesion: m.Sesion, acuerdo_folio: str | None = None) -> ExpedienteRef | None:
    """The dossier with the text that was resolved: the approved one if this acuerdo changed it, else the presented."""
    row = db.session.get(Expediente, expediente_id) if expediente_id is not None else None
    if row is None:
        return None
    envio = db.session.get(Envio, _envio_id(row, acuerdo_folio))
    dia = local_date(sesion.apertura or sesion.programada_para)
    return ExpedienteRef(
        folio=row.folio,
        clase=row.tipo,
        titulo=row.titulo,
        dependencia=row.dependencia.nombre_en(dia),
        version=envio.version if envio else row.version,
        sha256=envio.sha256 if envio else "",
    )


def _envio_id(row: Expediente, acuerdo_folio: str | None) -> int | None:
    if acuerdo_folio is not None:
        resuelto = db.session.scalars(
            select(Resolucion)
            .where(Resolucion.expediente_id == row.id, Resolucion.acuerdo_folio == acuerdo_folio)
            .order_by(Resolucion.id.desc())
            .limit(1)
        ).first()
        if resuelto is not None:
            return resuelto.aprobada_id or resuelto.presentada_id
    return row.v_presentada_id
