"""Starting, closing and moving clocks. These join the transaction of the act that asks for it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import func, insert, select, update

from workflow.db import db
from workflow.expedientes.dias import contar
from workflow.expedientes.models import CalendarioCambio, Expediente, Plazo, PlazoHecho
from workflow.expedientes.queries import hechos, relojes
from workflow.expedientes.relojes import lado_de, reloj_de, vencimiento
from workflow.kernel.actor import Actor
from workflow.kernel.clock import ZONE, local_date
from workflow.kernel.plazos import Calendario
from workflow.outbox.service import leave

AVANZO = "El expediente dejó la etapa mientras su plazo estaba en pausa."
LOTE = 500


def mover(
    row: Expediente, *, actor: Actor, ahora: datetime, vigente: hechos.Configuracion, recuperado: bool = False
) -> None:
    """Close the clock of the stage it left and start that of the stage it reached.

    `recuperado`: a submission taken back goes on with the clock it had, so that nobody gains time by sending it.
    """
    cerrar(row, actor=actor, ahora=ahora, calendario=vigente.calendario)
    before = _clock_before(row) if recuperado else None
    if before is not None:
        _go_on(row, before, ahora, vigente.calendario)
    else:
        abrir(row, ahora=ahora, vigente=vigente)


def abrir(row: Expediente, *, ahora: datetime, vigente: hechos.Configuracion | None = None) -> Plazo | None:
    """Start the clock of the stage, by the term in force that day. None where nobody is waited for."""
    vigente = vigente or hechos.configuracion(local_date(ahora))
    lado, termino = lado_de(row.etapa, hechos.turno_de(row)), vigente.termino(row.etapa)
    if lado is None or termino is None:
        return None
    plazo = _clock(row, lado, ahora, termino.dias, termino.fundamento, termino.por_confirmar)
    plazo.vence = _due(plazo, [], vigente.calendario) or ahora
    db.session.add(plazo)
    return plazo


def _clock(row: Expediente, lado: str, desde: datetime, dias: int, fundamento: str, por_confirmar: bool) -> Plazo:
    return Plazo(
        expediente_id=row.id,
        version=row.version,
        ronda=row.ronda,
        etapa=row.etapa,
        lado=lado,
        dias=dias,
        desde=desde,
        fundamento=fundamento,
        por_confirmar=por_confirmar,
        **_of(row),
    )


def _of(row: Expediente) -> dict[str, Any]:
    """What the days of a clock are added by."""
    return {"dependencia_id": row.dependencia_id, "ejercicio": row.ejercicio, "tipo": row.tipo}


def completar(plazo: Plazo, row: Expediente) -> None:
    """A clock of before knows its side and what its days are added by."""
    plazo.lado = plazo.lado or lado_de(plazo.etapa)
    for name, value in _of(row).items():
        if getattr(plazo, name) is None:
            setattr(plazo, name, value)


def _clock_before(row: Expediente) -> Plazo | None:
    """The clock that this stage had, of this version and round, before it was sent."""
    return db.session.scalars(
        select(Plazo)
        .where(
            Plazo.expediente_id == row.id,
            Plazo.version == row.version,
            Plazo.ronda == row.ronda,
            Plazo.etapa == row.etapa,
        )
        .order_by(Plazo.id.desc())
        .limit(1)
    ).first()


def _go_on(row: Expediente, before: Plazo, ahora: datetime, calendario: Calendario) -> None:
    lado = before.lado or lado_de(row.etapa) or "dependencia"
    plazo = _clock(row, lado, before.desde, before.dias, before.fundamento, before.por_confirmar)
    plazo.origen_id, plazo.abierto_en = before.origen_id or before.id, ahora
    plazo.vence = _due(plazo, relojes.hechos_de([before])[before.id], calendario) or before.vence
    db.session.add(plazo)


def _due(plazo: Plazo, facts: list[PlazoHecho], calendario: Calendario) -> datetime | None:
    return vencimiento(relojes.reloj(plazo, facts), calendario)


def cerrar(row: Expediente, *, actor: Actor, ahora: datetime, calendario: Calendario) -> None:
    """Stop the clock for good and note its days. A pause ends with it."""
    plazo, facts = relojes.abierto_con_hechos(row.id)
    if plazo is None:
        return
    if plazo.pausado_en is not None:
        facts = [*facts, anotar(plazo, "reanudacion", AVANZO, actor=actor, ahora=ahora)]
        plazo.pausado_en = None
    plazo.cerrado_en = ahora
    completar(plazo, row)
    plazo.responsable_id = row.revisor_id if plazo.etapa == "en_revision" else None
    _note_days(plazo, ahora, facts, calendario)
    db.session.flush()  # before another is open: each dossier has one


def contar_dias(plazos: list[Plazo], calendario: Calendario) -> None:
    """The days that each closed clock lasted, from its facts."""
    facts = relojes.hechos_de(plazos)
    for plazo in plazos:
        if plazo.cerrado_en is not None:
            _note_days(plazo, plazo.cerrado_en, facts[plazo.id], calendario)


def _note_days(plazo: Plazo, hasta: datetime, facts: list[PlazoHecho], calendario: Calendario) -> None:
    abierto = plazo.abierto_en or plazo.desde
    pausas = [p for p in relojes.reloj(plazo, facts).pausas if p.desde >= abierto]
    cuenta = contar(abierto, hasta, pausas, calendario)
    plazo.naturales, plazo.habiles, plazo.pausados = cuenta.naturales, cuenta.habiles, cuenta.pausados


def anotar(
    plazo: Plazo, clase: str, motivo: str, *, actor: Actor, ahora: datetime, fundamento: str = "", **more: Any
) -> PlazoHecho:
    """Add a fact to a clock; its id is known when this returns."""
    hecho = PlazoHecho(
        plazo_id=plazo.id,
        expediente_id=plazo.expediente_id,
        clase=clase,
        motivo=motivo,
        fundamento=fundamento,
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
        **more,
    )
    db.session.add(hecho)
    db.session.flush()
    return hecho


def vence_con(plazo: Plazo, clase: str, ahora: datetime, dias: int | None = None) -> datetime | None:
    """When it would end with one fact more; None if it would be paused."""
    facts = [(h.clase, h.en, h.dias) for h in relojes.hechos_de([plazo])[plazo.id]]
    return vencimiento(reloj_de(plazo.desde, plazo.dias, [*facts, (clase, ahora, dias)]), hechos.calendario())


def recorrer(fechas: list[Any], accion: str, motivo: str, *, actor: Actor, ahora: datetime) -> int:
    """Move every open clock that those days touch, each with its fact, and leave word to who is waited for.

    Returns how many moved. The days of closed clocks are told again in the background.
    """
    first = datetime.combine(min(fechas), time.min, ZONE)
    last = datetime.combine(max(fechas), time.max, ZONE)
    calendario = hechos.calendario()
    moved = _moved(first, last, calendario)
    cambio = CalendarioCambio(
        accion=accion,
        fechas=[fecha.isoformat() for fecha in sorted(fechas)],
        motivo=motivo,
        recorridos=len(moved),
        por_id=actor.usuario_id,
        por=actor.nombre,
        en=ahora,
    )
    db.session.add(cambio)
    db.session.flush()
    _write_moved(moved, cambio, actor=actor, ahora=ahora)
    db.session.execute(
        update(Plazo)
        .where(Plazo.cerrado_en >= first, func.coalesce(Plazo.abierto_en, Plazo.desde) <= last)
        .values(naturales=None, habiles=None, pausados=None)
    )
    for tipo in ("plazos.contar", *(("aviso.calendario",) if moved else ())):
        leave(tipo, llave=f"{tipo}:{cambio.id}", payload={"cambio_id": cambio.id}, ahora=ahora)
    return len(moved)


def _write_moved(
    moved: list[tuple[Plazo, datetime]], cambio: CalendarioCambio, *, actor: Actor, ahora: datetime
) -> None:
    """The fact of each clock that moved, and its new due instant: two statements, however many there are."""
    if not moved:
        return
    told = {"motivo": cambio.motivo, "cambio_id": cambio.id, "por_id": actor.usuario_id, "por": actor.nombre}
    facts = [
        {
            **told,
            "plazo_id": plazo.id,
            "expediente_id": plazo.expediente_id,
            "clase": "calendario",
            "fundamento": "",
            "antes": plazo.vence,
            "despues": despues,
            "en": ahora,
        }
        for plazo, despues in moved
    ]
    db.session.execute(insert(PlazoHecho), facts)
    db.session.execute(update(Plazo), [{"id": plazo.id, "vence": despues} for plazo, despues in moved])


def _moved(first: datetime, last: datetime, calendario: Calendario) -> list[tuple[Plazo, datetime]]:
    """Open clocks whose term those days touch, with the new due instant, where it is another."""
    rows = list(
        db.session.scalars(
            select(Plazo)
            .where(Plazo.cerrado_en.is_(None), Plazo.pausado_en.is_(None), Plazo.desde <= last, Plazo.vence >= first)
            .order_by(Plazo.id)
            .with_for_update()
        )
    )
    found = []
    for start in range(0, len(rows), LOTE):
        lote = rows[start : start + LOTE]
        facts = relojes.hechos_de(lote)
        for plazo in lote:
            despues = _due(plazo, facts[plazo.id], calendario)
            if despues is not None and despues != plazo.vence:
                found.append((plazo, despues))
    return found
