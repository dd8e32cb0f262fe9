"""Everything that the page of a dossier needs, in a bounded number of reads."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from workflow.archivos.models import Archivo
from workflow.db import db
from workflow.expedientes import compuertas, kinds
from workflow.expedientes.facts import Facts
from workflow.expedientes.models import Adjunto, Borrador, Expediente, Observacion, Paso, Plazo, Resolucion
from workflow.expedientes.queries import hechos
from workflow.expedientes.queries.envios import MOSTRADOS, envios_of, expediente, last_differences
from workflow.expedientes.queries.listas import filas
from workflow.expedientes.queries.vistas import (
    AdjuntoVista,
    Ficha,
    Hito,
    Mensaje,
    Modificacion,
    ObservacionVista,
    PlazoVista,
    Posible,
    ResolucionVista,
)
from workflow.expedientes.route import DE_OBSERVACION, DE_SESION, DESHACEN, EN_LINEA, LINEA, ROUTE
from workflow.expedientes.rules import evaluate, role_reasons, stage_reasons
from workflow.kernel.actor import DEPENDENCIA_ROLES, Actor


def ficha(expediente_id: int, actor: Actor, hoy: date) -> Ficha:
    """Raises NotFound, or NotAllowed when it belongs to another dependencia."""
    row = expediente(expediente_id)
    facts = hechos.facts_of(row, hoy, changes=False)
    evaluate("consultar", actor, facts).enforce()
    draft = db.session.get_one(Borrador, row.id)
    capture = evaluate("capturar", actor, facts).ok
    contenido = _shown(row, draft, actor)
    envios = envios_of(row)
    differences, total = last_differences(row)
    return Ficha(
        cabeza=filas([row.id], hoy)[row.id],
        revision=row.revision,
        borrador_revision=draft.revision,
        puede_capturar=capture,
        contenido=contenido,
        linea=progress(row, _pasos(row)),
        acciones=_possible(row, actor, facts, draft, hoy),
        en_sesion=tuple(
            t.accion
            for t in ROUTE
            if t.accion in DE_SESION and t.accion not in DESHACEN and _fits(t.accion, actor, facts)
        ),
        observaciones=_observaciones(row, actor, facts, contenido),
        envios=envios,
        diferencias=differences,
        cambios_total=total,
        resoluciones=_resoluciones(row),
        adjuntos=_adjuntos(row),
        plazo=_plazo(row),
        modificacion=_modificacion(row),
        v_presentada_id=row.v_presentada_id,
        v_aprobada_id=row.v_aprobada_id,
        v_vigente_id=row.v_vigente_id,
    )


def _shown(row: Expediente, draft: Borrador, actor: Actor) -> dict[str, Any]:
    """Nobody outside the dependencia reads what has not been sent."""
    capturing = row.etapa in ("borrador", "con_observaciones", "devuelto")
    if capturing and row.dependencia.clave in actor.dependencias(*DEPENDENCIA_ROLES):
        return draft.contenido
    return hechos.contenido_of(row.v_aprobada_id or row.v_presentada_id or row.v_vigente_id) or {}


def progress(row: Expediente, pasos: list[Paso]) -> tuple[Hito, ...]:
    """The line with the stage where it is, even one that stands beside the line (returned, rejected…)."""
    place = EN_LINEA.get(row.etapa, row.etapa)
    here = LINEA.index(place)
    reached = {EN_LINEA.get(paso.etapa, paso.etapa): paso for paso in pasos if paso.etapa in LINEA}
    line = []
    for position, etapa in enumerate(LINEA):
        if position == here:
            line.append(Hito(row.etapa, "actual", row.etapa_desde, row.etapa_por))
            continue
        paso = reached.get(etapa) if position < here else None
        estado = "hecha" if position < here else "pendiente"
        line.append(Hito(etapa, estado, paso.en if paso else None, paso.por if paso else None))
    return tuple(line)


def _pasos(row: Expediente) -> list[Paso]:
    statement = select(Paso).where(Paso.expediente_id == row.id, Paso.version == row.version).order_by(Paso.id)
    return list(db.session.scalars(statement))


def _fits(accion: str, actor: Actor, facts: Facts) -> bool:
    transition = next(t for t in ROUTE if t.accion == accion)
    return not role_reasons(transition, actor, facts.dependencia) and not stage_reasons(transition, facts)


# What the form of the action will ask: it is not missing yet.
_FORMA = {"publicar": {"archivo": "v_aprobada", "version_publica": "confirmada_por_comite"}}


def _possible(row: Expediente, actor: Actor, facts: Facts, draft: Borrador, hoy: date) -> tuple[Posible, ...]:
    hidden = {"consultar", "capturar", *DE_SESION, *DE_OBSERVACION}
    found = []
    for transition in ROUTE:
        accion = transition.accion
        if accion in hidden or not _fits(accion, actor, facts):
            continue
        told, more = facts, []
        if accion == "enviar":
            told = hechos.told_by_document(row, facts, draft.contenido)
            more = kinds.forbids_sending(kinds.of(row.tipo), draft.contenido)
        asked = _FORMA.get(accion)
        if accion == "integrar_modificaciones":
            asked = {"cambios": len(hechos.cambios_anotados(row))}
        gate = compuertas.stops(accion, row.id, actor, hoy)
        reasons = (*evaluate(accion, actor, told, asked).reasons, *gate, *more)
        found.append(Posible(accion, not reasons, reasons))
    return tuple(found)


def _observaciones(
    row: Expediente, actor: Actor, facts: Facts, contenido: dict[str, Any]
) -> tuple[ObservacionVista, ...]:
    """Before they are notified, observations are drafts of Planeación: the dependencia does not see them."""
    kind = kinds.of(row.tipo)
    only_notified = not actor.roles - DEPENDENCIA_ROLES
    return tuple(
        _observacion(one, kind, actor, facts, contenido)
        for one in hechos.observaciones_of(row)
        if one.notificada_en is not None or not only_notified
    )


def _observacion(
    one: Observacion, kind: kinds.Kind, actor: Actor, facts: Facts, contenido: dict[str, Any]
) -> ObservacionVista:
    forms = {"calificar": {"obs": one.clave, "estado": "solventada"}}
    allowed = tuple(
        accion for accion in DE_OBSERVACION if evaluate(accion, actor, facts, forms.get(accion, {"obs": one.clave})).ok
    )
    return ObservacionVista(
        clave=one.clave,
        ronda=one.ronda,
        tipo=one.tipo,
        estado=one.estado,
        campo=one.campo,
        rotulo=kind.label(one.campo),
        valor_observado=one.valor_observado,
        valor_actual=kind.value(contenido, one.campo),
        autor=one.autor,
        en=one.en,
        notificada_en=one.notificada_en,
        mensajes=tuple(Mensaje(m.accion, m.estado, m.texto, m.autor, m.en) for m in one.mensajes),
        acciones=allowed,
    )


def _resoluciones(row: Expediente) -> tuple[ResolucionVista, ...]:
    statement = select(Resolucion).where(Resolucion.expediente_id == row.id).order_by(Resolucion.id)
    return tuple(
        ResolucionVista(
            r.version,
            r.etapa,
            r.votacion,
            r.fecha,
            r.acuerdo_folio,
            r.delegado,
            tuple(map(str, r.modificaciones)),
            r.anulada.motivo if r.anulada else "",
        )
        for r in db.session.scalars(statement)
    )


def _adjuntos(row: Expediente) -> tuple[AdjuntoVista, ...]:
    statement = (
        select(Adjunto, Archivo)
        .join(Archivo, Archivo.id == Adjunto.archivo_id)
        .where(Adjunto.expediente_id == row.id)
        .order_by(Adjunto.id)
        .limit(MOSTRADOS)
    )
    return tuple(
        AdjuntoVista(f.id, f.nombre, f.tipo, f.tamano, f.sha256, a.descripcion, a.por, a.en)
        for a, f in db.session.execute(statement)
    )


def _plazo(row: Expediente) -> PlazoVista | None:
    one = db.session.scalar(select(Plazo).where(Plazo.expediente_id == row.id, Plazo.cerrado_en.is_(None)))
    return None if one is None else PlazoVista(one.etapa, one.dias, one.vence, one.fundamento, one.por_confirmar)


def _modificacion(row: Expediente) -> Modificacion | None:
    if row.tipo_cambio is None:
        return None
    return Modificacion(
        row.tipo_cambio, row.requiere_cabildo, dict(row.delta or {}), row.motivo_cambio, row.surte_efectos
    )
