"""Reads of a MIR that several POA share: who captures it, who points to it, what was proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, select

from workflow.db import db
from workflow.expedientes.models import Borrador, Envio, Expediente
from workflow.kernel.refusals import NotFound
from workflow.people.models import Dependencia
from workflow.poa.matriz.arbol import Apunta, pointing
from workflow.poa.matriz.propuestas import Propuesta
from workflow.poa.models import PropuestaMatriz, RespuestaMatriz

CAPTURANDO = ("borrador", "con_observaciones", "devuelto")
ULTIMAS = 50


@dataclass(frozen=True)
class Compartida:
    """The MIR of a programme as the units that take part in it read it.

    `numero`: the submission it is of; None while nothing has been sent (it is the draft and may still change).
    """

    expediente_id: int
    folio: str
    ur: str
    dependencia_id: int
    programa: str
    numero: int | None
    documento: dict[str, Any]


def shared(ejercicio: int, programa: str, lider: str) -> Compartida | None:
    """The MIR that the lead of a programme presented; the one it is capturing, if it has sent none."""
    for row, draft, sent in db.session.execute(_of_units(ejercicio, [lider])):
        document = (sent.contenido if sent else None) or draft or {}
        if document.get("mir") and (document.get("identificacion") or {}).get("programa") == programa:
            numero = sent.numero if sent else None
            return Compartida(
                row.id, row.folio, row.dependencia.clave, row.dependencia_id, programa, numero, dict(document)
            )
    return None


def pointing_from(ejercicio: int, programa: str, urs: Sequence[str], salvo: int) -> list[Apunta]:
    """The activities of the POA of those units that point to a component of the programme, by unit and key.

    What has not been sent is of its dependencia: of a draft only the key and the component are told.
    """
    found: list[Apunta] = []
    for row, draft, sent in db.session.execute(_of_units(ejercicio, urs)):
        if row.id == salvo:
            continue
        capturing = row.etapa in CAPTURANDO or sent is None
        document = draft if capturing else sent.contenido
        found += pointing(document or {}, programa, ur=row.dependencia.clave, expediente_id=row.id)
        if capturing:
            found = [replace(one, descripcion="") if one.expediente_id == row.id else one for one in found]
    return sorted(found, key=lambda one: (one.ur, one.clave))


def _of_units(ejercicio: int, urs: Sequence[str]) -> Select[Any]:
    return (
        select(Expediente, Borrador.contenido, Envio)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .join(Borrador, Borrador.expediente_id == Expediente.id)
        .outerjoin(Envio, Envio.id == func.coalesce(Expediente.v_aprobada_id, Expediente.v_presentada_id))
        .where(Expediente.tipo == "poa", Expediente.ejercicio == ejercicio, Dependencia.clave.in_(list(urs)))
        .order_by(Expediente.id)
    )


def propuestas(*, lider_id: int | None = None, de_id: int | None = None) -> list[Propuesta]:
    """The proposals to a lead, or from a POA: the open ones first, the newest before."""
    statement = _propuestas().order_by(RespuestaMatriz.id.isnot(None), PropuestaMatriz.id.desc()).limit(ULTIMAS)
    if lider_id is not None:
        statement = statement.where(PropuestaMatriz.lider_id == lider_id)
    if de_id is not None:
        statement = statement.where(PropuestaMatriz.de_id == de_id)
    return [_propuesta(*row) for row in db.session.execute(statement)]


def propuesta(propuesta_id: int) -> Propuesta:
    """Raises NotFound."""
    row = db.session.execute(_propuestas().where(PropuestaMatriz.id == propuesta_id)).first()
    if row is None:
        raise NotFound("PROPUESTA_INEXISTENTE")
    return _propuesta(*row)


def _propuestas() -> Select[Any]:
    return (
        select(PropuestaMatriz, RespuestaMatriz, Dependencia.clave)
        .outerjoin(RespuestaMatriz, RespuestaMatriz.propuesta_id == PropuestaMatriz.id)
        .join(Expediente, Expediente.id == PropuestaMatriz.de_id)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
    )


def _propuesta(row: PropuestaMatriz, answer: RespuestaMatriz | None, ur: str) -> Propuesta:
    return Propuesta(
        id=row.id,
        lider_id=row.lider_id,
        de_id=row.de_id,
        ur=ur,
        programa=row.programa,
        clave=row.clave,
        dato=row.dato,
        dice=row.dice,
        propone=row.propone,
        motivo=row.motivo,
        por=row.por,
        en=row.en,
        estado=answer.decision if answer else "abierta",
        respuesta=answer.texto if answer else "",
        respondio=answer.por if answer else "",
        respondida_en=answer.en if answer else None,
    )
