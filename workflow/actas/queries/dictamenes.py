"""The snapshot of a dictamen: the story of the dossier, what was voted and by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from workflow.actas import contenidos, modificaciones
from workflow.actas.instantanea import Anexo, Firma, Lista, Votacion
from workflow.actas.instantanea_dictamen import Antecedentes, InstantaneaDictamen, Ronda, VotoParticular
from workflow.actas.models import VotoParticularEscrito
from workflow.actas.palabras import comision
from workflow.actas.queries import comunes
from workflow.actas.queries.listas import listas
from workflow.actas.redaccion.frases import considerandos, impacto, resolutivos
from workflow.db import db
from workflow.expedientes.models import Envio, Expediente, Observacion, Paso
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import Refused
from workflow.sesiones import models as m
from workflow.sesiones.queries import carga


def snapshot_of_dictamen(dictamen: m.Dictamen, *, municipio: str, base_url: str) -> InstantaneaDictamen:
    """Refused DICTAMEN_SIN_FOLIO: commissions that did not agree issue none."""
    if dictamen.folio is None or dictamen.sentido is None:
        raise Refused("DICTAMEN_SIN_FOLIO")
    sesion = db.session.get_one(m.Sesion, dictamen.sesion_id)
    row = db.session.get_one(Expediente, dictamen.expediente_id)
    integrantes = {one.clave: one for one in carga.members_of(sesion.id)}
    rolls = listas(sesion, integrantes)
    counts = _counts(dictamen)
    votaciones = tuple(comunes.votacion(one, sesion, integrantes) for one in counts)
    ref = comunes.expediente(row.id, sesion)
    envio = db.session.get_one(Envio, row.v_presentada_id)
    assert ref is not None
    return InstantaneaDictamen(
        emisor=comunes.emisor(municipio, sesion.periodo),
        organo=comunes.organo(sesion),
        folio=dictamen.folio,
        version=1,
        sentido=dictamen.sentido,
        ejercicio=row.ejercicio,
        expediente=ref,
        fundamento=(comunes.fundamento_de(sesion),),
        antecedentes=_antecedentes(row, envio, ref.dependencia),
        contenido=contenidos.summary(row.tipo, envio.contenido),
        considerandos=considerandos(row.tipo),
        resolutivos=resolutivos(dictamen.sentido, ref, row.ejercicio, dictamen.texto),
        sesion_ordinal=sesion.numero or 0,
        sesion_tipo=sesion.tipo,
        fecha=dictamen.emitido_en,
        lugar=municipio,
        listas=rolls,
        votaciones=votaciones,
        firmas=_firmas(rolls, votaciones),
        base_url=base_url,
        modificaciones=modificaciones.table(_lines(counts), votaciones) if _modified(dictamen) else (),
        impacto_presupuestal=impacto(contenidos.total_centavos(envio.contenido)) if row.tipo == "poa" else "",
        votos_particulares=votos_particulares(dictamen.id),
        anexos=(
            Anexo("Lista de asistencia por comisión"),
            Anexo(f"{ref.titulo}, expediente {ref.folio}", ref.version, ref.sha256 or None),
        ),
    )


def _counts(dictamen: m.Dictamen) -> list[m.Votacion]:
    """The counts of the act that decided it: of a block, those in general or those of its reserve."""
    decide = db.session.get_one(m.Votacion, dictamen.votacion_id)
    return [
        one
        for one in carga.counts_of([dictamen.punto_id])
        if (one.asunto, one.serie, one.expediente_id) == (decide.asunto, decide.serie, decide.expediente_id)
    ]


def votos_particulares(dictamen_id: int) -> tuple[VotoParticular, ...]:
    """The dissents filed to a dictamen, in the order they came."""
    rows = db.session.execute(
        select(VotoParticularEscrito.texto, m.SesionIntegrante)
        .join(m.SesionIntegrante, m.SesionIntegrante.id == VotoParticularEscrito.integrante_id)
        .where(VotoParticularEscrito.dictamen_id == dictamen_id)
        .order_by(VotoParticularEscrito.id)
    )
    return tuple(VotoParticular(comunes.persona(member), texto) for texto, member in rows)


def _modified(dictamen: m.Dictamen) -> bool:
    return dictamen.sentido == "favorable_con_modificaciones"


def _lines(counts: list[m.Votacion]) -> list[str]:
    """The modifications of the last count, as they were noted: every commission votes the same ones."""
    return [str(one) for one in counts[-1].cuerpo.get("modificaciones", ())] if counts else []


def _antecedentes(row: Expediente, last: Envio, dependencia: str) -> Antecedentes:
    first = db.session.scalars(
        select(Envio)
        .where(Envio.expediente_id == row.id, Envio.version == last.version)
        .order_by(Envio.numero)
        .limit(1)
    ).first()
    turnado = db.session.scalar(
        select(Paso.en)
        .where(Paso.expediente_id == row.id, Paso.version == row.version, Paso.etapa == "en_comisiones")
        .order_by(Paso.id.desc())
        .limit(1)
    )
    return Antecedentes(
        presentado=local_date(first.en) if first else None,
        presentado_por=dependencia,
        version_presentada=last.version,
        rondas=_rondas(row),
        validado=local_date(row.validado_en) if row.validado_en else None,
        turnado=local_date(turnado) if turnado else None,
    )


def _rondas(row: Expediente) -> tuple[Ronda, ...]:
    """Each round with its observations: how many were made, and how many of them are solved now."""
    rows = db.session.scalars(
        select(Observacion)
        .where(Observacion.expediente_id == row.id, Observacion.version == row.version)
        .where(Observacion.notificada_en.is_not(None))
        .order_by(Observacion.numero)
    )
    rondas: dict[int, list[Observacion]] = {}
    for one in rows:
        rondas.setdefault(one.ronda, []).append(one)
    return tuple(
        Ronda(
            numero,
            len(group),
            sum(one.estado in ("solventada", "solventada_parcial", "retirada") for one in group),
            _earliest(group),
            _answered(row, numero),
        )
        for numero, group in sorted(rondas.items())
    )


def _earliest(group: list[Observacion]) -> date | None:
    moments = [one.notificada_en for one in group if one.notificada_en is not None]
    return local_date(min(moments)) if moments else None


def _answered(row: Expediente, ronda: int) -> date | None:
    """The submission that followed the round."""
    moment = db.session.scalar(
        select(Envio.en)
        .where(Envio.expediente_id == row.id, Envio.version == row.version, Envio.ronda == ronda + 1)
        .order_by(Envio.numero)
        .limit(1)
    )
    return local_date(moment) if moment else None


def _firmas(rolls: tuple[Lista, ...], votaciones: tuple[Votacion, ...]) -> tuple[Firma, ...]:
    """A block for each commission; who voted against signs with «En contra», who abstained with «Abstención»."""
    firmas = []
    for roll in rolls:
        grupo = f"Por la {comision(roll.organo.nombre)}" if len(rolls) > 1 else ""
        last = [one for one in votaciones if one.comision is None or one.comision.clave == roll.organo.clave]
        for one in roll.asistencias:
            if one.estado == "presente":
                signer = replace(one.persona, cargo=one.puesto or one.persona.cargo)
                firmas.append(Firma(signer, grupo, _leyenda(one.persona.nombre, last[-1] if last else None)))
    return tuple(firmas)


def _leyenda(nombre: str, count: Votacion | None) -> str | None:
    if count is None:
        return None
    if nombre in count.nombres_en_contra:
        return "En contra"
    if nombre in count.nombres_abstencion:
        return "Abstención"
    return "Con excusa" if nombre in count.nombres_excusados else None
