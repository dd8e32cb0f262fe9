"""The snapshot of a dictamen: the story of the dossier, or of every one of its block, what was voted and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select

from workflow.actas import contenidos
from workflow.actas.instantanea import Anexo, ExpedienteRef, Firma, Lista, Votacion
from workflow.actas.instantanea_dictamen import InstantaneaDictamen, VotoParticular
from workflow.actas.models import VotoParticularEscrito
from workflow.actas.palabras import comision
from workflow.actas.queries import bloques, comunes
from workflow.actas.queries.antecedentes import antecedentes
from workflow.actas.queries.listas import listas
from workflow.actas.redaccion import frases
from workflow.db import db
from workflow.expedientes.models import Envio, Expediente
from workflow.kernel.refusals import Refused
from workflow.sesiones import models as m
from workflow.sesiones.queries import carga


def snapshot_of_dictamen(dictamen: m.Dictamen, *, municipio: str, base_url: str) -> InstantaneaDictamen:
    """Refused DICTAMEN_SIN_FOLIO: commissions that did not agree issue none.

    Of a block with one dictamen for all, every dossier of the block is told; else, the dossier of the dictamen.
    """
    if dictamen.folio is None or dictamen.sentido is None:
        raise Refused("DICTAMEN_SIN_FOLIO")
    sesion = db.session.get_one(m.Sesion, dictamen.sesion_id)
    row = db.session.get_one(Expediente, dictamen.expediente_id)
    integrantes = {one.clave: one for one in carga.members_of(sesion.id)}
    rolls = listas(sesion, integrantes)
    counts = counts_of(dictamen)
    votaciones = tuple(comunes.votacion(one, sesion, integrantes) for one in counts)
    ref = comunes.expediente(row.id, sesion)
    envio = db.session.get_one(Envio, row.v_presentada_id)
    assert ref is not None
    de_uno = InstantaneaDictamen(
        emisor=comunes.emisor(municipio, sesion.periodo),
        organo=comunes.organo(sesion),
        folio=dictamen.folio,
        version=1,
        sentido=dictamen.sentido,
        ejercicio=row.ejercicio,
        expediente=ref,
        fundamento=(comunes.fundamento_de(sesion),),
        antecedentes=antecedentes(row, envio, ref.dependencia),
        contenido=contenidos.summary(row.tipo, envio.contenido),
        considerandos=frases.considerandos(row.tipo),
        resolutivos=frases.resolutivos(dictamen.sentido, ref, row.ejercicio, dictamen.texto),
        sesion_ordinal=sesion.numero or 0,
        sesion_tipo=sesion.tipo,
        fecha=dictamen.emitido_en,
        lugar=municipio,
        listas=rolls,
        votaciones=votaciones,
        firmas=_firmas(rolls, votaciones),
        base_url=base_url,
        modificaciones=bloques.modified(dictamen.sentido, counts, votaciones),
        impacto_presupuestal=_impacto([(row.tipo, envio)]),
        votos_particulares=votos_particulares(dictamen.id),
        anexos=_anexos([ref]),
    )
    return de_uno if not bloques.is_one_for_all(dictamen, counts) else _de_bloque(de_uno, dictamen, sesion, integrantes)


def _de_bloque(
    de_uno: InstantaneaDictamen, dictamen: m.Dictamen, sesion: m.Sesion, integrantes: dict[str, m.SesionIntegrante]
) -> InstantaneaDictamen:
    """The same dictamen telling of every dossier of its block."""
    held = bloques.matters(dictamen, sesion, integrantes)
    asuntos = tuple(one.asunto for one in held)
    propios = [one for one in held if one.dictaminado and not one.asunto.dictamen]
    turnados = sum(one.dictaminado and one.asunto.sentido not in ("devuelto", "devolver") for one in held)
    tipos = [one.expediente.tipo for one in held]
    return replace(
        de_uno,
        asuntos=asuntos,
        contenido=contenidos.joint(one.envio.contenido for one in propios if one.expediente.tipo == "poa"),
        considerandos=frases.considerandos_varios(tipos),
        resolutivos=frases.resolutivos_de_bloque([one.resolutivo for one in asuntos], turnados, dictamen.texto),
        modificaciones=tuple(change for one in asuntos for change in one.modificaciones),
        impacto_presupuestal=_impacto([(one.expediente.tipo, one.envio) for one in propios]),
        anexos=_anexos([one.asunto.expediente for one in propios]),
    )


def counts_of(dictamen: m.Dictamen) -> list[m.Votacion]:
    """The counts of the act that decided it: of a block, those in general or those of its reserve."""
    return bloques.counts_of_act(dictamen.punto_id, dictamen.votacion_id)


def document_id(dictamen: m.Dictamen) -> int:
    """The dictamen that its document is kept under: those of a block that share a folio are one document."""
    if dictamen.folio is None:
        return dictamen.id
    first = db.session.scalar(select(func.min(m.Dictamen.id)).where(m.Dictamen.folio == dictamen.folio))
    return int(first or dictamen.id)


def votos_particulares(dictamen_id: int) -> tuple[VotoParticular, ...]:
    """The dissents filed to a dictamen, in the order they came."""
    rows = db.session.execute(
        select(VotoParticularEscrito.texto, m.SesionIntegrante)
        .join(m.SesionIntegrante, m.SesionIntegrante.id == VotoParticularEscrito.integrante_id)
        .where(VotoParticularEscrito.dictamen_id == dictamen_id)
        .order_by(VotoParticularEscrito.id)
    )
    return tuple(VotoParticular(comunes.persona(member), texto) for texto, member in rows)


def _impacto(presentados: Sequence[tuple[str, Envio]]) -> str:
    return frases.impacto(sum(contenidos.total_centavos(one.contenido) for tipo, one in presentados if tipo == "poa"))


def _anexos(refs: Sequence[ExpedienteRef]) -> tuple[Anexo, ...]:
    return (
        Anexo("Lista de asistencia por comisión"),
        *(Anexo(f"{ref.titulo}, expediente {ref.folio}", ref.version, ref.sha256 or None) for ref in refs),
    )


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
