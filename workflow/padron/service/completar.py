"""Padrones of an installation of before: rows get what they are found by, and what is in force gets enrolled.

Idempotent, by batches; stopped in the middle, running it again goes on. No row changes what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from workflow.audit.service import record
from workflow.db import db, use_case
from workflow.expedientes.models import Envio, Expediente
from workflow.kernel.actor import SISTEMA, Actor
from workflow.padron.buscables import buscables
from workflow.padron.cifrado import Llavero
from workflow.padron.models import CargaPadron, Inscripcion, PadronFila, PadronMovimiento
from workflow.padron.privacidad.queries.filas import celdas_de, lector_de
from workflow.padron.registro import Lector
from workflow.padron.service.inscripcion import inscribir

TANDA = 500


@dataclass
class Completado:
    """`ilegibles`: uploads whose columns are no longer recognised, and whose rows stay as they were."""

    filas: int = 0
    inscritas: int = 0
    padrones: int = 0
    ilegibles: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class _Tanda:
    vistas: int
    hechas: int
    ultima: int
    ilegibles: frozenset[int]


def completar(
    llavero: Llavero,
    *,
    ahora: datetime,
    actor: Actor = SISTEMA,
    tanda: int = TANDA,
    avance: Callable[[Completado], None] = lambda _: None,
) -> Completado:
    """Every row without its indexes, and every padrón in force without enrolments."""
    done, despues_de = Completado(), 0
    while True:
        hecho = completar_filas(llavero, despues_de=despues_de, limite=tanda, actor=actor, ahora=ahora)
        if not hecho.vistas:
            break
        despues_de = hecho.ultima
        done.filas += hecho.hechas
        done.ilegibles |= hecho.ilegibles
        avance(done)
    for envio_id in _sin_inscribir():
        antes = _cuantas(envio_id)
        inscribir(envio_id, ahora=ahora, actor=actor)
        done.padrones += 1
        done.inscritas += _cuantas(envio_id) - antes
        avance(done)
    return done


@use_case
def completar_filas(
    llavero: Llavero, *, despues_de: int, limite: int, actor: Actor, ahora: datetime
) -> _Tanda:  # fmt: skip
    """One batch of rows that were written before there were indexes, after an id."""
    rows = db.session.scalars(
        select(PadronFila)
        .where(PadronFila.contenido.is_(None), PadronFila.id > despues_de)
        .order_by(PadronFila.id)
        .limit(limite)
        .with_for_update()
    ).all()
    lectores: dict[int, Lector | None] = {}
    hechas, ilegibles = 0, set()
    for row in rows:
        if row.carga_id not in lectores:
            lectores[row.carga_id] = lector_de(db.session.get_one(CargaPadron, row.carga_id))
        lector = lectores[row.carga_id]
        if lector is None:
            ilegibles.add(row.carga_id)
            continue
        celdas = celdas_de(row, llavero)
        con_su_llave = Llavero(row.llave, llavero.llaves)  # the indexes of a row are those of the key that closes it
        for nombre, valor in buscables(lector.fila(row.numero, celdas), celdas, con_su_llave).items():
            setattr(row, nombre, valor)
        hechas += 1
    if hechas:
        record("padron:completar", actor=actor, ahora=ahora, objeto=("padron", 0), datos={"filas": hechas})
    return _Tanda(len(rows), hechas, rows[-1].id if rows else despues_de, frozenset(ilegibles))


def _sin_inscribir() -> list[int]:
    """The versions in force of padrones that nobody enrolled."""
    aplicado = select(PadronMovimiento.envio_id)
    rows = db.session.execute(
        select(Envio.id, Envio.contenido)
        .join(Expediente, Expediente.v_vigente_id == Envio.id)
        .where(Expediente.tipo == "padron", Envio.id.not_in(aplicado))
        .order_by(Envio.id)
    )
    return [envio_id for envio_id, contenido in rows if (contenido.get("padron") or {}).get("carga_id")]


def _cuantas(envio_id: int) -> int:
    expediente_id = db.session.get_one(Envio, envio_id).expediente_id
    return len(db.session.scalars(select(Inscripcion.id).where(Inscripcion.expediente_id == expediente_id)).all())
