"""A person decides a ticket. The decision is a fact, remembered wherever the same pair appears."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from workflow.audit.service import once, record
from workflow.db import db, lock, use_case
from workflow.expedientes.models import Expediente
from workflow.kernel.actor import Actor
from workflow.kernel.refusals import Invalid, NotAllowed, NotFound, Refused
from workflow.padron.coincidencias.clases import CRUCES, PENDIENTE, SE_RECUERDAN, YA_NO, decides, faults, sees
from workflow.padron.coincidencias.models import PadronTicket, PadronTicketDecision
from workflow.padron.coincidencias.service.generar import pedir, repetir
from workflow.padron.coincidencias.service.vinculos import separar, unir
from workflow.padron.models import CargaPadron, PadronFila

LARGO_CURP = 64
"""Length of the index of a CURP; that of another identity is shorter."""


@use_case
def decidir(
    ticket_id: int,
    decision: str,
    motivo: str,
    *,
    actor: Actor,
    ahora: datetime,
    sobre: str | None = None,
    llave: str | None = None,
) -> None:
    """`sobre`: uno or otro, the side whose baja is proposed. Raises every fault at once."""
    once(llave, actor=actor, ahora=ahora, destino=f"/coincidencias/{ticket_id}")
    ticket = lock(PadronTicket, ticket_id)
    _autorizar(ticket, actor)
    motivo = " ".join(motivo.split())
    faltas = faults(ticket.clase, tuple(ticket.razones.split(",")), decision, motivo, sobre)
    if faltas:
        raise Invalid(faltas)
    if decision == "reabierto" and ticket.estado in (PENDIENTE, YA_NO):
        raise Refused("COINCIDENCIA_YA_REABIERTA")
    antes = ticket.estado
    baja_en = None
    if decision == "baja_propuesta":
        baja_en = ticket.expediente_id if sobre == "uno" else ticket.otro_expediente_id or ticket.expediente_id
        motivo = _con_la_fila(ticket, sobre) + motivo
    hecho = PadronTicketDecision(
        ticket_id=ticket.id, uno=ticket.uno, otro=ticket.otro, decision=decision, baja_en_id=baja_en, motivo=motivo,
        por_id=actor.usuario_id, por=actor.nombre, en=ahora,
    )  # fmt: skip
    db.session.add(hecho)
    db.session.flush()
    ticket.estado, ticket.baja_en_id = (PENDIENTE if decision == "reabierto" else decision), baja_en
    _personas(ticket, antes, motivo, actor=actor, ahora=ahora)
    if decision in SE_RECUERDAN and ticket.uno != ticket.otro:
        _iguales(ticket, hecho, ahora=ahora)
    record("padron:decidir_coincidencia", actor=actor, ahora=ahora, objeto=("expediente", ticket.expediente_id),
           datos={"ticket_id": ticket.id, "clase": ticket.clase, "decision": decision})  # fmt: skip
    if antes == "misma_persona" or decision == "misma_persona":
        _volver_a_buscar(ticket, hecho.id, ahora=ahora)


def _con_la_fila(ticket: PadronTicket, sobre: str | None) -> str:
    """Within one padrón the proposal says which of the two rows should leave."""
    fila_id = ticket.fila_id if sobre == "uno" else ticket.otra_fila_id
    numero = db.session.scalar(select(PadronFila.numero).where(PadronFila.id == fila_id))
    return "" if ticket.clase in CRUCES or numero is None else f"Fila {numero}. "


def _autorizar(ticket: PadronTicket, actor: Actor) -> None:
    ids = [ticket.expediente_id, *([ticket.otro_expediente_id] if ticket.otro_expediente_id else [])]
    rows = db.session.scalars(select(Expediente).where(Expediente.id.in_(ids))).all()
    de = {row.id: row.dependencia.clave for row in rows}
    if not sees(actor, tuple(de.values())):
        raise NotFound("NO_EXISTE")
    if not decides(actor, ticket.clase, de[ticket.expediente_id]):
        raise NotAllowed("COINCIDENCIA_AJENA" if ticket.clase in CRUCES else "ROL_NO_AUTORIZADO")


def _personas(ticket: PadronTicket, antes: str, motivo: str, *, actor: Actor, ahora: datetime) -> None:
    """Two CURPs decided to be one person's are linked; undoing that decision unlinks them."""
    if len(ticket.uno) != LARGO_CURP or len(ticket.otro) != LARGO_CURP or ticket.uno == ticket.otro:
        return
    if ticket.estado == "misma_persona":
        unir(ticket.uno, ticket.otro, causa="coincidencia", motivo=motivo, actor=actor, ahora=ahora,
             ticket_id=ticket.id)  # fmt: skip
    elif antes == "misma_persona":
        separar(ticket.uno, ticket.otro, motivo=motivo, actor=actor, ahora=ahora, ticket_id=ticket.id)


def _iguales(ticket: PadronTicket, hecho: PadronTicketDecision, *, ahora: datetime) -> None:
    """The same pair, pending in other padrones, is not asked again."""
    otros = db.session.scalars(
        select(PadronTicket).where(
            PadronTicket.uno == ticket.uno, PadronTicket.otro == ticket.otro, PadronTicket.id != ticket.id,
            PadronTicket.estado == PENDIENTE,
        )
    )  # fmt: skip
    for otro in otros.all():
        repetir(otro, hecho, ahora=ahora)


def _volver_a_buscar(ticket: PadronTicket, decision_id: int, *, ahora: datetime) -> None:
    """Who is who changed: the padrones of that person are looked at again."""
    ids = [ticket.expediente_id, *([ticket.otro_expediente_id] if ticket.otro_expediente_id else [])]
    cargas = db.session.scalars(
        select(CargaPadron.id).where(CargaPadron.expediente_id.in_(ids), CargaPadron.estado == "confirmada")
    )
    for carga_id in cargas.all():
        pedir(carga_id, f"decision:{decision_id}", ahora=ahora)
