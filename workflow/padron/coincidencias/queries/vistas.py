"""Tickets as their pages show them. A dependencia never receives a byte of another's padrón: it is not read for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import NotFound
from workflow.padron.cifrado import Llavero
from workflow.padron.coincidencias.clases import CAPTURAN, CRUCES, PENDIENTE, YA_NO, decides, posibles, sees, sees_both
from workflow.padron.coincidencias.lados import Renglon, renglones
from workflow.padron.coincidencias.models import PadronTicket, PadronTicketDecision
from workflow.padron.models import CargaPadron, PadronFila
from workflow.padron.privacidad.queries.filas import celdas_de, lector_de
from workflow.padron.registro import Registro
from workflow.people.models import Dependencia

POR_PAGINA = 50


@dataclass(frozen=True)
class Padron:
    """One side of a ticket: which padrón and which row of its file."""

    expediente_id: int
    folio: str
    titulo: str
    programa: str
    fila: int | None


@dataclass(frozen=True)
class TicketVista:
    """`otro` None: there is no other padrón, or who looks may not see it. `ajeno`: there is one and it is not shown.

    `segura`: the same key, or two of one person; else only the name and the birth date say it.
    """

    id: int
    clase: str
    estado: str
    puntaje: int
    razones: tuple[str, ...]
    uno: Padron
    otro: Padron | None
    otra_fila: int | None
    ajeno: bool
    segura: bool
    baja_aqui: bool
    visto_en: datetime


@dataclass(frozen=True)
class Pagina:
    tickets: tuple[TicketVista, ...]
    siguiente: int | None


@dataclass(frozen=True)
class DecisionVista:
    """`motivo` and `por` empty: it was decided elsewhere, by who must not be told here."""

    decision: str
    motivo: str
    por: str
    recordada: bool
    en: datetime


@dataclass(frozen=True)
class Detalle:
    """`decisiones`: what this person may decide now; `renglones`: the data, masked; `completas`: where each row may be
    seen in clear, by who says why: (folio, dossier, upload, row).
    """

    ticket: TicketVista
    renglones: tuple[Renglon, ...]
    completas: tuple[tuple[str, int, int, int], ...]
    decisiones: tuple[str, ...]
    reabrir: bool
    historia: tuple[DecisionVista, ...]


def _propios(actor: Actor) -> Select[Any]:
    """The padrones of the dependencias where this person captures."""
    return (
        select(Expediente.id)
        .join(Dependencia, Dependencia.id == Expediente.dependencia_id)
        .where(Dependencia.clave.in_(actor.dependencias(*CAPTURAN)))
    )


def _visibles(actor: Actor) -> list[ColumnElement[bool]]:
    if sees_both(actor):
        return []
    propios = _propios(actor)
    return [or_(PadronTicket.expediente_id.in_(propios), PadronTicket.otro_expediente_id.in_(propios))]


def lista(
    actor: Actor,
    *,
    expediente_id: int | None = None,
    clase: str | None = None,
    estado: str | None = PENDIENTE,
    programa: str | None = None,
    despues_de: int = 0,
    limite: int = POR_PAGINA,
) -> Pagina:
    """Tickets in the order in which they were found, after an id."""
    filtros = [*_visibles(actor), PadronTicket.id > despues_de]
    if expediente_id is not None:
        filtros.append(_de(expediente_id))
    if clase:
        filtros.append(PadronTicket.clase == clase)
    if estado:
        filtros.append(PadronTicket.estado == estado)
    if programa:
        del_programa = select(Expediente.id).where(Expediente.programa == programa)
        filtros.append(
            or_(PadronTicket.expediente_id.in_(del_programa), PadronTicket.otro_expediente_id.in_(del_programa))
            if sees_both(actor)
            else PadronTicket.expediente_id.in_(del_programa)
        )
    hallados = _vistas(actor, filtros, limite + 1)
    return Pagina(tuple(hallados[:limite]), hallados[limite - 1].id if len(hallados) > limite else None)


def _de(expediente_id: int) -> ColumnElement[bool]:
    return or_(PadronTicket.expediente_id == expediente_id, PadronTicket.otro_expediente_id == expediente_id)


def _vistas(actor: Actor, filtros: list[ColumnElement[bool]], limite: int) -> list[TicketVista]:
    uno, otro = aliased(Expediente), aliased(Expediente)
    una_fila, otra_fila = aliased(PadronFila), aliased(PadronFila)
    rows = db.session.execute(
        select(
            PadronTicket,
            uno.id, uno.folio, uno.titulo, uno.programa, uno.dependencia_id,
            otro.id, otro.folio, otro.titulo, otro.programa,
            select(una_fila.numero).where(una_fila.id == PadronTicket.fila_id).scalar_subquery(),
            select(otra_fila.numero).where(otra_fila.id == PadronTicket.otra_fila_id).scalar_subquery(),
        )
        .join(uno, uno.id == PadronTicket.expediente_id)
        .outerjoin(otro, otro.id == PadronTicket.otro_expediente_id)
        .where(*filtros)
        .order_by(PadronTicket.id)
        .limit(limite)
    ).all()  # fmt: skip
    propios = set() if sees_both(actor) else set(db.session.scalars(_propios(actor)))
    return [_vista(row, actor, propios) for row in rows]


def _vista(row: Any, actor: Actor, propios: set[int]) -> TicketVista:
    ticket: PadronTicket = row[0]
    uno = Padron(*row[1:5], row[10])
    otro = Padron(*row[6:10], row[11]) if row[6] is not None else None
    ajeno = otro is not None and not sees_both(actor)
    if otro is not None and ajeno and uno.expediente_id not in propios:
        uno = otro
    return TicketVista(
        id=ticket.id,
        clase=ticket.clase,
        estado=ticket.estado,
        puntaje=ticket.puntaje,
        razones=() if ajeno else tuple(ticket.razones.split(",")),
        uno=uno,
        otro=None if ajeno else otro,
        otra_fila=None if otro is not None else row[11],
        ajeno=ajeno,
        segura="incompatibles" in ticket.razones or ticket.clase == "tope",
        baja_aqui=ticket.baja_en_id == uno.expediente_id and otro is not None,
        visto_en=ticket.visto_en,
    )


def ver(ticket_id: int, actor: Actor, llavero: Llavero) -> Detalle:
    """Raises NotFound, also for who may not see it."""
    hallados = _vistas(actor, [PadronTicket.id == ticket_id, *_visibles(actor)], 1)
    if not hallados:
        raise NotFound("NO_EXISTE")
    vista, ticket = hallados[0], db.session.get_one(PadronTicket, ticket_id)
    dependencia = db.session.get_one(Expediente, ticket.expediente_id).dependencia.clave
    if not sees(actor, (dependencia,)) and not vista.ajeno:
        raise NotFound("NO_EXISTE")
    mia, suya = ticket.fila_id, ticket.otra_fila_id
    if vista.ajeno and vista.uno.expediente_id != ticket.expediente_id:
        mia = suya
    puede = decides(actor, ticket.clase, dependencia)
    abierto = ticket.estado in (PENDIENTE, YA_NO)
    return Detalle(
        ticket=vista,
        renglones=tuple(_lados(mia, None if vista.ajeno else suya, llavero)),
        completas=_completas([mia] if vista.ajeno else [mia, suya]),
        decisiones=posibles(ticket.clase, tuple(ticket.razones.split(","))) if puede and abierto else (),
        reabrir=puede and not abierto,
        historia=_historia(ticket, actor, vista.ajeno),
    )


def _lados(mia: int | None, suya: int | None, llavero: Llavero) -> list[Renglon]:
    uno = _registro(mia, llavero)
    return [] if uno is None else renglones(uno, _registro(suya, llavero))


def _completas(fila_ids: list[int | None]) -> tuple[tuple[str, int, int, int], ...]:
    rows = db.session.execute(
        select(Expediente.folio, Expediente.id, PadronFila.carga_id, PadronFila.numero)
        .where(
            PadronFila.id.in_([fila_id for fila_id in fila_ids if fila_id is not None]),
            CargaPadron.id == PadronFila.carga_id,
            Expediente.id == CargaPadron.expediente_id,
        )
        .order_by(Expediente.id, PadronFila.numero)
    )
    return tuple((folio, expediente, carga, numero) for folio, expediente, carga, numero in rows)


def _registro(fila_id: int | None, llavero: Llavero) -> Registro | None:
    row = db.session.scalar(select(PadronFila).where(PadronFila.id == fila_id)) if fila_id is not None else None
    if row is None:
        return None
    lector = lector_de(db.session.get_one(CargaPadron, row.carga_id))
    return None if lector is None else lector.registro(row.numero, celdas_de(row, llavero))


def _historia(ticket: PadronTicket, actor: Actor, ajeno: bool) -> tuple[DecisionVista, ...]:
    rows = db.session.scalars(
        select(PadronTicketDecision)
        .where(PadronTicketDecision.ticket_id == ticket.id)
        .order_by(PadronTicketDecision.id.desc())
    )
    found = []
    for row in rows:
        callada = not sees_both(actor) and (ajeno or row.recordada_id is not None)
        found.append(
            DecisionVista(row.decision, "" if callada else row.motivo, "" if callada else row.por,
                          row.recordada_id is not None, row.en)
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True)
class Cuentas:
    """Pending tickets of a padrón: `propias`, that its dependencia decides; `cruces`, that Planeación decides."""

    propias: int
    cruces: int

    @property
    def todas(self) -> int:
        return self.propias + self.cruces


def cuentas(expediente_id: int) -> Cuentas:
    rows = db.session.execute(
        select(PadronTicket.clase, func.count())
        .where(_de(expediente_id), PadronTicket.estado == PENDIENTE)
        .group_by(PadronTicket.clase)
    )
    por_clase = {clase: int(cuantos) for clase, cuantos in rows}
    cruces = sum(por_clase.get(clase, 0) for clase in CRUCES)
    return Cuentas(sum(por_clase.values()) - cruces, cruces)


def programas(actor: Actor) -> list[str]:
    """Those of the padrones that have tickets this person may see."""
    con = select(PadronTicket.expediente_id).where(*_visibles(actor))
    propios = [] if sees_both(actor) else [Expediente.id.in_(_propios(actor))]
    return list(db.session.scalars(
        select(Expediente.programa).where(Expediente.id.in_(con), *propios).distinct().order_by(Expediente.programa)
    ))  # fmt: skip
