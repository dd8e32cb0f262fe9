"""After a change of key the same person has another index: what was decided of her is still found.

Facts are not rewritten: which index became which is noted while the rows are encrypted anew, and at the end the
tickets, which are questions and no facts, take the new ones with their decisions repeated under them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, or_, select

from workflow.db import db, use_case
from workflow.kernel.actor import SISTEMA, Actor
from workflow.padron.coincidencias.hallado import llave_de
from workflow.padron.coincidencias.models import (
    IndiceCambiado,
    PadronTicket,
    PadronTicketDecision,
    PersonaVinculo,
)
from workflow.padron.coincidencias.queries.llaves import cambiados
from workflow.padron.coincidencias.service.vinculos import rehacer_alias


def anotar(cambios: Iterable[tuple[str, str]]) -> None:
    """(old, new) of the rows of a batch; only those that some ticket or link names are kept. Joins the transaction."""
    pares = {viejo: nuevo for viejo, nuevo in cambios if viejo != nuevo}
    if not pares:
        return
    nombrados: set[str] = set()
    for tabla in (PadronTicket, PersonaVinculo):
        for columna in (tabla.uno, tabla.otro):
            nombrados |= set(db.session.scalars(select(columna).where(columna.in_(pares))))
    ya = set(db.session.scalars(select(IndiceCambiado.viejo).where(IndiceCambiado.viejo.in_(nombrados))))
    nuevos = [{"viejo": viejo, "nuevo": pares[viejo]} for viejo in sorted(nombrados - ya)]
    if nuevos:
        db.session.execute(insert(IndiceCambiado), nuevos)


@use_case
def poner_al_dia(*, ahora: datetime, actor: Actor = SISTEMA) -> int:
    """Tickets and linked keys under the key in use. Idempotent. Returns how many tickets changed."""
    hoy = cambiados()
    if not hoy:
        return 0
    viejos = list(hoy)
    tickets: list[PadronTicket] = []
    for desde in range(0, len(viejos), 500):
        tanda = viejos[desde : desde + 500]
        tickets += db.session.scalars(
            select(PadronTicket).where(or_(PadronTicket.uno.in_(tanda), PadronTicket.otro.in_(tanda)))
        )
    for ticket in dict.fromkeys(tickets):
        _traducir(ticket, hoy, ahora)
    rehacer_alias()
    return len(dict.fromkeys(tickets))


def _traducir(ticket: PadronTicket, hoy: dict[str, str], ahora: datetime) -> None:
    uno, otro = sorted((hoy.get(ticket.uno, ticket.uno), hoy.get(ticket.otro, ticket.otro)))
    ticket.llave = llave_de(ticket.clase, ticket.expediente_id, ticket.otro_expediente_id, uno, otro)
    ticket.uno, ticket.otro = uno, otro
    ultima = db.session.scalars(
        select(PadronTicketDecision)
        .where(PadronTicketDecision.ticket_id == ticket.id)
        .order_by(PadronTicketDecision.id.desc())
        .limit(1)
    ).first()
    if ultima is not None and (ultima.uno, ultima.otro) != (uno, otro):
        db.session.add(
            PadronTicketDecision(
                ticket_id=ticket.id, uno=uno, otro=otro, decision=ultima.decision, baja_en_id=ultima.baja_en_id,
                motivo=ultima.motivo, recordada_id=ultima.recordada_id or ultima.id, por_id=ultima.por_id,
                por=ultima.por, en=ahora,
            )
        )  # fmt: skip
