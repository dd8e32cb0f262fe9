"""The dossiers of a block that Comisiones Unidas voted together: each with its story, its result and its votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflow.actas import contenidos, modificaciones
from workflow.actas.instantanea import Votacion
from workflow.actas.instantanea_dictamen import AsuntoDictaminado, Modificacion
from workflow.actas.queries import comunes
from workflow.actas.queries.antecedentes import antecedentes
from workflow.actas.redaccion import frases
from workflow.db import db
from workflow.expedientes.models import Envio, Expediente
from workflow.sesiones import models as m
from workflow.sesiones.queries import carga


@dataclass(frozen=True)
class EnBloque:
    """A dossier of the block as the dictamen tells it, and where it is told from."""

    asunto: AsuntoDictaminado
    expediente: Expediente
    envio: Envio

    @property
    def dictaminado(self) -> bool:
        return bool(self.asunto.sentido)


def is_one_for_all(dictamen: m.Dictamen, counts: Sequence[m.Votacion]) -> bool:
    """Whether it is the single dictamen of a block of several dossiers, and not that of a reserve, or of each one."""
    sesion = db.session.get_one(m.Sesion, dictamen.sesion_id)
    if sesion.reglas.get("acuerdo_en_bloque") != "uno_por_bloque" or counts[-1].asunto != "punto":
        return False
    return len(carga.matters_of(dictamen.punto_id)) > 1


def counts_of_act(punto_id: int, votacion_id: int) -> list[m.Votacion]:
    """Every count of the act to which one belongs: each commission, each round."""
    decide = db.session.get_one(m.Votacion, votacion_id)
    return [
        one
        for one in carga.counts_of([punto_id])
        if (one.asunto, one.serie, one.expediente_id) == (decide.asunto, decide.serie, decide.expediente_id)
    ]


def modified(
    sentido: str | None, counts: Sequence[m.Votacion], votaciones: Sequence[Votacion]
) -> tuple[Modificacion, ...]:
    """The modifications of the last count, as they were noted: every commission votes the same ones."""
    if sentido != "favorable_con_modificaciones" or not counts:
        return ()
    return modificaciones.table([str(one) for one in counts[-1].cuerpo.get("modificaciones", ())], votaciones)


def matters(
    dictamen: m.Dictamen, sesion: m.Sesion, integrantes: Mapping[str, m.SesionIntegrante]
) -> tuple[EnBloque, ...]:
    """Every dossier of the block of a dictamen, in its order, whatever became of it."""
    return tuple(_matter(one, dictamen, sesion, integrantes) for one in carga.matters_of(dictamen.punto_id))


def _matter(
    one: m.PuntoExpediente,
    dictamen: m.Dictamen,
    sesion: m.Sesion,
    integrantes: Mapping[str, m.SesionIntegrante],
) -> EnBloque:
    row = db.session.get_one(Expediente, one.expediente_id)
    envio = db.session.get_one(Envio, row.v_presentada_id)
    ref = comunes.expediente(row.id, sesion)
    assert ref is not None
    suyo = db.session.get(m.Dictamen, one.dictamen_id) if one.dictamen_id else None
    counts = counts_of_act(one.punto_id, one.votacion_id) if one.reservado and one.votacion_id else []
    votaciones = tuple(comunes.votacion(count, sesion, integrantes) for count in counts)
    sentido = (suyo.sentido or "") if suyo else ""
    propio = (suyo.folio or "") if suyo and suyo.folio != dictamen.folio else ""
    changes = modified(sentido, counts, votaciones)
    return EnBloque(
        AsuntoDictaminado(
            expediente=ref,
            programa=contenidos.programa(row.tipo, envio.contenido),
            alcance=contenidos.alcance(row.tipo, envio.contenido),
            estado=one.estado,
            sentido=sentido,
            resolutivo=frases.resolutivo_de_asunto(one.estado, sentido, ref, changes, propio),
            antecedentes=antecedentes(row, envio, ref.dependencia),
            reservado=one.reservado,
            reservado_por=one.reserva_de if one.reservado else "",
            reserva_motivo=one.reserva_motivo if one.reservado else "",
            dictamen=propio,
            votaciones=votaciones,
            modificaciones=changes,
        ),
        row,
        envio,
    )
