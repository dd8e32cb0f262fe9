"""What was found becomes tickets, once each. Idempotent: looking again changes nothing but what the data changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import bindparam, insert, or_, select, update

from workflow.audit.service import record
from workflow.db import db, lock, use_case
from workflow.kernel.actor import SISTEMA, Actor
from workflow.outbox.service import leave
from workflow.padron.coincidencias.clases import CRUCES, PENDIENTE, SE_RECUERDAN, YA_NO
from workflow.padron.coincidencias.hallado import Hallado
from workflow.padron.coincidencias.models import PadronTicket, PadronTicketDecision
from workflow.padron.coincidencias.queries.buscar import Busqueda
from workflow.padron.models import CargaPadron

TRABAJO = "padron.coincidencias"
TANDA = 500
T = TypeVar("T")


def _tandas(cosas: Sequence[T]) -> Iterator[Sequence[T]]:
    for desde in range(0, len(cosas), TANDA):
        yield cosas[desde : desde + TANDA]


def pedir(carga_id: int, porque: str, *, ahora: datetime) -> None:
    """Leave the search for the worker, in the transaction of who asks. Same upload and reason, once."""
    leave(TRABAJO, llave=f"{TRABAJO}:{carga_id}:{porque}", payload={"carga_id": carga_id}, ahora=ahora,
          objeto=("carga_padron_coincidencias", carga_id))  # fmt: skip


@use_case
def registrar(busqueda: Busqueda, *, ahora: datetime, actor: Actor = SISTEMA) -> None:
    """New pairs are asked, unless they were decided before somewhere; those that are gone are no longer pending."""
    carga = lock(CargaPadron, busqueda.carga_id)
    if carga.estado not in ("revisada", "confirmada"):
        return
    hallados = {hallado.llave: hallado for hallado in busqueda.hallados}
    antes = _conocidos(carga.expediente_id)
    nuevos = [hallado for llave, hallado in hallados.items() if llave not in antes]
    _actualizar([(antes[llave][0], hallado) for llave, hallado in hallados.items() if llave in antes], carga, ahora)
    vuelven = [id_ for llave, (id_, estado, _) in antes.items() if llave in hallados and estado == YA_NO]
    salen = [
        id_
        for llave, (id_, estado, clase) in antes.items()
        if llave not in hallados and estado == PENDIENTE and (busqueda.con_cruces or clase not in CRUCES)
    ]
    _estados(vuelven, PENDIENTE)
    _estados(salen, YA_NO)
    recordados = _recordar(_insertar(nuevos, carga, ahora), ahora=ahora)
    record("padron:buscar_coincidencias", actor=actor, ahora=ahora, objeto=("expediente", carga.expediente_id),
           datos={"carga_id": carga.id, "nuevas": len(nuevos), "ya_no": len(salen), "recordadas": recordados,
                  "cortados": busqueda.cortados})  # fmt: skip


def _conocidos(expediente_id: int) -> dict[str, tuple[int, str, str]]:
    """llave -> (id, state, class) of the tickets of that padrón, on either side."""
    tabla = PadronTicket
    rows = db.session.execute(
        select(tabla.llave, tabla.id, tabla.estado, tabla.clase).where(
            or_(tabla.expediente_id == expediente_id, tabla.otro_expediente_id == expediente_id)
        )
    )
    return {llave: (id_, estado, clase) for llave, id_, estado, clase in rows}


def _actualizar(vistos: list[tuple[int, Hallado]], carga: CargaPadron, ahora: datetime) -> None:
    if not vistos:
        return
    tabla = PadronTicket.__table__
    db.session.connection().execute(
        update(tabla)
        .where(tabla.c.id == bindparam("el_id"))
        .values(fila_id=bindparam("la_fila"), otra_fila_id=bindparam("la_otra"), puntaje=bindparam("el_puntaje"),
                razones=bindparam("las_razones"), carga_id=carga.id, visto_en=ahora),
        [
            {"el_id": id_, "la_fila": visto.fila_id, "la_otra": visto.otra_fila_id, "el_puntaje": visto.puntaje,
             "las_razones": ",".join(visto.razones)}
            for id_, visto in vistos
        ],
    )  # fmt: skip


def _estados(ids: list[int], estado: str) -> None:
    for tanda in _tandas(ids):
        db.session.execute(update(PadronTicket).where(PadronTicket.id.in_(tanda)).values(estado=estado))


def _insertar(nuevos: list[Hallado], carga: CargaPadron, ahora: datetime) -> list[str]:
    """Returns their keys."""
    if nuevos:
        db.session.execute(
            insert(PadronTicket),
            [
                {
                    "llave": nuevo.llave, "clase": nuevo.clase, "expediente_id": nuevo.expediente_id,
                    "otro_expediente_id": nuevo.otro_expediente_id, "fila_id": nuevo.fila_id,
                    "otra_fila_id": nuevo.otra_fila_id, "uno": nuevo.par[0], "otro": nuevo.par[1],
                    "puntaje": nuevo.puntaje, "razones": ",".join(nuevo.razones), "estado": PENDIENTE,
                    "carga_id": carga.id, "creado_en": ahora, "visto_en": ahora,
                }
                for nuevo in nuevos
            ],
        )  # fmt: skip
    return [nuevo.llave for nuevo in nuevos]


def _recordar(llaves: Sequence[str], *, ahora: datetime) -> int:
    """Pairs that somebody already decided, here or in another padrón, are born decided. Returns how many."""
    cuantos = 0
    for tanda in _tandas(llaves):
        tickets = db.session.scalars(select(PadronTicket).where(PadronTicket.llave.in_(tanda))).all()
        antes = ultimas({(ticket.uno, ticket.otro) for ticket in tickets if ticket.uno != ticket.otro})
        for ticket in tickets:
            decidido = antes.get((ticket.uno, ticket.otro))
            if decidido is not None and decidido.decision in SE_RECUERDAN:
                repetir(ticket, decidido, ahora=ahora)
                cuantos += 1
    return cuantos


def ultimas(pares: set[tuple[str, str]]) -> dict[tuple[str, str], PadronTicketDecision]:
    """The last decision on each pair, wherever it was made."""
    halladas: dict[tuple[str, str], PadronTicketDecision] = {}
    tabla = PadronTicketDecision
    for tanda in _tandas(sorted({uno for uno, _ in pares})):
        for row in db.session.scalars(select(tabla).where(tabla.uno.in_(tanda)).order_by(tabla.id)):
            if (row.uno, row.otro) in pares:
                halladas[row.uno, row.otro] = row
    return halladas


def repetir(ticket: PadronTicket, decidido: PadronTicketDecision, *, ahora: datetime) -> None:
    ticket.estado = decidido.decision
    db.session.add(
        PadronTicketDecision(
            ticket_id=ticket.id, uno=ticket.uno, otro=ticket.otro, decision=decidido.decision, motivo=decidido.motivo,
            recordada_id=decidido.recordada_id or decidido.id, por_id=decidido.por_id, por=decidido.por, en=ahora,
        )
    )  # fmt: skip
