"""The snapshot of an oficio of Planeación: what was observed or validated, to whom, signed by whom, that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from workflow.actas.instantanea import ExpedienteRef, OrganoRef, Persona
from workflow.actas.instantanea_oficio import InstantaneaOficio, ObservacionOficio, PlazoOficio
from workflow.actas.models import Oficio
from workflow.actas.queries import comunes
from workflow.db import db
from workflow.expedientes import kinds
from workflow.expedientes.models import Envio, Expediente, Observacion, Plazo
from workflow.expedientes.textos import ROTULOS
from workflow.kernel.clock import local_date
from workflow.kernel.folios import term_of
from workflow.people import queries as people
from workflow.people.models import Usuario

EMITE = "Secretaría de Planeación Estratégica"
DICE_MAXIMO = 300


def snapshot_of_oficio(oficio: Oficio, *, municipio: str, base_url: str) -> InstantaneaOficio:
    row = db.session.get_one(Expediente, oficio.expediente_id)
    envio = db.session.get_one(Envio, oficio.envio_id)
    dia = local_date(oficio.en)
    dependencia = row.dependencia.nombre_en(dia)
    observaciones = _observed(oficio) if oficio.tipo == "observaciones" else _all_of(oficio)
    emisor = comunes.emisor(municipio, term_of(dia), EMITE)
    return InstantaneaOficio(
        emisor=emisor,
        organo=OrganoRef("SPE", EMITE, "dependencia"),
        folio=oficio.folio,
        version=1,
        tipo=oficio.tipo,
        fecha=oficio.en,
        dirigido=_holder("dependencia_titular", dia, row.dependencia.titular_cargo, row.dependencia_id),
        dependencia=dependencia,
        expediente=ExpedienteRef(row.folio, row.tipo, row.titulo, dependencia, envio.version, envio.sha256),
        ejercicio=row.ejercicio,
        ronda=oficio.ronda,
        observaciones=observaciones,
        firma=_holder("planeacion_titular", dia, "Secretario/a de Planeación Estratégica"),
        base_url=base_url,
        envio=envio.numero,
        enviado=local_date(envio.en),
        plazo=_term(oficio) if oficio.tipo == "observaciones" else None,
        bloqueantes=sum(one.tipo == "bloqueante" for one in observaciones),
        recomendaciones=sum(one.tipo != "bloqueante" for one in observaciones),
        rondas=oficio.ronda,
    )


def _holder(rol: str, dia: date, cargo: str, dependencia_id: int | None = None) -> Persona:
    """Who holds the post that day; only the post when nobody does."""
    found: Sequence[Usuario] = people.users_with(rol, dia, dependencia_id=dependencia_id)
    return Persona(found[0].nombre, found[0].cargo or cargo, "X") if found else Persona("", cargo, "X")


def _rows(oficio: Oficio) -> list[Observacion]:
    return list(
        db.session.scalars(
            select(Observacion)
            .where(Observacion.expediente_id == oficio.expediente_id, Observacion.version == oficio.version)
            .order_by(Observacion.numero)
        )
    )


def _observed(oficio: Oficio) -> tuple[ObservacionOficio, ...]:
    """What was pending when the round was notified."""
    pending = [row for row in _rows(oficio) if row.notificada_en == oficio.en]
    return tuple(_observacion(oficio, row, "abierta" if row.ronda == oficio.ronda else "anterior") for row in pending)


def _all_of(oficio: Oficio) -> tuple[ObservacionOficio, ...]:
    """Every observation of the version, with how it ended in words; withdrawn drafts were never notified."""
    return tuple(
        _observacion(oficio, row, ROTULOS["estado_observacion"][row.estado])
        for row in _rows(oficio)
        if row.notificada_en is not None
    )


def _observacion(oficio: Oficio, row: Observacion, estado: str) -> ObservacionOficio:
    tipo = db.session.get_one(Expediente, oficio.expediente_id).tipo
    dice = row.valor_observado or ""
    return ObservacionOficio(
        clave=row.clave,
        tipo=row.tipo,
        lugar=kinds.of(tipo).label(row.campo),
        dice=dice if len(dice) <= DICE_MAXIMO else f"{dice[:DICE_MAXIMO]}…",
        texto=next((one.texto for one in row.mensajes if one.accion == "observar"), ""),
        ronda=row.ronda,
        estado=estado,
    )


def _term(oficio: Oficio) -> PlazoOficio | None:
    """The clock that began with the notification."""
    clock = db.session.scalar(
        select(Plazo).where(
            Plazo.expediente_id == oficio.expediente_id,
            Plazo.etapa == "con_observaciones",
            Plazo.version == oficio.version,
            Plazo.desde == oficio.en,
        )
    )
    return None if clock is None else PlazoOficio(clock.dias, clock.vence, clock.fundamento)
