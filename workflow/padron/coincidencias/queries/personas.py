"""One person under all her keys: what a link changes is only how things are read. Nothing written before is touched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.db import db
from workflow.padron.cifrado import Llavero
from workflow.padron.coincidencias.models import PersonaAlias, PersonaVinculo
from workflow.padron.models import Inscripcion, PadronFila


def claves_de(indices: Collection[str]) -> set[str]:
    """Those keyed indexes and the ones of the same people."""
    de_quien = select(PersonaAlias.persona).where(PersonaAlias.indice.in_(indices))
    return set(indices) | set(
        db.session.scalars(select(PersonaAlias.indice).where(PersonaAlias.persona.in_(de_quien)))
    )  # fmt: skip


def inscripciones_de(curp: str, llavero: Llavero) -> list[int]:
    """Every enrolment of a person, under any of her keys, in the order in which they began."""
    claves = claves_de(llavero.indices(curp))
    return list(
        db.session.scalars(
            select(Inscripcion.id).where(Inscripcion.persona.in_(claves)).order_by(Inscripcion.desde, Inscripcion.id)
        )
    )


def recibe_por(curp: str, llavero: Llavero) -> list[int]:
    """Enrolments in force of those for whom this person receives as guardian. A guardian is not a beneficiary."""
    claves = claves_de(llavero.indices(curp))
    return list(
        db.session.scalars(
            select(Inscripcion.id)
            .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
            .where(PadronFila.tutor.in_(claves), Inscripcion.hasta.is_(None))
            .order_by(Inscripcion.id)
        )
    )


def tutores_de(inscripcion_ids: Collection[int]) -> dict[int, str]:
    """enrolment -> keyed index of who receives for it, where somebody does."""
    rows = db.session.execute(
        select(Inscripcion.id, PadronFila.tutor)
        .join(PadronFila, PadronFila.id == Inscripcion.fila_id)
        .where(Inscripcion.id.in_(inscripcion_ids), PadronFila.tutor.is_not(None))
    )
    return {int(inscripcion): str(tutor) for inscripcion, tutor in rows}


def sin_curp(carga_id: int) -> dict[str, int]:
    """How many rows of an upload have no CURP, by reason of the catalogue."""
    cuentas: dict[str, int] = {}
    rows = db.session.scalars(
        select(PadronFila.sin_curp).where(
            PadronFila.carga_id == carga_id, PadronFila.estado != "error", PadronFila.sin_curp.is_not(None)
        )
    )
    for motivo in rows:
        cuentas[str(motivo)] = cuentas.get(str(motivo), 0) + 1
    return cuentas


@dataclass(frozen=True)
class VinculoVista:
    """A fact, without the keys: they are indexes and say nothing to anybody."""

    id: int
    hecho: str
    causa: str
    motivo: str
    archivo_id: int | None
    ticket_id: int | None
    por: str
    en: datetime


def vinculos(limite: int = 100) -> list[VinculoVista]:
    """The latest facts."""
    rows = db.session.scalars(select(PersonaVinculo).order_by(PersonaVinculo.id.desc()).limit(limite))
    return [
        VinculoVista(row.id, row.hecho, row.causa, row.motivo, row.archivo_id, row.ticket_id, row.por, row.en)
        for row in rows
    ]  # fmt: skip
