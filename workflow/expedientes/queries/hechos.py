"""A dossier row brought to the facts that the rules judge, and the dated configuration of the route."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.expedientes import kinds
from workflow.expedientes.facts import Delta, Facts, ModificacionFacts, ObservacionFacts
from workflow.expedientes.models import (
    Borrador,
    DiaInhabil,
    Envio,
    Expediente,
    Observacion,
    Participacion,
    PlazoRegla,
    ReglaRuta,
)
from workflow.expedientes.plazos_etapa import DIAS_INICIALES, FUNDAMENTO_INICIAL
from workflow.kernel.plazos import Calendario


@dataclass(frozen=True)
class Termino:
    """Business days of a stage, with the norm that says so."""

    dias: int
    fundamento: str
    por_confirmar: bool


def calendario() -> Calendario:
    """The days without office that the municipality registered."""
    return Calendario(frozenset(db.session.scalars(select(DiaInhabil.fecha))))


def termino(etapa: str, dia: date) -> Termino | None:
    """The term of a stage in force that day; None when the stage has no clock."""
    row = db.session.scalars(
        select(PlazoRegla)
        .where(PlazoRegla.etapa == etapa, PlazoRegla.vigente_desde <= dia)
        .order_by(PlazoRegla.vigente_desde.desc())
        .limit(1)
    ).first()
    if row is not None:
        return Termino(row.dias, row.fundamento, row.por_confirmar)
    dias = DIAS_INICIALES.get(etapa)
    return None if dias is None else Termino(dias, FUNDAMENTO_INICIAL, True)


def regla(clave: str, dia: date, inicial: str) -> str:
    """The option in force that day of a rule of the route."""
    found = db.session.scalars(
        select(ReglaRuta.valor)
        .where(ReglaRuta.clave == clave, ReglaRuta.vigente_desde <= dia)
        .order_by(ReglaRuta.vigente_desde.desc())
        .limit(1)
    ).first()
    return found or inicial


def observaciones_of(row: Expediente) -> list[Observacion]:
    """Observations of the version in course, in order."""
    return list(
        db.session.scalars(
            select(Observacion)
            .where(Observacion.expediente_id == row.id, Observacion.version == row.version)
            .order_by(Observacion.numero)
        )
    )


def participantes_of(row: Expediente) -> frozenset[int]:
    return frozenset(
        db.session.scalars(
            select(Participacion.usuario_id).where(
                Participacion.expediente_id == row.id, Participacion.version == row.version
            )
        )
    )


def contenido_of(envio_id: int | None) -> dict[str, Any] | None:
    return None if envio_id is None else db.session.scalar(select(Envio.contenido).where(Envio.id == envio_id))


def changes_since_review(row: Expediente) -> list[str]:
    """Addresses changed since the content last reviewed: of the draft, or of the submission in review."""
    if row.v_revisada_id is None:
        return []
    if row.etapa not in ("borrador", "con_observaciones", "devuelto"):
        return list(db.session.scalar(select(Envio.cambios).where(Envio.id == row.v_presentada_id)) or [])
    draft = db.session.scalar(select(Borrador.contenido).where(Borrador.expediente_id == row.id))
    return kinds.of(row.tipo).changed_fields(contenido_of(row.v_revisada_id) or {}, draft or {})


def modificacion_of(row: Expediente) -> ModificacionFacts | None:
    if row.version == 1:
        return None
    return ModificacionFacts(row.tipo_cambio, row.requiere_cabildo, Delta.of(row.delta))


def facts_of(row: Expediente, hoy: date, *, changes: bool = True) -> Facts:
    """What the rules are told. `changes` False saves comparing contents when no notice depends on it."""
    return Facts(
        tipo=row.tipo,
        dependencia=row.dependencia.clave,
        etapa=row.etapa,
        version=row.version,
        vigente=row.vigente,
        ronda=row.ronda,
        reglas_version=row.reglas_version,
        sentido_dictamen=row.sentido_dictamen,
        modificacion=modificacion_of(row),
        acuse=row.acuse,
        participantes=participantes_of(row),
        observaciones={o.clave: ObservacionFacts(o.tipo, o.campo, o.estado) for o in observaciones_of(row)},
        enviado_desde=(row.enviado_desde, row.enviado_ronda or 1) if row.enviado_desde else None,
        capturados=frozenset(changes_since_review(row)) if changes else frozenset(),
        observados=frozenset(row.observados or ()),
        ldf_servicios_personales=regla("ldf_servicios_personales", hoy, "bloquear"),
        movido=(row.etapa_por, row.etapa_desde),
    )
