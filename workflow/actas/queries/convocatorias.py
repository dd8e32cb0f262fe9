"""The snapshot of one issue of a convocatoria, from what was kept when it was issued."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workflow.actas.instantanea import Anexo
from workflow.actas.instantanea_convocatoria import InstantaneaConvocatoria, PuntoConvocado
from workflow.actas.queries import comunes
from workflow.actas.redaccion.convocatoria import change_in_words
from workflow.db import db
from workflow.sesiones import models as m
from workflow.sesiones.queries.convocatorias import convened_of


def snapshot_of_convocatoria(row: m.Convocatoria, *, municipio: str, base_url: str) -> InstantaneaConvocatoria:
    sesion = db.session.get_one(m.Sesion, row.sesion_id)
    primera = db.session.get(m.Sesion, sesion.segunda_de_id) if sesion.segunda_de_id else None
    dice: dict[str, Any] = row.contenido
    return InstantaneaConvocatoria(
        emisor=comunes.emisor(municipio, sesion.periodo),
        organo=comunes.organo(sesion),
        folio=row.folio,
        version=row.version,
        tipo=dice["tipo"],
        publicidad=dice["publicidad"],
        modalidad=dice["modalidad"],
        sede=dice["sede"],
        permanente=bool(dice["permanente"]),
        programada=datetime.fromisoformat(dice["programada_para"]),
        lugar=dice["lugar"],
        fundamento=comunes.fundamento_de(sesion),
        horas_minimas=int(dice["horas_minimas"]),
        convoca=comunes.secretario(sesion),
        emitida=row.emitida_en,
        puntos=tuple(PuntoConvocado(p["numero"], _title(p), p["tipo"]) for p in dice["puntos"]),
        convocados=tuple(comunes.persona(one) for one in convened_of(sesion.id)),
        base_url=base_url,
        domicilio=dice["domicilio"] or "",
        recinto_acuerdo=dice["recinto_acuerdo"] or "",
        enlace=dice["enlace"] or "",
        anexos=tuple(_annex(one) for one in dice["anexos"]),
        segunda_de=primera.programada_para if primera else None,
        cambios=tuple(change_in_words(c["campo"], c["antes"], c["ahora"]) for c in row.cambios),
        motivo=row.motivo,
    )


def _title(one: dict[str, Any]) -> str:
    return f"{one['titulo'].rstrip('.')} (retirado antes de la sesión)" if one["retirado"] else str(one["titulo"])


def _annex(one: dict[str, Any]) -> Anexo:
    if one["punto"] is None:  # it goes with the convocatoria itself
        return Anexo(f"{one['titulo']}, folio {one['folio']}", one["version"], one["sha256"] or None)
    return Anexo(
        f"Punto {one['punto']}. {one['titulo']}, expediente {one['folio']}", one["version"], one["sha256"] or None
    )
