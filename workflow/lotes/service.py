"""Ask an act for many dossiers, do it one by one, and gather their POA in one file.

Each dossier is its own transaction: one that the route refuses stops no other, and what was done stays done when the
work is killed half-way. Repeating the work does only what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from workflow.archivos.service import keep
from workflow.archivos.tipos import PDF, ZIP
from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.expedientes import service as expedientes
from workflow.expedientes.models import Expediente
from workflow.expedientes.queries import visible
from workflow.kernel.actor import SISTEMA, Actor
from workflow.kernel.clock import local_date
from workflow.kernel.hashes import jsonable
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Reason, Refused
from workflow.lotes.clases import ACCION, FORMATOS, MAXIMO
from workflow.lotes.models import Lote, LoteRenglon, Paquete
from workflow.outbox.service import leave
from workflow.people import queries as people
from workflow.people.models import Dependencia
from workflow.sesiones.service import turnos

PESO_MAXIMO = 200 * 1024 * 1024


def _turn(expediente_id: int, parametros: dict[str, Any], actor: Actor, ahora: datetime) -> None:
    turnos.turnar(expediente_id, organo=parametros.get("organo", ""), actor=actor, ahora=ahora)


def _take(expediente_id: int, parametros: dict[str, Any], actor: Actor, ahora: datetime) -> None:
    expedientes.actuar(expediente_id, "tomar_revision", actor=actor, ahora=ahora)


def _publish(expediente_id: int, parametros: dict[str, Any], actor: Actor, ahora: datetime) -> None:
    expedientes.actuar(
        expediente_id,
        "publicar",
        actor=actor,
        ahora=ahora,
        parametros={"archivo": "v_aprobada", "version_publica": None},
    )


ACTOS: dict[str, Callable[[int, dict[str, Any], Actor, datetime], None]] = {
    "tomar_revision": _take,
    "turnar": _turn,
    "publicar": _publish,
}


@use_case
def pedir(
    accion: str,
    expediente_ids: Iterable[int],
    *,
    actor: Actor,
    ahora: datetime,
    organo: str = "",
    llave: str | None = None,
) -> int:
    """Ask the act for those dossiers, in that order. `organo`: to which commissions they are turned; empty proposes.

    The act is done in the background, in the name of who asks. Invalid for none or too many.
    """
    if accion not in ACCION or not actor.has(*ACCION[accion][1]):
        raise NotAllowed("ROL_NO_AUTORIZADO")
    ids = list(dict.fromkeys(expediente_ids))
    _check(ids)
    once(llave, actor=actor, ahora=ahora, destino="/lotes")
    lote = Lote(
        accion=accion,
        parametros={"organo": organo} if organo else {},
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    lote.renglones = [LoteRenglon(expediente_id=one, estado="pendiente", motivos=[]) for one in ids]
    db.session.add(lote)
    db.session.flush()
    datos = {"accion": accion, "expedientes": len(ids)}
    record("lote:pedir", actor=actor, ahora=ahora, objeto=("lote", lote.id), datos=datos)
    leave("lote.ejecutar", llave=f"lote:{lote.id}", payload={"lote_id": lote.id}, ahora=ahora, objeto=("lote", lote.id))
    return lote.id


def _check(ids: list[int]) -> None:
    if not ids:
        raise Invalid("LOTE_VACIO")
    if len(ids) > MAXIMO:
        raise Invalid("LOTE_GRANDE", maximo=MAXIMO)
    if db.session.scalar(select(func.count()).where(Expediente.id.in_(ids))) != len(ids):
        raise Invalid("LOTE_EXPEDIENTE_AJENO")


def ejecutar(lote_id: int, *, ahora: datetime, avance: Callable[[int, int | None], None]) -> None:
    """Do what is left of it. NotFound for one that does not exist."""
    pending = _pending(lote_id)
    total = db.session.scalar(select(func.count()).where(LoteRenglon.lote_id == lote_id)) or 0
    for done, renglon_id in enumerate(pending, start=total - len(pending) + 1):
        try:
            _do(renglon_id, ahora=ahora)
        except Refused as refusal:
            _refuse(renglon_id, refusal.reasons, ahora=ahora)
        avance(done, total)
    _finish(lote_id, ahora=ahora)


def _pending(lote_id: int) -> list[int]:
    if db.session.get(Lote, lote_id) is None:
        raise NotFound("NO_EXISTE")
    statement = select(LoteRenglon.id).where(LoteRenglon.lote_id == lote_id, LoteRenglon.estado == "pendiente")
    found = list(db.session.scalars(statement.order_by(LoteRenglon.id)))
    db.session.rollback()
    return found


@use_case
def _do(renglon_id: int, *, ahora: datetime) -> None:
    """The act and its mark in one transaction: it is never done and unmarked."""
    row = lock(LoteRenglon, renglon_id)
    if row.estado != "pendiente":
        return
    lote = db.session.get_one(Lote, row.lote_id)
    actor = people.actor_of(lote.por_id, local_date(ahora))
    if actor is None:
        raise NotAllowed("ROL_NO_AUTORIZADO")
    ACTOS[lote.accion](row.expediente_id, dict(lote.parametros), actor, ahora)
    row.estado, row.en = "hecho", ahora


@use_case
def _refuse(renglon_id: int, motivos: tuple[Reason, ...], *, ahora: datetime) -> None:
    row = lock(LoteRenglon, renglon_id)
    if row.estado == "pendiente":
        row.estado, row.en = "rechazado", ahora
        row.motivos = [{"code": one.code, "facts": jsonable(dict(one.facts))} for one in motivos]


@use_case
def _finish(lote_id: int, *, ahora: datetime) -> None:
    lote = db.session.get_one(Lote, lote_id)
    counts = {estado: sum(one.estado == estado for one in lote.renglones) for estado in ("hecho", "rechazado")}
    actor = people.actor_of(lote.por_id, local_date(ahora)) or SISTEMA
    record("lote:terminar", actor=actor, ahora=ahora, objeto=("lote", lote.id), datos=counts)


@use_case
def pedir_paquete(
    expediente_ids: Iterable[int],
    formato: str,
    titulo: str,
    *,
    actor: Actor,
    ahora: datetime,
    llave: str | None = None,
) -> int:
    """Ask for the POA of those dossiers in one file, as they are now: each by its approved or last sent version.

    What this person may not see, what is no POA and what was never sent is left out.
    """
    if formato not in FORMATOS:
        raise Invalid("PAQUETE_FORMATO")
    ids = list(dict.fromkeys(expediente_ids))
    if not ids:
        raise Invalid("LOTE_VACIO")
    if len(ids) > MAXIMO:
        raise Invalid("LOTE_GRANDE", maximo=MAXIMO)
    found = db.session.execute(
        select(
            Expediente.id, func.coalesce(Expediente.v_aprobada_id, Expediente.v_presentada_id, Expediente.v_vigente_id)
        )
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .where(Expediente.id.in_(ids), Expediente.tipo == "poa", visible(actor))
    )
    envio_of = {expediente: envio for expediente, envio in found if envio is not None}
    chosen = [one for one in ids if one in envio_of]
    if not chosen:
        raise Invalid("PAQUETE_SIN_POA")
    once(llave, actor=actor, ahora=ahora, destino="/lotes")
    row = Paquete(
        formato=formato,
        titulo=titulo.strip()[:200] or "Programas Operativos Anuales",
        expedientes=chosen,
        envios=[envio_of[one] for one in chosen],
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(row)
    db.session.flush()
    datos = {"formato": formato, "expedientes": len(chosen)}
    record("paquete:pedir", actor=actor, ahora=ahora, objeto=("paquete", row.id), datos=datos)
    leave(
        "paquete.generar",
        llave=f"paquete:{row.id}",
        payload={"paquete_id": row.id},
        ahora=ahora,
        objeto=("paquete", row.id),
    )
    return row.id


@use_case
def guardar_paquete(paquete_id: int, datos: bytes, *, ahora: datetime) -> None:
    """Keep the file that was made; a second one is left aside."""
    row = lock(Paquete, paquete_id)
    if row.archivo_id is not None:
        return
    row.archivo_id = keep(
        datos,
        nombre=f"poa-{row.id:05d}.{row.formato}",
        actor=SISTEMA,
        ahora=ahora,
        clase="paquete",
        tipos=frozenset({PDF if row.formato == "pdf" else ZIP}),
        limite=PESO_MAXIMO,
    )
    row.hecho_en = ahora
