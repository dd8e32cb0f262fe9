"""Acts in bulk and packages as their pages show them, and the dossiers that can be chosen for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from workflow.archivos import queries as archivos
from workflow.db import db
from workflow.expedientes.models import Envio, Expediente
from workflow.expedientes.queries import visible
from workflow.expedientes.textos import etapa_words
from workflow.kernel.actor import Actor
from workflow.kernel.clock import local_date
from workflow.kernel.refusals import NotFound, Reason
from workflow.lotes.clases import ACCION, MAXIMO
from workflow.lotes.models import Lote, LoteRenglon, Paquete
from workflow.outbox import queries as outbox
from workflow.people.models import Dependencia
from workflow.poa.impresion import Impreso
from workflow.poa.queries import firmantes

MOSTRADOS = 30


@dataclass(frozen=True)
class Candidato:
    id: int
    folio: str
    tipo: str
    titulo: str
    dependencia: str
    desde: datetime


@dataclass(frozen=True)
class RenglonVista:
    expediente_id: int
    folio: str
    titulo: str
    dependencia: str
    estado: str
    motivos: tuple[Reason, ...]


@dataclass(frozen=True)
class LoteVista:
    """`fallido`: the work stopped and somebody must try it again; what was done stays done."""

    id: int
    accion: str
    por: str
    en: datetime
    renglones: tuple[RenglonVista, ...]
    cuentas: Mapping[str, int]
    fallido: bool

    @property
    def total(self) -> int:
        return sum(self.cuentas.values())

    @property
    def en_curso(self) -> bool:
        return self.cuentas.get("pendiente", 0) > 0 and not self.fallido


@dataclass(frozen=True)
class PaqueteVista:
    id: int
    formato: str
    titulo: str
    cuantos: int
    por: str
    en: datetime
    listo: bool
    tamano: int
    hecho: int
    total: int | None
    fallido: bool


def candidatos(
    accion: str | None, actor: Actor, *, tipo: str = "", ejercicio: int | None = None, dependencia: str = ""
) -> list[Candidato]:
    """Dossiers that this person may choose: of the stage of the act, or every POA that was sent when there is none."""
    statement = (
        select(Expediente)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .where(visible(actor))
        .options(selectinload(Expediente.dependencia))
        .order_by(Dependencia.clave, Expediente.id)
        .limit(MAXIMO)
    )
    if accion is not None:
        statement = statement.where(Expediente.etapa == ACCION[accion][0])
    else:
        sent = func.coalesce(Expediente.v_aprobada_id, Expediente.v_presentada_id, Expediente.v_vigente_id)
        statement = statement.where(Expediente.tipo == "poa", sent.is_not(None))
    if tipo:
        statement = statement.where(Expediente.tipo == tipo)
    if ejercicio is not None:
        statement = statement.where(Expediente.ejercicio == ejercicio)
    if dependencia:
        statement = statement.where(Dependencia.clave == dependencia)
    return [
        Candidato(
            row.id, row.folio, row.tipo, row.titulo, row.dependencia.nombre_en(local_date(row.cambiado_en)),
            row.etapa_desde,
        )
        for row in db.session.scalars(statement)
    ]  # fmt: skip


def ejercicios() -> list[int]:
    return sorted(db.session.scalars(select(Expediente.ejercicio).distinct()), reverse=True)


def lote(lote_id: int, actor: Actor) -> LoteVista:
    """One, for who asked it and for who audits. NotFound."""
    row = db.session.get(Lote, lote_id)
    if row is None or (row.por_id != actor.usuario_id and not actor.has("auditoria", "administrador")):
        raise NotFound("NO_EXISTE")
    ids = [one.expediente_id for one in row.renglones]
    found = {one.id: one for one in db.session.scalars(_rows(ids))}
    dia = local_date(row.en)
    return LoteVista(
        row.id,
        row.accion,
        row.por,
        row.en,
        tuple(
            _line(one, found[one.expediente_id], found[one.expediente_id].dependencia.nombre_en(dia))
            for one in row.renglones
        ),
        _counts(row.renglones),
        _stopped(("lote", row.id)),
    )


def _rows(ids: list[int]) -> Select[tuple[Expediente]]:
    return select(Expediente).where(Expediente.id.in_(ids)).options(selectinload(Expediente.dependencia))


def _line(one: LoteRenglon, expediente: Expediente, dependencia: str) -> RenglonVista:
    motivos = tuple(Reason(motivo["code"], motivo["facts"]) for motivo in one.motivos)
    return RenglonVista(expediente.id, expediente.folio, expediente.titulo, dependencia, one.estado, motivos)


def _counts(renglones: list[LoteRenglon]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in renglones:
        found[one.estado] = found.get(one.estado, 0) + 1
    return found


def _stopped(objeto: tuple[str, int]) -> bool:
    return any(work.estado == "fallido" for work in outbox.status_of(objeto))


def lotes(actor: Actor) -> list[tuple[int, str, datetime, Mapping[str, int]]]:
    """The last ones that this person asked: (id, act, when, lines by state)."""
    statement = select(Lote).where(Lote.por_id == actor.usuario_id).order_by(Lote.id.desc()).limit(MOSTRADOS)
    return [(row.id, row.accion, row.en, _counts(row.renglones)) for row in db.session.scalars(statement)]


def paquetes(actor: Actor) -> list[PaqueteVista]:
    statement = select(Paquete).where(Paquete.por_id == actor.usuario_id).order_by(Paquete.id.desc()).limit(MOSTRADOS)
    return [_paquete(row) for row in db.session.scalars(statement)]


def _paquete(row: Paquete) -> PaqueteVista:
    work = next(iter(outbox.status_of(("paquete", row.id))), None)
    return PaqueteVista(
        row.id,
        row.formato,
        row.titulo,
        len(row.expedientes),
        row.por,
        row.en,
        row.archivo_id is not None,
        archivos.get(row.archivo_id).tamano if row.archivo_id is not None else 0,
        work.hecho if work else 0,
        work.total if work else None,
        bool(work and work.estado == "fallido"),
    )


def archivo_de(paquete_id: int, actor: Actor) -> Any:
    """The file, for who asked for it. NotFound."""
    row = db.session.get(Paquete, paquete_id)
    if row is None or row.por_id != actor.usuario_id or row.archivo_id is None:
        raise NotFound("NO_EXISTE")
    return archivos.get(row.archivo_id)


def impresos(paquete_id: int) -> tuple[PaqueteVista, list[Impreso]]:
    """A package with each POA as it is printed: the frozen submission that was chosen when it was asked. NotFound."""
    row = db.session.get(Paquete, paquete_id)
    if row is None:
        raise NotFound("NO_EXISTE")
    found = {one.id: one for one in db.session.scalars(_rows(row.expedientes))}
    envios = {one.id: one for one in db.session.scalars(select(Envio).where(Envio.id.in_(row.envios)))}
    pairs = zip(row.expedientes, row.envios, strict=True)
    return _paquete(row), [_printed(found[expediente], envios[envio]) for expediente, envio in pairs]


def _printed(expediente: Expediente, envio: Envio) -> Impreso:
    return Impreso(
        expediente.folio,
        expediente.titulo,
        expediente.dependencia.nombre_en(local_date(envio.en)),
        expediente.ejercicio,
        f"{etapa_words(expediente.etapa)}, versión {envio.version}, envío {envio.numero}",
        envio.sha256,
        envio.contenido,
        firmantes(expediente.id, envio.version),
    )
